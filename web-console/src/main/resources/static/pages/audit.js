// What auditors look at: an account's whole history, why a balance is what it is, and whether the log is whole.
import { html, nothing, render } from '../app/lit.js';
import { command, get, pages, save } from '../app/api.js';
import { attempt, chip, debounced, dialog, empty, failure, field, heading, money, progress, tabs, waiting } from '../app/ui.js';
import { amount, count, day, moment, short, words } from '../app/format.js';
import { addUp, explanation } from './explanation.js';

const COLUMNS = ['position', 'version', 'type', 'recordedAt', 'effectiveDate', 'actor', 'reason', 'purpose', 'balanceBefore', 'balanceAfter', 'currency', 'correlationId', 'causationId', 'eventId', 'hash'];
const PAGE = 100;

/** What can be filtered by; what a newer service records joins them as soon as it is seen. */
const TYPES = [
  'ActionApproved', 'ActionExpired', 'ActionRejected', 'ActionRequested', 'AccountClosed', 'AccountFrozen', 'AccountOpened', 'AccountUnfrozen', 'FeeCharged', 'FundsHeld', 'HoldCaptured', 'HoldReleased', 'InterestPaid',
  'MoneyDeposited', 'MoneyWithdrawn', 'OverdraftLimitBreached', 'OverdraftLimitChanged', 'PaymentApproved', 'PaymentRejected', 'PaymentRequested',
  'TransactionReversed', 'TransferReceived', 'TransferSent',
];

