// Actions that take two people: what waits for the second one, and what was decided.
import { html, nothing, render } from '../app/lit.js';
import { get } from '../app/api.js';
import { resource } from '../app/resource.js';
import { senders } from '../app/senders.js';
import { may, user } from '../app/session.js';
import { attempt, chip, dialog, empty, failure, heading, money, notice, tabs, textField, values, waiting } from '../app/ui.js';
import { day, moment, short } from '../app/format.js';

const PAGE = 25;

const MOVE_NOTHING = new Set(['overdraft-limit', 'product-publication', 'product-terms', 'personal-data-erasure', 'legal-hold-end']);

/** Scopes with which one can ask for something that takes two people. */
const ASKING = ['accounts:write', 'cash:write', 'catalogue:write', 'history:import', 'customers:erase', 'legal-holds:write'];

/** Kinds whose fields stand in the dialog under names of their own. */
const SHOWN_BY_ITSELF = new Set(['withdrawal', 'transfer', 'deposit', 'fee', 'overdraft-limit']);
const STATUSES = [
  { id: 'PENDING', label: 'Waiting', none: ['Nothing waits', 'What is above the bank\u2019s threshold waits here for a second person.'] },
  { id: 'APPROVED', label: 'Approved', none: ['Nothing was approved', 'What a second person approves stands here, with who it was.'] },
  { id: 'EXPIRED', label: 'Expired', none: ['Nothing expired', 'What nobody decides about in time stands here.'] },
  { id: 'REJECTED', label: 'Rejected', none: ['Nothing was rejected', 'What a second person turns down, or whoever asked takes back, stands here with the reason.'] },
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
  return item.accountId ? html`<code>${short(item.accountId)}</code>` : html`${item.fields.code ?? item.fields.source ?? item.fields.customerId ?? ''}`;
}

