// Accounts are found, and opened.
import { html, nothing, render } from '../app/lit.js';
import { get, loadSampleBank } from '../app/api.js';
import { resource } from '../app/resource.js';
import { senders } from '../app/senders.js';
import { mayForTheBank, readSettings } from '../app/session.js';
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
  const state = { text: '', isDemo: false };
  const draw = () => signal.aborted || render(html`
    ${heading('Accounts', 'Find an account by the beginning of its holder\u2019s name, or by its number.',
      mayForTheBank('accounts:write') ? html`<button type="button" class="primary" @click=${openAccount}>Open an account</button>` : nothing)}
    <div class="search">
      <label class="hidden" for="find">Holder or account number</label>
      <input id="find" type="search" placeholder="Holder or account number" autocomplete="off" @input=${event => search(event.target.value.trim())}>
    </div>
    ${failure(loading.problem)}
    ${found.show(({ items }) => items.length > 0 ? accountTable(items)
      : state.text ? empty('Nobody of that name', 'Names are found by how they begin; capitals do not matter.')
      : empty('No accounts yet', 'Open the first one, or load a sample bank with a year of bookings.', state.isDemo && mayForTheBank('history:import')
        ? html`<button type="button" ?disabled=${loading.isBusy} @click=${loadSample}>${loading.isBusy ? 'Loading \u2026' : 'Load the sample bank'}</button>` : nothing),
      waiting(8))}
    ${found.moreButton('Show more')}`, root);

  const page = { draw, signal };
  const loading = senders(page)('sample');
  const found = resource(() => ({ holder: state.text }),
    (stop, cursor) => get('/v1/accounts', { holder: state.text, limit: PAGE, cursor }, stop), page);
  const lookSoon = debounced(() => found.load());
  const search = text => {
    state.text = text;
    draw();
    if (ID.test(text)) {
      location.hash = `#/accounts/${text}`;
    } else {
      lookSoon();
    }
  };

  const loadSample = async () => {
    if (await loading.run('sample bank', loadSampleBank)) {
      notice('The sample bank is loaded.');
      await found.load();
    }
  };

  draw();
  attempt(readSettings, () => {}).then(settings => {
    state.isDemo = settings?.demo ?? false;
    draw();
  });
  await found.load();
}

function openAccount() {
  dialog('Open an account', page => {
    const opening = senders(page)('open');
    const products = resource(() => 'products', stop => get('/v1/products', { limit: 100 }, stop), page);
    const error = name => opening.problem?.fields.get(name);
    const submit = async event => {
      event.preventDefault();
      const given = values(event.target);
      const answer = await opening.send('POST', '/v1/accounts', {
        holder: { name: given.name ?? '', ...(given.customerId ? { customerId: given.customerId } : {}) },
        currency: given.currency ?? '', productCode: given.productCode, overdraftLimit: given.overdraftLimit, reason: given.reason,
      });
      if (answer) {
        page.close();
        notice('The account is open.');
        // If it cannot be read yet, its page says so, and asks again.
        await attempt(() => get(`/v1/accounts/${answer.accountId}`, { atLeastVersion: answer.version }), () => {});
        location.hash = `#/accounts/${answer.accountId}`;
      }
    };
    products.load();
    return () => html`<form @submit=${submit} class="form" novalidate>
      ${textField({ id: 'name', label: 'Holder\u2019s name', required: true, error: error('name') ?? error('holder') })}
      ${textField({ id: 'customerId', label: 'Customer number', hint: 'Left empty, the holder is a new customer.', error: error('customerId') })}
      <div class="pair">
        ${textField({ id: 'currency', label: 'Currency', value: 'EUR', required: true, error: error('currency') })}
        ${textField({ id: 'overdraftLimit', label: 'Overdraft limit', hint: 'How far below zero it may go.', inputmode: 'decimal', error: error('overdraftLimit') })}
      </div>
      ${field({ id: 'productCode', label: 'Product', error: error('productCode'), control: html`<select id="productCode" name="productCode" aria-describedby="productCode-hint">
        <option value="">None</option>${products.value?.items.filter(product => !product.retiredAt).map(product =>
          html`<option value=${product.code}>${product.name} (${product.currency})</option>`)}</select>` })}
      ${products.value ? products.age() : products.trouble('The products are not known. ')}
      ${textField({ id: 'reason', label: 'Reason', error: error('reason') })}
      ${opening.problem && opening.problem.fields.size === 0 ? failure(opening.problem) : nothing}
      <div class="form-foot"><button class="primary" ?disabled=${opening.isBusy}>Open the account</button></div>
    </form>`;
  });
}
