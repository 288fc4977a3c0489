// What auditors look at: an account's whole history, why a balance is what it is, and whether the log is whole.
import { html, nothing, render } from '../app/lit.js';
import { get, pages, save } from '../app/api.js';
import { resource } from '../app/resource.js';
import { senders } from '../app/senders.js';
import { attempt, chip, debounced, dialog, empty, failure, field, heading, money, progress, tabs, waiting } from '../app/ui.js';
import { amount, count, day, moment, short, words } from '../app/format.js';
import { addingUp, addUp, explanation } from './explanation.js';

const COLUMNS = ['position', 'version', 'type', 'recordedAt', 'effectiveDate', 'actor', 'reason', 'purpose', 'balanceBefore', 'balanceAfter', 'currency', 'correlationId', 'causationId', 'eventId', 'hash'];
const PAGE = 100;
const WALK_MILLIS = 300;
const WALK_AGAIN_MILLIS = 2000;

/** What can be filtered by; what a newer service records joins them as soon as it is seen. */
const TYPES = [
  'ActionApproved', 'ActionExpired', 'ActionRejected', 'ActionRequested', 'AccountClosed', 'AccountFrozen', 'AccountOpened', 'AccountUnfrozen', 'FeeCharged', 'FeeReversed', 'FundsHeld', 'HoldCaptured', 'HoldReleased',
  'InterestCharged', 'InterestChargeReversed', 'InterestCredited', 'InterestCreditReversed', 'InterestPaid',
  'MoneyDeposited', 'MoneyWithdrawn', 'OverdraftLimitBreached', 'OverdraftLimitChanged', 'PaymentApproved', 'PaymentRejected', 'PaymentRequested',
  'TaxReversed', 'TaxWithheld', 'TransactionReversed', 'TransferReceived', 'TransferSent',
];

