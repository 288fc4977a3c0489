// One account: what it is now, what it was, as known when, and every line with its event.
import { html, nothing, render } from '../app/lit.js';
import { everything, follow, get } from '../app/api.js';
import { resource } from '../app/resource.js';
import { senders } from '../app/senders.js';
import { may, mayForTheBank } from '../app/session.js';
import { chip, debounced, dialog, empty, failure, heading, money, notice, resetAfter, tabs, textField, values, waiting } from '../app/ui.js';
import { balanceChart } from '../app/charts.js';
import { amount, clock, day, daysBetween, direction, moment, plusDays, today, words } from '../app/format.js';
import { kind } from './approvals.js';

const OPERATIONS = [
  { id: 'deposits', label: 'Deposit', done: 'Paid in.', isOffered: () => mayForTheBank('cash:write') },
  { id: 'withdrawals', label: 'Withdraw', done: 'Paid out.', isOffered: () => mayForTheBank('cash:write') },
  { id: 'transfers', label: 'Transfer', done: 'Transferred.', isOffered: () => may('accounts:write') },
  { id: 'holds', label: 'Hold', done: 'Set aside.', isOffered: () => mayForTheBank('accounts:write', 'cash:write') },
];
const LINES = 50;
const MARKS_MAX = 40;
const HEAD_START_MILLIS = 500;

