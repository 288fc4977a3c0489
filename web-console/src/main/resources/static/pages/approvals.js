// Actions that take two people: what waits for the second one, and what was decided.
import { html, nothing, render } from '../app/lit.js';
import { command, get } from '../app/api.js';
import { may, user } from '../app/session.js';
import { attempt, chip, dialog, empty, failure, heading, money, notice, tabs, textField, values, waiting } from '../app/ui.js';
import { day, moment, short } from '../app/format.js';

const PAGE = 25;

const MOVE_NOTHING = new Set(['overdraft-limit', 'product-publication', 'product-terms']);

/** Kinds whose fields stand in the dialog under names of their own. */
const SHOWN_BY_ITSELF = new Set(['withdrawal', 'transfer', 'deposit', 'fee', 'overdraft-limit']);
const STATUSES = [
  { id: 'PENDING', label: 'Waiting', none: ['Nothing waits', 'What is above the bank\u2019s threshold waits here for a second person.'] },
  { id: 'APPROVED', label: 'Approved', none: ['Nothing was approved', 'What a second person approves stands here, with who it was.'] },
  { id: 'EXPIRED', label: 'Expired', none: ['Nothing expired', 'What nobody decides about in time stands here.'] },
  { id: 'REJECTED', label: 'Rejected', none: ['Nothing was rejected', 'What a second person turns down stands here, with the reason.'] },
];

/** What an action does that takes two people, in words: overdraft-limit is an Overdraft limit. */
export function kind(approval) {
  const words = approval.kind.replaceAll('-', ' ');
  return words[0].toUpperCase() + words.slice(1);
}

function sum(item) {
  return item.amount === undefined ? '\u2013' : money(item.amount, item.currency, { plain: true });
}

function concerns(item) {
  return item.accountId ? html`<code>${short(item.accountId)}</code>` : html`${item.fields.code ?? item.fields.source ?? ''}`;
}

