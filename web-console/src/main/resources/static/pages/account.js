// One account: what it is now, what it was, as known when, and every line with its event.
import { html, nothing, render } from '../app/lit.js';
import { command, everything, follow, get } from '../app/api.js';
import { may } from '../app/session.js';
import { attempt, chip, debounced, dialog, empty, failure, heading, money, notice, tabs, textField, values, waiting } from '../app/ui.js';
import { balanceChart } from '../app/charts.js';
import { amount, day, daysBetween, direction, moment, plusDays, today, words } from '../app/format.js';
import { kind } from './approvals.js';

const OPERATIONS = [
  { id: 'deposits', label: 'Deposit', done: 'Paid in.' },
  { id: 'withdrawals', label: 'Withdraw', done: 'Paid out.' },
  { id: 'transfers', label: 'Transfer', done: 'Transferred.' },
  { id: 'holds', label: 'Hold', done: 'Set aside.' },
];
const LINES = 50;
const MARKS_MAX = 40;

export default async function accountPage(root, { rest: [id], signal }) {
  const path = `/v1/accounts/${id}`;
  const state = {
    account: null, live: false, lines: null, cursor: null, series: null, known: null, restatements: [], moments: [],
    asOf: today(), knownIndex: null, past: null, operation: 'deposits', key: crypto.randomUUID(), problem: null, formProblem: null, busy: false, holds: [], pending: [],
  };

  const refresh = async version => {
    const atLeastVersion = version ?? state.account?.version;
    const [lines, series, restatements, holds, pending] = await Promise.all([
      get(`${path}/transactions`, { order: 'desc', limit: LINES, atLeastVersion }, signal),
      get(`${path}/balances`, { atLeastVersion }, signal),
      everything(`${path}/restatements`, { atLeastVersion }, { signal, max: 2000 }),
      get(`${path}/holds`, { atLeastVersion, limit: 20 }, signal),
      get('/v1/approvals', { accountId: id, status: 'PENDING', atLeastVersion, limit: 20 }, signal),
    ]);
    state.lines = lines.items;
    state.cursor = lines.nextCursor;
    state.series = points(series);
    state.restatements = restatements;
    state.moments = knowledge(restatements, lines.items);
    state.holds = holds.items;
    state.pending = pending.items;
    draw();
    if (state.knownIndex !== null) {
      await lookBack();
    }
  };

  const arrived = account => {
    const isNews = state.account !== null && account.version > state.account.version;
    if (state.account === null || account.version >= state.account.version) {
      state.account = account;
    }
    draw();
    if (isNews) {
      attempt(() => refresh(account.version), keep);
    }
  };
  const keep = problem => {
    state.problem = problem;
    draw();
  };

  const lookBack = async () => {
    const knownAt = state.knownIndex === null ? undefined : state.moments[state.knownIndex];
    const [past, series] = await Promise.all([
      get(`${path}/balance`, { asOf: state.asOf, knownAt }, signal),
      knownAt ? get(`${path}/balances`, { knownAt }, signal) : null,
    ]);
    state.past = past;
    state.known = series ? points(series) : null;
    draw();
  };
  const lookBackSoon = debounced(() => attempt(lookBack, keep), 90);
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
    const body = state.operation === 'transfers' ? { fromAccountId: id, ...given } : given;
    if (state.operation === 'holds' && body.expiresAt) {
      body.expiresAt = new Date(`${body.expiresAt}T23:59:59`).toISOString();
    }
    state.busy = true;
    draw();
    const answer = await attempt(
      () => command('POST', state.operation === 'transfers' ? '/v1/transfers' : `${path}/${state.operation}`, { amount: '', ...body }, state.key),
      problem => { state.formProblem = problem; });
    state.busy = false;
    if (answer) {
      state.formProblem = null;
      state.key = crypto.randomUUID();
      form.reset();
      notice(answer.approvalId ? 'A second person has to approve this.' : operation.done);
      await attempt(async () => arrived(await get(path, { atLeastVersion: answer.version }, signal)), keep);
      return;
    }
    draw();
    root.querySelector('[aria-invalid=true]')?.focus();
  };

  const endHold = (hold, how) => attempt(async () => {
    const answer = await command('POST', `${path}/holds/${hold.holdId}/${how}`, {}, `${how}-${hold.holdId}`);
    notice(how === 'capture' ? 'The held money is paid out.' : 'The hold is lifted.');
    arrived(await get(path, { atLeastVersion: answer.version }, signal));
  }, keep);

  const more = () => attempt(async () => {
    const page = await get(`${path}/transactions`, { order: 'desc', limit: LINES, cursor: state.cursor }, signal);
    state.lines = [...state.lines, ...page.items];
    state.cursor = page.nextCursor;
    draw();
  }, keep);

  const choose = operation => {
    state.operation = operation;
    state.formProblem = null;
    draw();
  };

  const draw = () => {
    if (signal.aborted) {
      return;
    }
    const { account } = state;
    render(html`
      <p class="crumb"><a href="#/teller">Accounts</a></p>
      ${heading(account ? account.holder.name ?? 'Name withheld' : '\u2026', account
        ? html`<code>${account.accountId}</code>${account.productCode ? html` \u00b7 ${account.productCode}` : nothing} \u00b7 since ${day(account.openedAt.slice(0, 10))}` : '\u00a0',
        account ? html`${chip(account.status.toLowerCase(), account.status === 'OPEN' ? 'good' : 'mark')}
          <span class="live ${state.live ? 'on' : ''}">${state.live ? 'Live' : 'Not live'}</span>` : nothing)}
      ${failure(state.problem)}
      <section class="figures" aria-label="Balance now" aria-live="polite">
        ${figure('Balance', account && money(account.balance, account.currency, { plain: direction(account.balance) !== 'out' }), true)}
        ${figure('Available', account && money(account.available, undefined, { plain: true }))}
        ${figure('Held', account && money(account.held, undefined, { plain: true }))}
        ${figure('Overdraft limit', account && money(account.overdraftLimit, undefined, { plain: true }))}
      </section>
      <div class="${may('accounts:write') ? 'split' : ''}">
        <section class="card" aria-labelledby="past-title">
          <div class="card-head"><h2 id="past-title">Balance by value date</h2>
            ${state.restatements.length > 0 ? html`<span class="legend"><i class="dot mark"></i>restated${state.known ? html`<i class="dash"></i>as known then` : nothing}</span>` : nothing}</div>
          ${timeMachine()}
        </section>
        ${may('accounts:write') ? html`<section class="card" aria-labelledby="move-title"><h2 id="move-title">Move money</h2>${moneyForm()}</section>` : nothing}
      </div>
      ${state.pending.length > 0 ? html`<section class="card" aria-labelledby="pending-title"><div class="card-head"><h2 id="pending-title">Waits for a second person</h2>
        <a href="#/approvals">All approvals</a></div><ul class="lines">
        ${state.pending.map(asked => html`<li><div><strong class="numbers">${amount(asked.amount)}</strong> ${asked.reason ?? kind(asked)}
          <span class="muted">asked for by ${asked.requestedBy}, ${moment(asked.requestedAt)}</span></div></li>`)}</ul></section>` : nothing}
      ${state.holds.length > 0 ? html`<section class="card" aria-labelledby="holds-title"><h2 id="holds-title">Held</h2><ul class="lines">
        ${state.holds.map(hold => html`<li><div><strong class="numbers">${amount(hold.amount)}</strong> ${hold.reason ?? ''}
          <span class="muted">${hold.expiresAt ? `until ${moment(hold.expiresAt)}` : ''}</span></div>
          ${may('accounts:write') ? html`<div class="actions"><button type="button" @click=${() => endHold(hold, 'capture')}>Pay out</button>
          <button type="button" class="quiet" @click=${() => endHold(hold, 'release')}>Lift</button></div>` : nothing}</li>`)}</ul></section>` : nothing}
      <section class="card flush" aria-labelledby="statement-title">
        <div class="card-head"><h2 id="statement-title">Statement</h2><span class="muted">newest first; each line opens to its event</span></div>
        ${state.lines === null ? waiting(8) : state.lines.length === 0 ? empty('No money has moved', 'The first payment will stand here.') : statement()}
        ${state.cursor ? html`<button type="button" class="more" @click=${more}>Show older lines</button>` : nothing}
      </section>`, root);
  };

  const restated = line => state.restatements.filter(restatement => restatement.becauseOf === line.eventId).length;

  const figure = (label, value, large = false) => html`<div class="figure ${large ? 'large' : ''}"><span class="figure-label">${label}</span>
    <span class="figure-value">${value || '\u00a0'}</span></div>`;

  const timeMachine = () => {
    const { series, known, account } = state;
    if (!series || !account) {
      return html`<div class="chart-room" aria-busy="true"></div>`;
    }
    if (series.length === 0) {
      return html`<div class="chart-room">${empty('Nothing to draw yet', 'The chart begins with the first payment.')}</div>`;
    }
    const from = series[0].date;
    const to = [today(), series.at(-1).date].sort().at(-1);
    const span = Math.max(1, daysBetween(from, to));
    const asOf = state.asOf < from ? from : state.asOf > to ? to : state.asOf;
    const { moments, knownIndex, past } = state;
    const marks = beginnings(state.restatements).filter(date => date >= from);
    const shown = past && past.asOf === asOf ? past.balance : series.findLast(point => point.date <= asOf)?.written ?? '0';
    return html`
      <div class="chart-room">${balanceChart({
        from, to, series, known: known && known.length > 0 ? known : null, marks, asOf, pick, width: may('accounts:write') ? 580 : 960,
        label: `The balance from ${day(from)} to ${day(to)}, ending at ${series.at(-1).written} ${account.currency}`,
      })}</div>
      <div class="sliders">
        <div><label for="asof">As of</label>
          <input id="asof" type="range" min="0" max=${span} .value=${String(daysBetween(from, asOf))} aria-valuetext=${day(asOf)}
            @input=${event => pick(plusDays(from, Number(event.target.value)))}><output for="asof">${day(asOf)}</output></div>
        <div><label for="known">As known</label>
          <input id="known" type="range" min="0" max=${moments.length} .value=${String(knownIndex ?? moments.length)}
            aria-valuetext=${knownIndex === null ? 'now' : moment(moments[knownIndex])}
            @input=${event => {
              state.knownIndex = Number(event.target.value) === moments.length ? null : Number(event.target.value);
              draw();
              lookBackSoon();
            }}><output for="known">${knownIndex === null ? 'now' : moment(moments[knownIndex])}</output></div>
        <p class="verdict">On <strong>${day(asOf)}</strong> the balance was ${money(shown, account.currency, { plain: direction(shown) !== 'out' })}${knownIndex === null
          ? '.' : html`, as known on <strong>${moment(moments[knownIndex])}</strong>.`}</p>
      </div>`;
  };

  const moneyForm = () => {
    const { operation, formProblem } = state;
    const error = name => formProblem?.fields.get(name) ?? (name === 'amount' && formProblem && formProblem.fields.size === 0 && isAboutAmount(formProblem) ? formProblem.message
      : name === 'toAccountId' && formProblem && isAboutOther(formProblem) ? formProblem.message : undefined);
    const elsewhere = formProblem && !['amount', 'reason', 'purpose', 'effectiveDate', 'toAccountId', 'expiresAt'].some(error);
    return html`${tabs('operation', OPERATIONS, operation, choose)}
      <div id="panel-operation" role="tabpanel" aria-labelledby="tab-${operation}"><form class="form" @submit=${submit} novalidate>
        ${textField({ id: 'amount', label: `Amount in ${state.account?.currency ?? '\u2026'}`, required: true, inputmode: 'decimal', placeholder: '0.00', error: error('amount') })}
        ${operation === 'transfers' ? textField({ id: 'toAccountId', label: 'To account', required: true, placeholder: 'Account number', error: error('toAccountId') }) : nothing}
        ${textField({ id: 'reason', label: 'Reason', error: error('reason') })}
        <div class="pair">
          ${textField({ id: 'purpose', label: 'Purpose', placeholder: 'SALA', error: error('purpose') })}
          ${operation === 'holds'
            ? textField({ id: 'expiresAt', label: 'Until', type: 'date', error: error('expiresAt') })
            : textField({ id: 'effectiveDate', label: 'Value date', type: 'date', error: error('effectiveDate') })}
        </div>
        ${elsewhere ? failure(formProblem) : nothing}
        <div class="form-foot"><button class="primary" ?disabled=${state.busy}>${OPERATIONS.find(candidate => candidate.id === operation).label}</button></div>
      </form></div>`;
  };

  const statement = () => html`<div class="scroll" tabindex="0" role="group" aria-label="Statement"><table class="list statement">
    <thead><tr><th scope="col">Value date</th><th scope="col">What</th><th scope="col" class="number">Amount</th><th scope="col" class="number">Balance</th></tr></thead>
    <tbody>${state.lines.map(line => html`<tr class=${line.reversedBy ? 'undone' : ''}>
      <td class="nowrap">${day(line.effectiveDate)}${restated(line) > 0 ? html`<span class="sub mark-text">restated ${restated(line)} ${restated(line) === 1 ? 'day' : 'days'}</span>` : nothing}</td>
      <td><button type="button" class="row-link" @click=${() => showEvent(line)}>${line.reason ?? words(line.type)}</button>
        <span class="sub">${words(line.type)}${line.purpose ? ` \u00b7 ${line.purpose}` : ''}${line.reversedBy ? ' \u00b7 taken back' : ''}${line.reverses ? ' \u00b7 takes back an earlier line' : ''}</span></td>
      <td class="number">${money(line.amount, undefined, { sign: true })}</td>
      <td class="number">${money(line.runningBalance, undefined, { plain: direction(line.runningBalance) !== 'out' })}</td></tr>`)}
    </tbody></table></div>`;

  const showEvent = line => {
    const details = { entry: null, problem: null };
    const sheet = dialog(line.reason ?? words(line.type), (close, redraw) => html`
      <p class="sheet-sum">${money(line.amount, line.currency, { sign: true })}</p>
      <dl class="facts">
        <dt>What</dt><dd>${words(line.type)}</dd>
        <dt>Who</dt><dd>${line.actor}</dd>
        <dt>Why</dt><dd>${line.reason ?? 'No reason was given'}${line.purpose ? html` <code>${line.purpose}</code>` : nothing}</dd>
        <dt>Effective</dt><dd>${day(line.effectiveDate)}</dd>
        <dt>Recorded</dt><dd>${moment(line.recordedAt)}</dd>
        ${line.counterpartyAccountId ? html`<dt>Other account</dt><dd><a href="#/accounts/${line.counterpartyAccountId}" @click=${close}><code>${line.counterpartyAccountId}</code></a></dd>` : nothing}
        ${line.reference ? html`<dt>Reference</dt><dd>${line.reference}</dd>` : nothing}
        <dt>Place</dt><dd class="numbers">position ${line.position}, version ${line.version}</dd>
        <dt>Event</dt><dd><code>${line.eventId}</code></dd>
        ${details.entry ? html`<dt>Before, after</dt><dd class="numbers">${amount(details.entry.balanceBefore)} \u2192 ${amount(details.entry.balanceAfter)}</dd>
          <dt>Hash</dt><dd><code class="hash">${details.entry.hash}</code></dd>` : nothing}
      </dl>
      ${may('audit:read') ? nothing : html`<p class="muted">Auditors see its hash and its place in the chain as well.</p>`}
      ${failure(details.problem)}
      ${may('accounts:write') && !line.reversedBy && !line.reverses ? html`<form class="form inset" @submit=${event => takeBack(event, line, close, redraw, details)}>
        ${textField({ id: 'reversal-reason', label: 'Take it back, because', required: true })}
        <div class="form-foot"><button>Take back</button></div></form>` : nothing}`);
    if (may('audit:read')) {
      get(`/v1/events/${line.eventId}`, {}, signal).then(entry => {
        details.entry = entry;
        sheet.draw();
      }).catch(() => {});
    }
  };

  const takeBack = async (event, line, close, redraw, details) => {
    event.preventDefault();
    const reason = event.target.querySelector('input').value;
    const answer = await attempt(() => command('POST', `/v1/transactions/${line.eventId}/reversal`, { reason }, `reversal-${line.eventId}`),
      problem => { details.problem = problem; });
    if (answer) {
      close();
      notice('Taken back, on its own value date.');
      await attempt(async () => arrived(await get(path, { atLeastVersion: answer.version }, signal)), keep);
    } else {
      redraw();
    }
  };

  draw();
  arrived(await get(path, {}, signal));
  follow(`${path}/stream`, {
    signal,
    onEvent: arrived,
    onState: live => {
      state.live = live;
      draw();
    },
  });
  await attempt(() => refresh(), keep);
}

function points(series) {
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