export default async function audit(root, { rest, signal }) {
  const state = {
    view: 'history', id: rest[0] ?? null, filter: { type: '', actor: '' }, types: TYPES, told: null, exported: null, exportProblem: null, text: '',
    verificationId: null, isWalking: false,
  };

  const draw = () => {
    if (signal.aborted) {
      return;
    }
    const chosen = account.value;
    render(html`
      ${heading('Audit', 'Who did what, why, when \u2014 and whether anybody has touched the log since.')}
      ${logCard()}
      <section class="card flush" aria-labelledby="history-title">
        <div class="card-head"><h2 id="history-title">${chosen ? chosen.holder.name ?? 'Name withheld' : 'An account\u2019s history'}</h2>
          ${state.id ? html`<span class="muted"><code>${state.id}</code></span>` : nothing}</div>
        <div class="inset search"><label class="hidden" for="audit-find">Holder</label>
          <input id="audit-find" type="search" placeholder="Holder\u2019s name" autocomplete="off" @input=${event => search(event.target.value.trim())}>
          ${foundAccounts()}</div>
        ${state.id === null ? empty('No account chosen', 'Find one by the beginning of its holder\u2019s name.')
          : account.show(() => html`
          <div class="inset">${tabs('audit', [{ id: 'history', label: 'History' }, { id: 'why', label: 'Explain this balance' }], state.view, see)}</div>
          <div id="panel-audit" role="tabpanel" aria-labelledby="tab-${state.view}">${state.view === 'history' ? historyTable() : why()}</div>`, waiting(8))}
      </section>`, root);
  };

  const page = { draw, signal };
  const path = () => `/v1/accounts/${state.id}/history`;
  const account = resource(() => state.id, stop => get(`/v1/accounts/${state.id}`, {}, stop), page);
  const found = resource(() => state.text || null, stop => get('/v1/accounts', { holder: state.text, limit: 8 }, stop), page);
  const history = resource(() => state.id && { id: state.id, ...state.filter }, async (stop, cursor) => {
    const entries = await get(path(), { order: 'desc', limit: PAGE, cursor, ...state.filter }, stop);
    state.types = [...new Set([...state.types, ...entries.items.map(entry => entry.type)])].sort();
    return entries;
  }, page);
  const explained = resource(() => state.id, stop => addUp(path(), stop, told => {
    state.told = told;
    draw();
  }), page);
  const starting = senders(page)('verification');
  const verification = resource(() => state.verificationId,
    stop => get(`/v1/log/verifications/${state.verificationId}`, {}, stop), page);

  const lookSoon = debounced(() => found.load());
  const search = text => {
    state.text = text;
    draw();
    lookSoon();
  };

  const foundAccounts = () => {
    if (found.problem) {
      return found.trouble();
    }
    return found.value?.items.length > 0 ? html`<ul class="found">${found.value.items.map(one => html`<li><button type="button" @click=${() => choose(one)}>
      <span>${one.holder.name ?? 'Name withheld'}</span><code>${short(one.accountId)}</code>${money(one.balance, one.currency, { plain: true })}</button></li>`)}</ul>` : nothing;
  };

  const choose = one => {
    state.text = '';
    state.id = one.accountId;
    state.filter = { type: '', actor: '' };
    root.querySelector('#audit-find').value = '';
    window.history.replaceState(null, '', `#/audit/${one.accountId}`);
    account.set(one);
    look();
  };

  const look = () => {
    history.load();
    if (state.view === 'why') {
      explain();
    }
  };

  const explain = () => {
    state.told = null;
    return explained.load();
  };

  const verify = async () => {
    const begun = await starting.send('POST', '/v1/log/verifications');
    if (begun) {
      state.verificationId = begun.verificationId;
      verification.set(begun);
      await walk();
    }
  };

  /** Looks how far it is until it is over; what is not answered is asked again, unless there is no such verification any more. */
  const walk = async () => {
    state.isWalking = true;
    while (verification.value.state === 'RUNNING' && !signal.aborted && ![403, 404].includes(verification.problem?.status)) {
      await new Promise(resolve => setTimeout(resolve, verification.problem ? WALK_AGAIN_MILLIS : WALK_MILLIS));
      await verification.load();
    }
    state.isWalking = false;
    draw();
  };

  // Page by page and from the server, so that the file has all of it, however little of it is shown.
  const exportCsv = async () => {
    const { id, filter } = state;
    const parts = [csv([COLUMNS])];
    state.exported = 0;
    state.exportProblem = null;
    draw();
    for await (const entries of pages(`/v1/accounts/${id}/history`, filter, signal)) {
      parts.push(csv(entries.map(entry => COLUMNS.map(column => entry[column] ?? ''))));
      state.exported += entries.length;
      draw();
    }
    save(new Blob(parts, { type: 'text/csv' }), `history-${short(id)}.csv`);
  };
  const startExport = async () => {
    await attempt(exportCsv, problem => {
      state.exportProblem = problem;
    });
    state.exported = null;
    draw();
  };

  const filter = (name, value) => {
    state.filter = { ...state.filter, [name]: value };
    draw();
    history.load();
  };

  const see = view => {
    state.view = view;
    draw();
    if (view === 'why' && !explained.value) {
      explain();
    }
  };

  const why = () => explained.show(told => explanation(told, account.value, showEntry), addingUp(state.told, account.value));

  const logCard = () => {
    const { value: walked } = verification;
    const isOver = walked && walked.state !== 'RUNNING';
    return html`<section class="card" aria-labelledby="log-title">
      <div class="card-head"><h2 id="log-title">The log</h2>
        <button type="button" class="primary" @click=${verify} ?disabled=${state.isWalking || starting.isBusy}>Verify the log</button></div>
      <div class="verification" aria-live="polite">
        ${failure(starting.problem)}
        ${!walked ? html`<p class="muted">Walks along the whole chain of hashes and compares every signed head on the way.</p>` : nothing}
        ${verification.age()}
        ${walked ? progress(isOver ? words(walked.state) : 'Walking along the chain', walked.eventsTotal === 0 ? 1 : walked.eventsDone / walked.eventsTotal,
          `${count(walked.eventsDone)} of ${count(walked.eventsTotal)} events`) : nothing}
        ${isOver && walked.verdict ? html`<p class="verdict-line ${walked.verdict.ok ? 'good' : 'bad'}">
          ${walked.verdict.ok ? html`<strong>The log is whole.</strong> ${count(walked.eventsDone)} events and ${count(walked.headsChecked)} signed heads agree.`
            : html`<strong>The log has been changed.</strong> ${walked.verdict.detail ?? words(walked.verdict.finding ?? '')}`}</p>` : nothing}
      </div>
    </section>`;
  };

  const historyTable = () => {
    const { exported, exportProblem, filter: { type, actor } } = state;
    const entries = history.value?.items;
    const shown = !entries ? nothing : `${count(entries.length)} shown${type || actor ? '' : ` of ${count(Math.max(account.value.version, entries.length))}`}`;
    return html`
      <div class="filters inset">
        ${field({ id: 'by-type', label: 'Event', control: html`<select id="by-type" aria-describedby="by-type-hint" .value=${type} @change=${event => filter('type', event.target.value)}>
          <option value="">All</option>${state.types.map(one => html`<option value=${one} ?selected=${one === type}>${words(one)}</option>`)}</select>` })}
        ${field({ id: 'by-actor', label: 'Who', control: html`<input id="by-actor" type="search" placeholder="Everybody" autocomplete="off" aria-describedby="by-actor-hint"
          .value=${actor} @change=${event => filter('actor', event.target.value.trim())}>` })}
        <p class="muted numbers grow">${shown}</p>
        <button type="button" @click=${startExport} ?disabled=${exported !== null}>${exported === null ? 'Export as CSV' : `Exporting ${count(exported)} \u2026`}</button>
      </div>
      ${exportProblem ? html`<div class="inset">${failure(exportProblem)}</div>` : nothing}
      ${history.show(({ items }) => items.length === 0 ? empty('Nothing fits', 'No event is of that kind and by that person.') : historyLines(items), waiting(8))}
      ${history.moreButton('Show older events')}`;
  };

  const historyLines = items => html`
      <div class="scroll" tabindex="0" role="group" aria-label="History"><table class="list">
        <thead><tr><th scope="col">Recorded</th><th scope="col">What</th><th scope="col">Who</th><th scope="col">Why</th><th scope="col">Effective</th>
          <th scope="col" class="number">Before</th><th scope="col" class="number">After</th></tr></thead>
        <tbody>${items.map(entry => html`<tr>
          <td class="nowrap">${moment(entry.recordedAt)}</td>
          <td><button type="button" class="row-link" @click=${() => showEntry(entry)}>${words(entry.type)}</button></td>
          <td>${entry.actor}</td><td>${entry.reason ?? '\u2013'}${entry.purpose ? html` <code>${entry.purpose}</code>` : nothing}</td>
          <td class="nowrap">${day(entry.effectiveDate)}</td>
          <td class="number">${amount(entry.balanceBefore)}</td><td class="number">${amount(entry.balanceAfter)}</td></tr>`)}
        </tbody></table></div>`;

  const showEntry = entry => dialog(words(entry.type), sheet => {
    const proof = resource(() => entry.eventId, stop => get(`/v1/log/proofs/${entry.eventId}`, {}, stop), sheet);
    proof.load();
    return () => html`
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
        ${proof.value ? html`<dt>In the log</dt><dd>${chip('proved', 'good')} against the signed head at position <span class="numbers">${proof.value.head?.position ?? proof.value.position ?? ''}</span></dd>` : nothing}
      </dl>
      ${proof.trouble('There is no proof that it is in the log. ')}
      <h3 class="payload-title">As it was recorded</h3>
      <pre class="payload" tabindex="0">${JSON.stringify(entry.payload, null, 2)}</pre>`;
  });

  draw();
  if (state.id) {
    account.load();
    look();
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