// Not looked at again by itself: to look at accounts is on record, and a page that was left open would fill that record.
export default async function approvals(root, { signal }) {
  const state = { status: 'PENDING' };
  const status = () => STATUSES.find(candidate => candidate.id === state.status);

  const draw = () => signal.aborted || render(html`
      ${heading('Approvals', 'Four eyes: whoever asks for it is not who lets it go.',
        html`<button type="button" @click=${() => actions.load()}>Look again</button>`)}
      <section class="card flush" aria-labelledby="approvals-title">
        <div class="card-head"><h2 id="approvals-title">Actions</h2>${tabs('approvals', STATUSES, state.status, choose)}</div>
        <div id="panel-approvals" role="tabpanel" aria-labelledby="tab-${state.status}">
          ${actions.show(({ items }) => items.length === 0 ? empty(...status().none) : table(items), waiting(4))}
          ${actions.moreButton('Show more')}
        </div>
      </section>`, root);

  const actions = resource(() => ({ status: state.status }),
    (stop, cursor) => get('/v1/approvals', { status: state.status, limit: PAGE, cursor }, stop), { draw, signal });

  const choose = chosen => {
    state.status = chosen;
    draw();
    actions.load();
  };

  const table = items => html`<div class="scroll" tabindex="0" role="group" aria-label="Actions that take two people"><table class="list">
    <thead><tr><th scope="col">What</th><th scope="col">Why</th><th scope="col">Asked for by</th>
      ${state.status === 'PENDING' ? nothing : html`<th scope="col">${status().label} by</th>`}
      <th scope="col" class="number">Amount</th></tr></thead>
    <tbody>${items.map(item => html`<tr>
      <th scope="row"><button type="button" class="row-link" @click=${() => open(item)}>${kind(item)}</button>
        <span class="sub">${item.toAccountId ? 'from' : 'on'} ${concerns(item)}${item.toAccountId ? html` to <code>${short(item.toAccountId)}</code>` : nothing}</span></th>
      <td>${item.reason ?? '\u2013'}${item.purpose ? html`<span class="sub">${item.purpose}</span>` : nothing}</td>
      <td>${item.requestedBy}${isMine(item) && !item.decision ? html` ${chip('you', 'mark')}` : nothing}<span class="sub">${moment(item.requestedAt)}</span></td>
      ${item.decision ? html`<td>${item.decision.decidedBy}<span class="sub">${moment(item.decision.decidedAt)}</span></td>` : nothing}
      <td class="number">${sum(item)}</td></tr>`)}
    </tbody></table></div>`;

  const open = item => dialog(kind(item), page => {
    const account = id => resource(() => id, stop => get(`/v1/accounts/${id}`, {}, stop), page);
    const from = item.accountId ? account(item.accountId) : null;
    const to = item.toAccountId ? account(item.toAccountId) : null;
    from?.load();
    if (mayDecide()) {
      to?.load();
    }
    const decision = form(item, page);
    return () => html`
      <p class="sheet-sum">${sum(item)}</p>
      <dl class="facts">
        ${from ? html`<dt>${to ? 'From' : 'Account'}</dt><dd>${party(item.accountId, from, page.close)}</dd>` : nothing}
        ${from?.value && !item.decision ? html`<dt>Available there</dt><dd>${money(from.value.available, from.value.currency, { plain: true })}</dd>` : nothing}
        ${to ? html`<dt>To</dt><dd>${party(item.toAccountId, to, page.close)}</dd>` : nothing}
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
      ${from?.problem ? from.trouble('The account is not known. ') : to?.trouble('The other account is not known. ')}
      ${item.decision || !(mayDecide() || mayTakeBack(item)) ? nothing : decision()}`;
  });

  const form = (item, page) => {
    const deciding = senders(page)('decide');
    const submit = async event => {
      event.preventDefault();
      const how = event.submitter.value;
      const { reason } = values(event.target);
      // The statement's line has its reason from here, and what the payment is for does not change with who lets it go.
      const body = how === 'approve' ? { reason: reason ?? item.reason, purpose: item.purpose } : { reason: reason ?? '' };
      const answer = await deciding.send('POST', `/v1/approvals/${item.approvalId}/${how}`, body);
      if (!answer) {
        document.querySelector('#reason[aria-invalid=true]')?.focus();
        return;
      }
      page.close();
      notice(how === 'reject' ? `${isMine(item) ? 'Taken back' : 'Rejected'}: nothing has moved.` : `Approved: ${MOVE_NOTHING.has(item.kind) ? 'it is done' : 'the money has moved'}.`);
      const decided = item.accountId ? { accountId: item.accountId, atLeastVersion: answer.version } : {};
      await attempt(() => get(`/v1/approvals/${item.approvalId}`, decided, signal), () => {});
      await actions.load();
    };
    return () => html`<form class="form inset" @submit=${submit} novalidate>
      ${isMine(item) ? html`<p class="muted">You asked for this, so somebody else has to approve it. You can take it back.</p>` : nothing}
      ${textField({ id: 'reason', label: 'Reason', hint: isMine(item) ? 'Needed to take it back.' : 'Needed for a rejection.', error: deciding.problem?.fields.get('reason') })}
      ${deciding.problem && deciding.problem.fields.size === 0 ? failure(deciding.problem) : nothing}
      <div class="form-foot">
        ${isMine(item) ? nothing : html`<button class="primary" value="approve" ?disabled=${deciding.isBusy}>Approve</button>`}
        <button value="reject" ?disabled=${deciding.isBusy}>${isMine(item) ? 'Take back' : 'Reject'}</button></div>
    </form>`;
  };

  draw();
  await actions.load();
}

function isMine(item) {
  return item.requestedBy === user()?.name;
}

function mayDecide() {
  return may('approvals:write') && !user()?.customer;
}

/** Whoever asked needs no more than what one can ask with. */
function mayTakeBack(item) {
  return isMine(item) && (user().customer ? may('accounts:write') : ASKING.some(may));
}

function party(id, { value: account }, close) {
  return html`<a href="#/accounts/${id}" @click=${close}>${account ? account.holder.name ?? 'Name withheld' : html`<code>${id}</code>`}</a>
    ${account ? html`<span class="sub"><code>${id}</code></span>` : nothing}`;
}
