// Accounts are found, and opened.
import { html, nothing, render } from '../app/lit.js';
import { command, get, Problem } from '../app/api.js';
import { may, readSettings } from '../app/session.js';
import { attempt, chip, debounced, dialog, empty, failure, field, heading, money, notice, textField, values, waiting } from '../app/ui.js';
import { day, direction, short } from '../app/format.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PAGE = 25;

/** A list of accounts as a table; each leads to its page. */
export function accountTable(accounts) {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Accounts"><table class="list">
    <thead><tr><th scope="col">Holder</th><th scope="col" class="roomy">Account</th><th scope="col" class="roomy">Product</th><th scope="col">Status</th><th scope="col" class="roomy">Since</th>
      <th scope="col" class="number">Balance</th></tr></thead>
    <tbody>${accounts.map(account => html`<tr>
      <th scope="row"><a class="row-link" href="#/accounts/${account.accountId}">${account.holder.name ?? 'Name withheld'}</a></th>
      <td class="roomy"><code>${short(account.accountId)}</code></td>
      <td class="roomy">${account.productCode ?? '\u2013'}</td>
      <td>${chip(account.status.toLowerCase(), account.status === 'OPEN' ? 'good' : account.status === 'FROZEN' ? 'mark' : 'plain')}</td>
      <td class="roomy">${day(account.openedAt.slice(0, 10))}</td>
      <td class="number">${money(account.balance, account.currency, { plain: direction(account.balance) !== 'out' })}</td></tr>`)}
    </tbody></table></div>`;
}

export default async function teller(root, { signal }) {
  const state = { text: '', accounts: null, cursor: null, problem: null };
  const { demo } = await readSettings();

  const draw = () => render(html`
    ${heading('Accounts', 'Find an account by the beginning of its holder\u2019s name, or by its number.',
      may('accounts:write') ? html`<button type="button" class="primary" @click=${open}>Open an account</button>` : nothing)}
    <div class="search">
      <label class="hidden" for="find">Holder or account number</label>
      <input id="find" type="search" placeholder="Holder or account number" autocomplete="off" @input=${event => search(event.target.value)}>
    </div>
    ${failure(state.problem)}
    ${state.accounts === null ? waiting(8)
      : state.accounts.length > 0 ? accountTable(state.accounts)
      : state.text ? empty('Nobody of that name', 'Names are found by how they begin; capitals do not matter.')
      : empty('No accounts yet', 'Open the first one, or load a sample bank with a year of bookings.', demo && may('accounts:write') ? html`<button type="button" @click=${loadSample}>Load the sample bank</button>` : nothing)}
    ${state.cursor ? html`<button type="button" class="more" @click=${more}>Show more</button>` : nothing}`, root);

  const look = async cursor => {
    const asked = state.text;
    const page = await attempt(() => get('/v1/accounts', { holder: asked, limit: PAGE, cursor }, signal), problem => { state.problem = problem; });
    if (page && asked === state.text) {
      state.problem = null;
      state.accounts = cursor ? [...state.accounts, ...page.items] : page.items;
      state.cursor = page.nextCursor;
    }
    state.accounts ??= [];
    draw();
  };
  const more = () => look(state.cursor);
  const search = debounced(text => {
    state.text = text.trim();
    if (ID.test(state.text)) {
      location.hash = `#/accounts/${state.text}`;
    } else {
      look();
    }
  });
  const open = () => openAccount();

  const loadSample = async event => {
    event.target.disabled = true;
    try {
      const answer = await fetch('/console/demo/sample', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
      if (!answer.ok) {
        throw new Problem(answer.status, await answer.json().catch(() => ({})));
      }
      notice('The sample bank is loaded.');
      await look();
    } catch (problem) {
      state.problem = problem;
      draw();
    }
  };
  draw();
  await look();
}

function openAccount() {
  const key = crypto.randomUUID();
  const state = { problem: null, products: [] };
  const sheet = dialog('Open an account', (close, draw) => {
    const error = name => state.problem?.fields.get(name);
    const submit = async event => {
      event.preventDefault();
      const given = values(event.target);
      const answer = await attempt(() => command('POST', '/v1/accounts', {
        holder: { name: given.name ?? '', ...(given.customerId ? { customerId: given.customerId } : {}) },
        currency: given.currency ?? '', productCode: given.productCode, overdraftLimit: given.overdraftLimit, reason: given.reason,
      }, key), problem => { state.problem = problem; });
      if (answer) {
        await get(`/v1/accounts/${answer.accountId}`, { atLeastVersion: answer.version });
        close();
        notice('The account is open.');
        location.hash = `#/accounts/${answer.accountId}`;
      } else {
        draw();
      }
    };
    return html`<form @submit=${submit} class="form" novalidate>
      ${textField({ id: 'name', label: 'Holder\u2019s name', required: true, error: error('name') ?? error('holder') })}
      ${textField({ id: 'customerId', label: 'Customer number', hint: 'Left empty, the holder is a new customer.', error: error('customerId') })}
      <div class="pair">
        ${textField({ id: 'currency', label: 'Currency', value: 'EUR', required: true, error: error('currency') })}
        ${textField({ id: 'overdraftLimit', label: 'Overdraft limit', hint: 'How far below zero it may go.', inputmode: 'decimal', error: error('overdraftLimit') })}
      </div>
      ${field({ id: 'productCode', label: 'Product', error: error('productCode'), control: html`<select id="productCode" name="productCode" aria-describedby="productCode-hint">
        <option value="">None</option>${state.products.map(product => html`<option value=${product.code}>${product.name} (${product.currency})</option>`)}</select>` })}
      ${textField({ id: 'reason', label: 'Reason', error: error('reason') })}
      ${state.problem && state.problem.fields.size === 0 ? failure(state.problem) : nothing}
      <div class="form-foot"><button class="primary">Open the account</button></div>
    </form>`;
  });
  get('/v1/products', { limit: 100 }).then(page => {
    state.products = page.items.filter(product => !product.retiredAt);
    sheet.draw();
  }).catch(() => {});
}