// Not looked at again by itself: to look at accounts is on record, and a page that was left open would fill that record.
export default async function approvals(root, { signal }) {
  const state = { status: 'PENDING', items: null, cursor: null, problem: null };
  const keep = problem => {
    state.problem = problem;
    draw();
  };

  const look = cursor => attempt(async () => {
    const { status } = state;
    const page = await get('/v1/approvals', { status, limit: PAGE, cursor }, signal);
    if (status === state.status) {
      state.problem = null;
      state.items = cursor ? [...state.items, ...page.items] : page.items;
      state.cursor = page.nextCursor;
      draw();
    }
  }, keep);

  const choose = status => {
    state.status = status;
    state.items = null;
    state.cursor = null;
    draw();
    look();
  };

  const draw = () => {
    if (signal.aborted) {
      return;
    }
    render(html`
      ${heading('Approvals', 'Four eyes: whoever asks for it is not who lets it go.',
        html`<button type="button" @click=${() => look()}>Look again</button>`)}
      ${failure(state.problem)}
      <section class="card flush" aria-labelledby="approvals-title">
        <div class="card-head"><h2 id="approvals-title">Actions</h2>${tabs('approvals', STATUSES, state.status, choose)}</div>
        <div id="panel-approvals" role="tabpanel" aria-labelledby="tab-${state.status}">
          ${state.items === null ? waiting(4)
            : state.items.length === 0 ? empty(...STATUSES.find(status => status.id === state.status).none)
            : table()}
          ${state.cursor ? html`<button type="button" class="more" @click=${() => look(state.cursor)}>Show more</button>` : nothing}
        </div>
      </section>`, root);
  };

  const table = () => html`<div class="scroll" tabindex="0" role="group" aria-label="Actions that take two people"><table class="list">
    <thead><tr><th scope="col">What</th><th scope="col">Why</th><th scope="col">Asked for by</th>
      ${state.status === 'PENDING' ? nothing : html`<th scope="col">${STATUSES.find(status => status.id === state.status).label} by</th>`}
      <th scope="col" class="number">Amount</th></tr></thead>
    <tbody>${state.items.map(item => html`<tr>
      <th scope="row"><button type="button" class="row-link" @click=${() => open(item)}>${kind(item)}</button>
        <span class="sub">${item.toAccountId ? 'from' : 'on'} ${concerns(item)}${item.toAccountId ? html` to <code>${short(item.toAccountId)}</code>` : nothing}</span></th>
      <td>${item.reason ?? '\u2013'}${item.purpose ? html`<span class="sub">${item.purpose}</span>` : nothing}</td>
      <td>${item.requestedBy}${isMine(item) && !item.decision ? html` ${chip('you', 'mark')}` : nothing}<span class="sub">${moment(item.requestedAt)}</span></td>
      ${item.decision ? html`<td>${item.decision.decidedBy}<span class="sub">${moment(item.decision.decidedAt)}</span></td>` : nothing}
      <td class="number">${sum(item)}</td></tr>`)}
    </tbody></table></div>`;

  const open = item => {
    const details = { from: null, to: null, reason: undefined, problem: null, busy: false };
    const sheet = dialog(kind(item), (close, redraw) => html`
      <p class="sheet-sum">${sum(item)}</p>
      <dl class="facts">
        ${item.accountId ? html`<dt>${item.toAccountId ? 'From' : 'Account'}</dt><dd>${party(item.accountId, details.from, close)}</dd>` : nothing}
        ${details.from && !item.decision ? html`<dt>Available there</dt><dd>${money(details.from.available, details.from.currency, { plain: true })}</dd>` : nothing}
        ${item.toAccountId ? html`<dt>To</dt><dd>${party(item.toAccountId, details.to, close)}</dd>` : nothing}
        ${item.kind === 'withdrawal' ? html`<dt>To</dt><dd>Out of the bank</dd>` : nothing}
        ${SHOWN_BY_ITSELF.has(item.kind) ? nothing : Object.entries(item.fields).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
        <dt>Why</dt><dd>${item.reason ?? 'No reason was given'}${item.purpose ? html` <code>${item.purpose}</code>` : nothing}</dd>
        ${item.reference ? html`<dt>Reference</dt><dd>${item.reference}</dd>` : nothing}
        <dt>Value date</dt><dd>${item.effectiveDate ? day(item.effectiveDate) : 'The day of the approval'}</dd>
        <dt>Asked for</dt><dd>by ${item.requestedBy}, ${moment(item.requestedAt)}</dd>
        ${item.expiresAt && !item.decision ? html`<dt>Ends</dt><dd>${moment(item.expiresAt)}</dd>` : nothing}
        ${item.decision ? html`<dt>${STATUSES.find(status => status.id === item.status).label}</dt><dd>by ${item.decision.decidedBy}, ${moment(item.decision.decidedAt)}</dd>
          ${item.decision.reason ? html`<dt>Because</dt><dd>${item.decision.reason}</dd>` : nothing}` : nothing}
      </dl>
      ${item.decision || !mayDecide() ? nothing : form(item, details, close, redraw)}`);
    const name = (side, id) => get(`/v1/accounts/${id}`, {}, signal).then(account => {
      details[side] = account;
      sheet.draw();
    }).catch(() => {});
    if (item.accountId) {
      name('from', item.accountId);
    }
    if (item.toAccountId && mayDecide()) {
      name('to', item.toAccountId);
    }
  };

  const form = (item, details, close, redraw) => {
    const submit = async event => {
      event.preventDefault();
      const how = event.submitter.value;
      const { reason } = values(event.target);
      details.busy = true;
      details.problem = null;
      redraw();
      const answer = await attempt(() => decide(item, how, reason), problem => { details.problem = problem; });
      details.busy = false;
      if (!answer) {
        redraw();
        document.querySelector('#reason[aria-invalid=true]')?.focus();
        return;
      }
      close();
      notice(how === 'reject' ? 'Rejected: nothing has moved.' : `Approved: ${MOVE_NOTHING.has(item.kind) ? 'it is done' : 'the money has moved'}.`);
      await attempt(() => get(`/v1/approvals/${item.approvalId}`, item.accountId ? { accountId: item.accountId, atLeastVersion: answer.version } : {}, signal), keep);
      await look();
    };
    return html`<form class="form inset" @submit=${submit} novalidate>
      ${isMine(item) ? html`<p class="muted">You asked for this, so somebody else has to approve it.</p>` : nothing}
      ${textField({ id: 'reason', label: 'Reason', hint: 'Needed for a rejection.', error: details.problem?.fields.get('reason') })}
      ${details.problem && details.problem.fields.size === 0 ? failure(details.problem) : nothing}
      <div class="form-foot">
        ${isMine(item) ? nothing : html`<button class="primary" value="approve" ?disabled=${details.busy}>Approve</button>`}
        <button value="reject" ?disabled=${details.busy}>${isMine(item) ? 'Take back' : 'Reject'}</button></div>
    </form>`;
  };

  draw();
  await look();
}

function isMine(item) {
  return item.requestedBy === user()?.name;
}

function mayDecide() {
  return may('approvals:write') && !user()?.customer;
}

function party(id, account, close) {
  return html`<a href="#/accounts/${id}" @click=${close}>${account ? account.holder.name ?? 'Name withheld' : html`<code>${id}</code>`}</a>
    ${account ? html`<span class="sub"><code>${id}</code></span>` : nothing}`;
}

/** What is not covered goes on waiting and may be approved later, so each attempt is one of its own: a refusal is remembered under its key. */
function decide(item, how, reason) {
  // The statement's line has its reason from here, and what the payment is for does not change with who lets it go.
  const body = how === 'approve' ? { reason: reason ?? item.reason, purpose: item.purpose } : { reason: reason ?? '' };
  return command('POST', `/v1/approvals/${item.approvalId}/${how}`, body, crypto.randomUUID());
}
