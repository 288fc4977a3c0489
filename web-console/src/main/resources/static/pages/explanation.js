// Why a balance is what it is: the operations that led to it, added up page by page.
import { html } from '../app/lit.js';
import { pages } from '../app/api.js';
import { empty, money, progress } from '../app/ui.js';
import { waterfall } from '../app/charts.js';
import { amount, count, day, moment, sum, words } from '../app/format.js';

const SHOWN_MAX = 200;

/**
 * Adds an account's operations up, and tells after each page how far it is. Of the operations themselves the newest are kept: an
 * account that has seen a million of them is explained in as little room as one that has seen ten.
 */
export async function addUp(path, signal, onPage) {
  const told = { kinds: new Map(), times: 0, newest: [], since: null, done: 0 };
  onPage(told);
  for await (const page of pages(path, {}, signal)) {
    const moves = page.filter(entry => entry.balanceBefore !== entry.balanceAfter)
      .map(entry => ({ ...entry, change: sum([entry.balanceAfter, negated(entry.balanceBefore)]) }));
    for (const [type, ofType] of Map.groupBy(moves, move => move.type)) {
      const known = told.kinds.get(type) ?? { type, times: 0, total: '0' };
      told.kinds.set(type, { type, times: known.times + ofType.length, total: sum([known.total, ...ofType.map(move => move.change)]) });
    }
    told.times += moves.length;
    // Days are written so that their order is that of their letters; a late entry may be of an earlier one than the first.
    told.since = [told.since, ...moves.map(move => move.effectiveDate)].filter(Boolean).sort()[0] ?? null;
    told.newest = [...told.newest, ...moves].slice(-SHOWN_MAX);
    told.done += page.length;
    onPage(told);
  }
  return told;
}

/** How far the adding up is. */
export function addingUp(told, account) {
  return html`<div class="inset explain" role="status" aria-busy="true">${progress('Adding up', told ? told.done / account.version : undefined,
    `${count(told?.done ?? 0)} of ${count(account.version)} events`)}</div>`;
}

/** What was added up. */
export function explanation(told, account, showEntry) {
  if (told.times === 0) {
    return empty('The balance is zero', 'No money has moved on this account.');
  }
  const kinds = [...told.kinds.values()].sort((a, b) => Number(b.total) - Number(a.total));
  const balance = told.newest.at(-1).balanceAfter;
  const { currency } = account;
  return html`<div class="inset explain">
    <p class="explain-sum">${money(balance, currency, { plain: true })} is the sum of <strong>${count(told.times)} operations</strong> since ${day(told.since)}.</p>
    ${waterfall({
      parts: [...kinds.map(kind => ({ name: words(kind.type), value: Number(kind.total) })), { name: 'Balance', value: Number(balance), total: true }],
      label: `How ${balance} ${currency} came about, kind by kind`,
    })}
    <table class="list compact"><thead><tr><th scope="col">Kind</th><th scope="col" class="number">Times</th><th scope="col" class="number">Together</th></tr></thead>
      <tbody>${kinds.map(kind => html`<tr><th scope="row">${words(kind.type)}</th><td class="number">${count(kind.times)}</td><td class="number">${money(kind.total, undefined, { sign: true })}</td></tr>`)}
      <tr class="sum"><th scope="row">Balance</th><td class="number">${count(told.times)}</td><td class="number">${money(balance, currency, { plain: true })}</td></tr></tbody></table>
    <h3>Operation by operation, from the last one back</h3>
    <ol class="chain" reversed>${told.newest.toReversed().map(move => html`<li>
      <button type="button" class="row-link" @click=${() => showEntry(move)}>${move.reason ?? words(move.type)}</button>
      <span class="sub">${words(move.type)} by ${move.actor} on ${moment(move.recordedAt)}, effective ${day(move.effectiveDate)}</span>
      <span class="chain-sum numbers">${amount(move.balanceBefore)} ${money(move.change, undefined, { sign: true })} = <strong>${amount(move.balanceAfter)}</strong></span></li>`)}</ol>
  </div>`;
}

function negated(text) {
  return text.startsWith('-') ? text.slice(1) : `-${text}`;
}