export default async function audit(root, { rest, signal }) {
  const state = {
    view: 'history', account: null, found: [], entries: null, cursor: null, filter: { type: '', actor: '' }, types: TYPES, told: null, exported: null,
    text: '', verification: null, problem: null,
  };
  const keep = problem => {
    state.problem = problem;
    draw();
  };

  const path = () => `/v1/accounts/${state.account.accountId}/history`;

  const load = async id => {
    state.problem = null;
    state.entries = null;
    state.told = null;
    state.filter = { type: '', actor: '' };
    state.account = await get(`/v1/accounts/${id}`, {}, signal);
    await look();
    if (state.view === 'why') {
      await explain();
    }
  };

  const look = async cursor => {
    if (!cursor) {
      state.entries = null;
      state.cursor = null;
    }
    draw();
    const { account, filter } = state;
    const page = await get(path(), { order: 'desc', limit: PAGE, cursor, ...filter }, signal);
    if (account === state.account && filter === state.filter) {
      state.entries = cursor ? [...state.entries, ...page.items] : page.items;
      state.cursor = page.nextCursor;
      state.types = [...new Set([...state.types, ...page.items.map(entry => entry.type)])].sort();
      draw();
    }
  };

  const explain = async () => {
    const { account } = state;
    await addUp(path(), signal, told => {
      if (account === state.account) {
        state.told = told;
        draw();
      }
    });
  };

  const search = debounced(async text => {
    state.text = text.trim();
    const page = state.text === '' ? { items: [] } : await attempt(() => get('/v1/accounts', { holder: state.text, limit: 8 }, signal), keep);
    state.found = page?.items ?? [];
    draw();
  });

  const choose = account => {
    state.text = '';
    state.found = [];
    root.querySelector('#audit-find').value = '';
    history.replaceState(null, '', `#/audit/${account.accountId}`);
    attempt(() => load(account.accountId), keep);
  };

  const verify = async () => {
    state.problem = null;
    state.verification = await attempt(() => command('POST', '/v1/log/verifications'), keep) ?? state.verification;
    draw();
    while (state.verification?.state === 'RUNNING' && !signal.aborted) {
      await new Promise(resolve => setTimeout(resolve, 300));
      state.verification = await attempt(() => get(`/v1/log/verifications/${state.verification.verificationId}`, {}, signal), keep) ?? state.verification;
      draw();
    }
  };

  // Page by page and from the server, so that the file has all of it, however little of it is shown.
  const exportCsv = async () => {
    const { account, filter } = state;
    const parts = [csv([COLUMNS])];
    state.exported = 0;
    draw();
    for await (const page of pages(path(), filter, signal)) {
      parts.push(csv(page.map(entry => COLUMNS.map(column => entry[column] ?? ''))));
      state.exported += page.length;
      draw();
    }
    save(new Blob(parts, { type: 'text/csv' }), `history-${short(account.accountId)}.csv`);
  };
  const startExport = async () => {
    await attempt(exportCsv, keep);
    state.exported = null;
    draw();
  };

  const filter = (name, value) => {
    state.filter = { ...state.filter, [name]: value };
    attempt(() => look(), keep);
  };

  const see = view => {
    state.view = view;
    draw();
    if (view === 'why' && !state.told) {
      attempt(explain, problem => {
        state.told = null;
        keep(problem);
      });
    }
  };

  const draw = () => {
    if (signal.aborted) {
      return;
    }
    render(html`
      ${heading('Audit', 'Who did what, why, when \u2014 and whether anybody has touched the log since.')}
      ${failure(state.problem)}
      ${logCard()}
      <section class="card flush" aria-labelledby="history-title">
        <div class="card-head"><h2 id="history-title">${state.account ? state.account.holder.name ?? 'Name withheld' : 'An account\u2019s history'}</h2>
          ${state.account ? html`<span class="muted"><code>${state.account.accountId}</code></span>` : nothing}</div>
        <div class="inset search"><label class="hidden" for="audit-find">Holder</label>
          <input id="audit-find" type="search" placeholder="Holder\u2019s name" autocomplete="off" @input=${event => search(event.target.value)}>
          ${state.found.length > 0 ? html`<ul class="found">${state.found.map(account => html`<li><button type="button" @click=${() => choose(account)}>
            <span>${account.holder.name ?? 'Name withheld'}</span><code>${short(account.accountId)}</code>${money(account.balance, account.currency, { plain: true })}</button></li>`)}</ul>` : nothing}</div>
        ${state.account === null ? empty('No account chosen', 'Find one by the beginning of its holder\u2019s name.')
          : html`
          <div class="inset">${tabs('audit', [{ id: 'history', label: 'History' }, { id: 'why', label: 'Explain this balance' }], state.view, see)}</div>
          <div id="panel-audit" role="tabpanel" aria-labelledby="tab-${state.view}">${state.view === 'history' ? historyTable()
            : explanation(state.told, state.account, showEntry)}</div>`}
      </section>`, root);
  };

  const logCard = () => {
    const { verification } = state;
    const done = verification && verification.state !== 'RUNNING';
    return html`<section class="card" aria-labelledby="log-title">
      <div class="card-head"><h2 id="log-title">The log</h2>
        <button type="button" class="primary" @click=${verify} ?disabled=${verification?.state === 'RUNNING'}>Verify the log</button></div>
      <div class="verification" aria-live="polite">
        ${!verification ? html`<p class="muted">Walks along the whole chain of hashes and compares every signed head on the way.</p>` : nothing}
        ${verification ? progress(verification.state === 'RUNNING' ? 'Walking along the chain' : words(verification.state),
          verification.eventsTotal === 0 ? 1 : verification.eventsDone / verification.eventsTotal,
          `${count(verification.eventsDone)} of ${count(verification.eventsTotal)} events`) : nothing}
        ${done && verification.verdict ? html`<p class="verdict-line ${verification.verdict.ok ? 'good' : 'bad'}">
          ${verification.verdict.ok ? html`<strong>The log is whole.</strong> ${count(verification.eventsDone)} events and ${count(verification.headsChecked)} signed heads agree.`
            : html`<strong>The log has been changed.</strong> ${verification.verdict.detail ?? words(verification.verdict.finding ?? '')}`}</p>` : nothing}
      </div>
    </section>`;
  };

  const historyTable = () => {
    const { entries, account, exported, filter: { type, actor } } = state;
    return html`
      <div class="filters inset">
        ${field({ id: 'by-type', label: 'Event', control: html`<select id="by-type" aria-describedby="by-type-hint" .value=${type} @change=${event => filter('type', event.target.value)}>
          <option value="">All</option>${state.types.map(one => html`<option value=${one} ?selected=${one === type}>${words(one)}</option>`)}</select>` })}
        ${field({ id: 'by-actor', label: 'Who', control: html`<input id="by-actor" type="search" placeholder="Everybody" autocomplete="off" aria-describedby="by-actor-hint"
          .value=${actor} @change=${event => filter('actor', event.target.value.trim())}>` })}
        <p class="muted numbers grow">${entries === null ? nothing : `${count(entries.length)} shown${type || actor ? '' : ` of ${count(Math.max(account.version, entries.length))}`}`}</p>
        <button type="button" @click=${startExport} ?disabled=${exported !== null}>${exported === null ? 'Export as CSV' : `Exporting ${count(exported)} \u2026`}</button>
      </div>
      ${entries === null ? waiting(8) : entries.length === 0 ? empty('Nothing fits', 'No event is of that kind and by that person.') : html`
      <div class="scroll" tabindex="0" role="group" aria-label="History"><table class="list">
        <thead><tr><th scope="col">Recorded</th><th scope="col">What</th><th scope="col">Who</th><th scope="col">Why</th><th scope="col">Effective</th>
          <th scope="col" class="number">Before</th><th scope="col" class="number">After</th></tr></thead>
        <tbody>${entries.map(entry => html`<tr>
          <td class="nowrap">${moment(entry.recordedAt)}</td>
          <td><button type="button" class="row-link" @click=${() => showEntry(entry)}>${words(entry.type)}</button></td>
          <td>${entry.actor}</td><td>${entry.reason ?? '\u2013'}${entry.purpose ? html` <code>${entry.purpose}</code>` : nothing}</td>
          <td class="nowrap">${day(entry.effectiveDate)}</td>
          <td class="number">${amount(entry.balanceBefore)}</td><td class="number">${amount(entry.balanceAfter)}</td></tr>`)}
        </tbody></table></div>
      ${state.cursor ? html`<button type="button" class="more" @click=${() => attempt(() => look(state.cursor), keep)}>Show older events</button>` : nothing}`}`;
  };

  const showEntry = entry => {
    const details = { proof: null, problem: null };
    const sheet = dialog(words(entry.type), () => html`
      <dl class="facts">
        <dt>Who</dt><dd>${entry.actor}</dd>
        <dt>Why</dt><dd>${entry.reason ?? 'No reason was given'}${entry.purpose ? html` <code>${entry.purpose}</code>` : nothing}</dd>
        <dt>Recorded</dt><dd>${moment(entry.recordedAt)}</dd>
        <dt>Effective</dt><dd>${day(entry.effectiveDate)}</dd>
        <dt>Before, after</dt><dd class="numbers">${amount(entry.balanceBefore)} \u2192 ${amount(entry.balanceAfter)} ${entry.currency}</dd>
        <dt>Place</dt><dd class="numbers">position ${entry.position}, version ${entry.version}</dd>
        <dt>Event</dt><dd><code>${entry.eventId}</code></dd>
        <dt>Correlation</dt><dd><code>${entry.correlationId}</code></dd>
        ${entry.causationId ? html`<dt>Caused by</dt><dd><code>${entry.causationId}</code></dd>` : nothing}
        <dt>Hash</dt><dd><code class="hash">${entry.hash}</code></dd>
        ${details.proof ? html`<dt>In the log</dt><dd>${chip('proved', 'good')} against the signed head at position <span class="numbers">${details.proof.head?.position ?? details.proof.position ?? ''}</span></dd>` : nothing}
      </dl>
      <h3 class="payload-title">As it was recorded</h3>
      <pre class="payload" tabindex="0">${JSON.stringify(entry.payload, null, 2)}</pre>`);
    get(`/v1/log/proofs/${entry.eventId}`, {}, signal).then(proof => {
      details.proof = proof;
      sheet.draw();
    }).catch(() => {});
  };

  draw();
  if (rest[0]) {
    await load(rest[0]);
  }
}

function csv(lines) {
  return lines.map(line => `${line.map(quoted).join(',')}\r\n`).join('');
}

/** Quoted as RFC 4180 says; what a spreadsheet would take for a formula is kept a text. */
function quoted(value) {
  const text = String(value);
  const harmless = /^[=+@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