export default async function accountPage(root, { rest: [id], signal }) {
  const path = `/v1/accounts/${id}`;
  const offered = OPERATIONS.filter(operation => operation.isOffered());
  const state = { isLive: false, liveUntil: null, version: undefined, asOf: today(), knownAt: null, operation: offered[0]?.id };

  const draw = () => {
    if (signal.aborted) {
      return;
    }
    const { value: account, problem } = now;
    render(html`
      ${crumb()}
      ${heading(account ? account.holder.name ?? 'Name withheld' : problem?.status === 404 ? 'No such account' : '\u2026', account
        ? html`<code>${account.accountId}</code>${account.productCode ? html` \u00b7 ${account.productCode}` : nothing} \u00b7 since ${day(account.openedAt.slice(0, 10))}` : '\u00a0',
        account ? html`${chip(account.status.toLowerCase(), account.status === 'OPEN' ? 'good' : 'mark')}
          <span class="live ${state.isLive ? 'on' : ''}">${state.isLive ? 'Live' : state.liveUntil ? `Not live since ${clock(state.liveUntil)}` : 'Not live'}</span>` : nothing)}
      ${account ? now.age() : now.trouble()}
      <section class="figures" aria-label="Balance now" aria-live="polite">
        ${figure('Balance', account && money(account.balance, account.currency, { plain: direction(account.balance) !== 'out' }), true)}
        ${figure('Available', account && money(account.available, undefined, { plain: true }))}
        ${figure('Held', account && money(account.held, undefined, { plain: true }))}
        ${figure('Overdraft limit', account && money(account.overdraftLimit, undefined, { plain: true }))}
      </section>
      <div class="${offered.length > 0 ? 'split' : ''}">
        <section class="card" aria-labelledby="past-title">
          <div class="card-head"><h2 id="past-title">Balance by value date</h2>
            ${restatements.value?.length > 0 ? html`<span class="legend"><i class="dot mark"></i>restated${drawnThen() ? html`<i class="dash"></i>as known then` : nothing}</span>` : nothing}</div>
          ${series.show(timeMachine, html`<div class="chart-room" role="status" aria-busy="true" aria-label="Loading"></div>`)}
          ${restatements.value ? restatements.age() : restatements.trouble('What was restated is not known. ')}
        </section>
        ${offered.length > 0 ? html`<section class="card" aria-labelledby="move-title"><h2 id="move-title">Move money</h2>${moneyForm()}</section>` : nothing}
      </div>
      ${unlessEmpty(pending, 'Waits for a second person', 'pending', html`<a href="#/approvals">All approvals</a>`, asked => html`<li>
        <div><strong class="numbers">${amount(asked.amount)}</strong> ${asked.reason ?? kind(asked)}
          <span class="muted">asked for by ${asked.requestedBy}, ${moment(asked.requestedAt)}</span></div></li>`)}
      ${unlessEmpty(holds, 'Held', 'holds', nothing, heldLine)}
      <section class="card flush" aria-labelledby="statement-title">
        <div class="card-head"><h2 id="statement-title">Statement</h2><span class="muted">newest first; each line opens to its event</span></div>
        ${lines.show(({ items }) => items.length === 0 ? empty('No money has moved', 'The first payment will stand here.') : statement(items), waiting(8))}
        ${lines.moreButton('Show older lines')}
      </section>`, root);
  };

  const page = { draw, signal };
  const sending = senders(page);
  const part = (name, load) => resource(() => name, load, page);
  const now = part('account', async stop => {
    const account = await get(path, { atLeastVersion: state.version }, stop);
    state.version = Math.max(account.version, state.version ?? 0);
    return account;
  });
  const lines = part('lines', (stop, cursor) => get(`${path}/transactions`,
    { order: 'desc', limit: LINES, cursor, atLeastVersion: cursor ? undefined : state.version }, stop));
  const series = part('series', stop => get(`${path}/balances`, { atLeastVersion: state.version }, stop));
  const restatements = part('restatements',
    stop => everything(`${path}/restatements`, { atLeastVersion: state.version }, { signal: stop, max: 2000 }));
  const holds = part('holds', stop => get(`${path}/holds`, { atLeastVersion: state.version, limit: 20 }, stop));
  const pending = part('pending',
    stop => get('/v1/approvals', { accountId: id, status: 'PENDING', atLeastVersion: state.version, limit: 20 }, stop));
  const everythingElse = [lines, series, restatements, holds, pending];

  // What was the balance of a day, as known at a moment: the line of the chart belongs to the moment, the sentence to both.
  const then = resource(() => state.knownAt && { knownAt: state.knownAt },
    stop => get(`${path}/balances`, { knownAt: state.knownAt }, stop), page);
  const past = resource(() => state.knownAt && { asOf: state.asOf, knownAt: state.knownAt },
    stop => get(`${path}/balance`, { asOf: state.asOf, knownAt: state.knownAt }, stop), page);
  const lookBackSoon = debounced(() => Promise.all([past.load(), then.value ?? then.load()]), 90);

  const arrived = account => {
    const known = now.value?.version ?? 0;
    if (account.version >= known) {
      now.set(account);
    }
    if (account.version > (state.version ?? 0)) {
      state.version = account.version;
      everythingElse.forEach(one => one.load());
    }
  };

  /** Shows what a command has changed. */
  const changedTo = async version => {
    state.version = Math.max(version, state.version ?? 0);
    await Promise.all([now, ...everythingElse].map(one => one.load()));
  };

  const pick = date => {
    state.asOf = date;
    draw();
    lookBackSoon();
  };

  const submit = async event => {
    event.preventDefault();
    const form = event.target;
    const operation = OPERATIONS.find(candidate => candidate.id === state.operation);
    const given = values(form);
    const body = { amount: '', ...operation.id === 'transfers' ? { fromAccountId: id } : {}, ...given };
    if (operation.id === 'holds' && body.expiresAt) {
      body.expiresAt = new Date(`${body.expiresAt}T23:59:59`).toISOString();
    }
    const answer = await sending(operation.id)
      .send('POST', operation.id === 'transfers' ? '/v1/transfers' : `${path}/${operation.id}`, body);
    if (answer) {
      resetAfter(form, given);
      notice(answer.approvalId ? 'A second person has to approve this.' : operation.done);
      await changedTo(answer.version);
    } else {
      root.querySelector('[aria-invalid=true]')?.focus();
    }
  };

  const endHold = async (hold, how) => {
    const answer = await sending(hold.holdId).send('POST', `${path}/holds/${hold.holdId}/${how}`, {});
    if (answer) {
      notice(how === 'capture' ? 'The held money is paid out.' : 'The hold is lifted.');
      await changedTo(answer.version);
    }
  };

  const choose = operation => {
    state.operation = operation;
    draw();
  };

  const crumb = () => html`<p class="crumb"><a href="#/teller">Accounts</a></p>`;

  /** A list that there is only if something is in it, or if it is not known whether something is. */
  const unlessEmpty = (list, title, name, beside, line) => list.value?.items.length > 0 || list.problem
    ? html`<section class="card" aria-labelledby="${name}-title"><div class="card-head"><h2 id="${name}-title">${title}</h2>${beside}</div>
      ${list.show(({ items }) => html`<ul class="lines">${items.map(line)}</ul>`)}</section>` : nothing;

  const heldLine = hold => html`<li><div><strong class="numbers">${amount(hold.amount)}</strong> ${hold.reason ?? ''}
      <span class="muted">${hold.expiresAt ? `until ${moment(hold.expiresAt)}` : ''}</span></div>
    ${mayForTheBank('accounts:write', 'cash:write') ? html`<div class="actions">
      ${may('cash:write') ? html`<button type="button" ?disabled=${sending(hold.holdId).isBusy} @click=${() => endHold(hold, 'capture')}>Pay out</button>` : nothing}
      <button type="button" class="quiet" ?disabled=${sending(hold.holdId).isBusy} @click=${() => endHold(hold, 'release')}>Lift</button></div>
    ${failure(sending(hold.holdId).problem)}` : nothing}</li>`;

  const restated = line => restatements.value?.filter(restatement => restatement.becauseOf === line.eventId).length ?? 0;

  const figure = (label, value, large = false) => html`<div class="figure ${large ? 'large' : ''}"><span class="figure-label">${label}</span>
    <span class="figure-value">${value || '\u00a0'}</span></div>`;

  const drawnThen = () => then.value?.items.length > 0 ? drawn(then.value) : null;

  const timeMachine = answer => {
    const points = drawn(answer);
    const { currency } = answer;
    if (points.length === 0) {
      return html`<div class="chart-room">${empty('Nothing to draw yet', 'The chart begins with the first payment.')}</div>`;
    }
    const from = points[0].date;
    const to = [today(), points.at(-1).date].sort().at(-1);
    const span = Math.max(1, daysBetween(from, to));
    state.asOf = state.asOf < from ? from : state.asOf > to ? to : state.asOf;
    const { asOf, knownAt } = state;
    const moments = [...new Set([...knowledge(restatements.value ?? [], lines.value?.items ?? []), ...knownAt ? [knownAt] : []])].sort();
    const marks = beginnings(restatements.value ?? []).filter(date => date >= from);
    return html`
      <div class="chart-room">${balanceChart({
        from, to, series: points, known: drawnThen(), marks, asOf, pick, width: offered.length > 0 ? 580 : 960,
        label: `The balance from ${day(from)} to ${day(to)}, ending at ${points.at(-1).written} ${currency}`,
      })}</div>
      <div class="sliders">
        <div><label for="asof">As of</label>
          <input id="asof" type="range" min="0" max=${span} .value=${String(daysBetween(from, asOf))} aria-valuetext=${day(asOf)}
            @input=${event => pick(plusDays(from, Number(event.target.value)))}><output for="asof">${day(asOf)}</output></div>
        <div><label for="known">As known</label>
          <input id="known" type="range" min="0" max=${moments.length} .value=${String(knownAt ? moments.indexOf(knownAt) : moments.length)}
            aria-valuetext=${knownAt ? moment(knownAt) : 'now'}
            @input=${event => {
              state.knownAt = moments[Number(event.target.value)] ?? null;
              draw();
              lookBackSoon();
            }}><output for="known">${knownAt ? moment(knownAt) : 'now'}</output></div>
        ${knownAt ? verdictThen(asOf, knownAt) : verdict(asOf, points.findLast(point => point.date <= asOf)?.written ?? '0', currency)}
        ${then.trouble('What was known then is not drawn. ')}
      </div>`;
  };

  const verdict = (asOf, balance, currency, knownAt) => html`<p class="verdict">On <strong>${day(asOf)}</strong> the balance was ${
    money(balance, currency, { plain: direction(balance) !== 'out' })}${knownAt ? html`, as known on <strong>${moment(knownAt)}</strong>` : nothing}.</p>`;

  /** Says what is asked until it is answered, and never anything else. */
  const verdictThen = (asOf, knownAt) => past.show(({ balance, currency }) => verdict(asOf, balance, currency, knownAt),
    html`<p class="verdict" role="status" aria-busy="true">Looking up ${day(asOf)}, as known on ${moment(knownAt)} \u2026</p>`);

  const moneyForm = () => {
    const { operation } = state;
    const { problem, isBusy } = sending(operation);
    const error = name => problem?.fields.get(name) ?? (name === 'amount' && problem && problem.fields.size === 0 && isAboutAmount(problem) ? problem.message
      : name === 'toAccountId' && operation === 'transfers' && problem && isAboutOther(problem) ? problem.message : undefined);
    const elsewhere = problem && !['amount', 'reason', 'purpose', 'effectiveDate', 'toAccountId', 'expiresAt'].some(error);
    return html`${tabs('operation', offered, operation, choose)}
      <div id="panel-operation" role="tabpanel" aria-labelledby="tab-${operation}"><form class="form" @submit=${submit} novalidate>
        ${textField({ id: 'amount', label: `Amount in ${now.value?.currency ?? '\u2026'}`, required: true, inputmode: 'decimal', placeholder: '0.00', error: error('amount') })}
        ${operation === 'transfers' ? textField({ id: 'toAccountId', label: 'To account', required: true, placeholder: 'Account number', error: error('toAccountId') }) : nothing}
        ${textField({ id: 'reason', label: 'Reason', error: error('reason') })}
        <div class="pair">
          ${textField({ id: 'purpose', label: 'Purpose', placeholder: 'SALA', error: error('purpose') })}
          ${operation === 'holds'
            ? textField({ id: 'expiresAt', label: 'Until', type: 'date', error: error('expiresAt') })
            : mayForTheBank('accounts:backdate') ? textField({ id: 'effectiveDate', label: 'Value date', type: 'date', error: error('effectiveDate') }) : nothing}
        </div>
        ${elsewhere ? failure(problem) : nothing}
        <div class="form-foot"><button class="primary" ?disabled=${isBusy}>${OPERATIONS.find(candidate => candidate.id === operation).label}</button></div>
      </form></div>`;
  };

  const statement = items => html`<div class="scroll" tabindex="0" role="group" aria-label="Statement"><table class="list statement">
    <thead><tr><th scope="col">Value date</th><th scope="col">What</th><th scope="col" class="number">Amount</th><th scope="col" class="number">Balance</th></tr></thead>
    <tbody>${items.map(line => html`<tr class=${line.reversedBy ? 'undone' : ''}>
      <td class="nowrap">${day(line.effectiveDate)}${restated(line) > 0 ? html`<span class="sub mark-text">restated ${restated(line)} ${restated(line) === 1 ? 'day' : 'days'}</span>` : nothing}</td>
      <td><button type="button" class="row-link" @click=${() => showEvent(line)}>${line.reason ?? words(line.type)}</button>
        <span class="sub">${words(line.type)}${line.purpose ? ` \u00b7 ${line.purpose}` : ''}${line.reversedBy ? ' \u00b7 taken back' : ''}${line.reverses ? ' \u00b7 takes back an earlier line' : ''}</span></td>
      <td class="number">${money(line.amount, undefined, { sign: true })}</td>
      <td class="number">${money(line.runningBalance, undefined, { plain: direction(line.runningBalance) !== 'out' })}</td></tr>`)}
    </tbody></table></div>`;

  const showEvent = line => dialog(line.reason ?? words(line.type), sheet => {
    const entry = resource(() => line.eventId, stop => get(`/v1/events/${line.eventId}`, {}, stop), sheet);
    const taking = senders(sheet)('take back');
    if (may('audit:read')) {
      entry.load();
    }
    return () => html`
      <p class="sheet-sum">${money(line.amount, line.currency, { sign: true })}</p>
      <dl class="facts">
        <dt>What</dt><dd>${words(line.type)}</dd>
        <dt>Who</dt><dd>${line.actor}</dd>
        <dt>Why</dt><dd>${line.reason ?? 'No reason was given'}${line.purpose ? html` <code>${line.purpose}</code>` : nothing}</dd>
        <dt>Effective</dt><dd>${day(line.effectiveDate)}</dd>
        <dt>Booked</dt><dd>${day(line.bookingDate)}</dd>
        <dt>Recorded</dt><dd>${moment(line.recordedAt)}</dd>
        ${line.counterpartyAccountId ? html`<dt>Other account</dt><dd><a href="#/accounts/${line.counterpartyAccountId}" @click=${sheet.close}><code>${line.counterpartyAccountId}</code></a></dd>` : nothing}
        ${line.reference ? html`<dt>Reference</dt><dd>${line.reference}</dd>` : nothing}
        <dt>Place</dt><dd class="numbers">position ${line.position}, version ${line.version}</dd>
        <dt>Event</dt><dd><code>${line.eventId}</code></dd>
        ${entry.value ? html`<dt>Before, after</dt><dd class="numbers">${amount(entry.value.balanceBefore)} \u2192 ${amount(entry.value.balanceAfter)}</dd>
          <dt>Hash</dt><dd><code class="hash">${entry.value.hash}</code></dd>` : nothing}
      </dl>
      ${may('audit:read') ? entry.trouble('Its place in the chain is not known. ') : html`<p class="muted">Auditors see its hash and its place in the chain as well.</p>`}
      ${mayForTheBank('accounts:write') && !line.reversedBy && !line.reverses ? html`<form class="form inset" @submit=${event => takeBack(event, line, sheet, taking)}>
        ${textField({ id: 'reversal-reason', label: 'Take it back, because', required: true, error: taking.problem?.fields.get('reason') })}
        ${taking.problem && !taking.problem.fields.has('reason') ? failure(taking.problem) : nothing}
        <div class="form-foot"><button ?disabled=${taking.isBusy}>Take back</button></div></form>` : nothing}`;
  });

  const takeBack = async (event, line, sheet, taking) => {
    event.preventDefault();
    const reason = event.target.querySelector('input').value.trim();
    const answer = await taking.send('POST', `/v1/transactions/${line.eventId}/reversal`, { reason });
    if (answer) {
      sheet.close();
      notice('Taken back, on its own value date.');
      await changedTo(answer.version);
    }
  };

  draw();
  // What belongs to the account is asked for at its version; but an account that is slow holds nothing up.
  await Promise.race([now.load(), new Promise(resolve => setTimeout(resolve, HEAD_START_MILLIS))]);
  everythingElse.forEach(one => one.load());
  follow(`${path}/stream`, {
    signal,
    onEvent: arrived,
    onState: isLive => {
      if (state.isLive && !isLive) {
        state.liveUntil = new Date();
      }
      state.isLive = isLive;
      draw();
    },
  });
}

function drawn(series) {
  return series.items.map(item => ({ date: item.date, value: Number(item.balance), written: item.balance }));
}

/** The moments at which what was known changed about the past, the last one just before the first of them. */
function knowledge(restatements, lines) {
  const changes = [...new Set(restatements.map(restated => restated.at))].sort();
  const before = changes.map(at => new Date(Date.parse(at) - 1).toISOString());
  const booked = lines.map(line => line.recordedAt).sort();
  return [...new Set([...before, ...(booked.length > 0 ? [booked.at(-1)] : [])])].sort();
}

/** The first day that each late entry restated, the newest few of them. */
function beginnings(restatements) {
  const first = new Map();
  for (const { becauseOf, effectiveDate } of restatements) {
    if (!first.has(becauseOf) || effectiveDate < first.get(becauseOf)) {
      first.set(becauseOf, effectiveDate);
    }
  }
  return [...new Set(first.values())].slice(-MARKS_MAX);
}

function isAboutAmount(problem) {
  return /insufficient-funds|amount|currency-mismatch|malformed/.test(problem.type) && !isAboutOther(problem);
}

function isAboutOther(problem) {
  return problem.status === 404 || /same-account/.test(problem.type);
}
