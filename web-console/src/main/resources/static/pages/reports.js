// The books of the whole bank.
import { html, nothing, render } from '../app/lit.js';
import { download, everything, get } from '../app/api.js';
import { resource } from '../app/resource.js';
import { attempt, chip, empty, failure, field, heading, money, tabs, textField, waiting } from '../app/ui.js';
import { bars, flowChart } from '../app/charts.js';
import { amount, count, day, daysBetween, plusDays, sum, today, words } from '../app/format.js';

const PERIODS = [
  { id: '30', label: '30 days', step: 'day' },
  { id: '90', label: '90 days', step: 'week' },
  { id: '365', label: 'A year', step: 'month' },
];

export default async function reports(root, { signal }) {
  const state = { asOf: '', by: 'value', period: '365', currency: null, currencies: [], saving: null, unsaved: null };
  const period = () => PERIODS.find(candidate => candidate.id === state.period);
  const range = () => ({ from: plusDays(today(), -Number(state.period)), to: today() });
  const asked = {
    'trial-balance': () => ({ asOf: state.asOf, by: state.by }),
    flows: () => state.currency && { ...range(), step: period().step, by: state.by, currency: state.currency },
    'daily-totals': () => state.currency && { ...range(), by: state.by, currency: state.currency },
  };

  /** Saves what is shown as a file; one at a time. */
  const save = async report => {
    Object.assign(state, { saving: report, unsaved: null });
    draw();
    await attempt(() => download(`/v1/reports/${report}`, asked[report](), 'text/csv', `${report}.csv`, signal), problem => {
      state.unsaved = { report, problem };
    });
    state.saving = null;
    draw();
  };

  const csvButton = report => html`<button type="button" ?disabled=${state.saving !== null || !asked[report]()} @click=${() => save(report)}>CSV</button>`;
  const unsaved = report => state.unsaved?.report === report ? failure(state.unsaved.problem) : nothing;

  const draw = () => {
    if (signal.aborted) {
      return;
    }
    render(html`
      ${heading('Reports', 'The ledger in double entry. Late entries restate past days when looked at by value date.',
        html`<div class="choices">
          ${field({ id: 'by', label: 'By', control: html`<select id="by" aria-describedby="by-hint" @change=${event => change('by', event.target.value)}><option value="value">Value date</option><option value="booking">Booking day</option></select>` })}
          ${state.currencies.length > 1 ? field({ id: 'currency', label: 'Currency', control: html`<select id="currency" aria-describedby="currency-hint" @change=${event => change('currency', event.target.value)}>
            ${state.currencies.map(code => html`<option ?selected=${code === state.currency}>${code}</option>`)}</select>` }) : nothing}</div>`)}
      <section class="card" aria-labelledby="flows-title">
        <div class="card-head"><h2 id="flows-title">What came in, what went out</h2>
          <div class="actions">${tabs('period', PERIODS, state.period, id => change('period', id))}
          ${csvButton('flows')}</div></div>
        ${unsaved('flows')}
        <div id="panel-period" role="tabpanel" aria-labelledby="tab-${state.period}">${inCurrency(flows, flowPart, html`<div class="chart-room" role="status" aria-busy="true" aria-label="Loading"></div>`)}</div>
      </section>
      <div class="halves">
        <section class="card" aria-labelledby="trial-title">
          <div class="card-head"><h2 id="trial-title">Trial balance</h2>
            ${csvButton('trial-balance')}</div>
          ${unsaved('trial-balance')}
          ${textField({ id: 'as-of', label: 'As of', type: 'date', value: state.asOf, hint: 'Left empty, all days count.', oninput: event => change('asOf', event.target.value) })}
          ${trial.show(trialPart, waiting(6))}
        </section>
        <section class="card" aria-labelledby="products-title">
          <div class="card-head"><h2 id="products-title">Totals by product</h2>
            ${csvButton('daily-totals')}</div>
          ${unsaved('daily-totals')}
          ${inCurrency(products, productPart, waiting(6))}
        </section>
      </div>`, root);
  };

  const page = { draw, signal };
  const trial = resource(asked['trial-balance'], async stop => {
    const balance = await get('/v1/reports/trial-balance', asked['trial-balance'](), stop);
    state.currencies = [...new Set([...state.currencies, ...balance.totals.map(total => total.currency)])].sort();
    if (state.currency === null && state.currencies.length > 0) {
      state.currency = state.currencies.includes('EUR') ? 'EUR' : state.currencies[0];
      loadMoves();
    }
    return balance;
  }, page);
  const flows = resource(asked.flows, async stop => (await get('/v1/reports/flows', asked.flows(), stop)).items, page);
  const products = resource(asked['daily-totals'],
    async stop => byProduct(await everything('/v1/reports/daily-totals', asked['daily-totals'](), { signal: stop, max: 20_000 })), page);

  const loadMoves = () => Promise.all([flows.load(), products.load()]);

  const change = (name, value) => {
    state[name] = value;
    draw();
    if (name === 'asOf' || name === 'by') {
      trial.load();
    }
    if (name !== 'asOf') {
      loadMoves();
    }
  };

  /** The trial balance says which currencies there are; without it, nothing can be asked in one. */
  const inCurrency = (one, template, placeholder) => state.currency !== null ? one.show(template, placeholder)
    : trial.value ? empty('Nothing moved', 'Nothing has been posted yet.')
    : trial.problem ? trial.trouble('The currencies are not known. ') : placeholder;

  const flowPart = items => {
    if (items.every(flow => Number(flow.in) === 0 && Number(flow.out) === 0)) {
      return html`<div class="chart-room">${empty('Nothing moved', 'No money came or went in this time.')}</div>`;
    }
    const came = sum(items.map(flow => flow.in));
    const went = sum(items.map(flow => flow.out));
    return html`<div class="figures inline">
        <div class="figure"><span class="figure-label"><i class="dot in"></i>Came in</span><span class="figure-value numbers">${amount(came)}</span></div>
        <div class="figure"><span class="figure-label"><i class="dot out"></i>Went out</span><span class="figure-value numbers">${amount(went)}</span></div>
        <div class="figure"><span class="figure-label">Owed to customers now</span><span class="figure-value numbers">${amount(items.at(-1).closingDeposits)} <span class="currency">${state.currency}</span></span></div>
      </div>
      <div class="chart-room">${flowChart({
        steps: items.map(flow => ({ from: flow.from, in: Number(flow.in), out: Number(flow.out), label: period().step === 'month' ? undefined : stepLabel(flow) })),
        label: `From ${day(items[0].from)} to ${day(items.at(-1).to)} ${came} came in and ${went} went out`,
      })}</div>`;
  };

  const trialPart = ({ items: all, totals }) => {
    const items = all.filter(item => item.currency === state.currency);
    const total = totals.find(candidate => candidate.currency === state.currency);
    if (!total) {
      return empty('The books are empty', 'Nothing has been posted yet.');
    }
    return html`<div class="scroll" tabindex="0" role="group" aria-label="Trial balance"><table class="list compact">
      <thead><tr><th scope="col">Account</th><th scope="col">Kind</th><th scope="col" class="number">Debit</th><th scope="col" class="number">Credit</th></tr></thead>
      <tbody>${items.map(item => html`<tr><th scope="row"><span class="muted numbers">${item.ledgerAccount}</span> ${item.name}</th><td>${item.kind.toLowerCase()}</td>
        <td class="number">${amount(item.debit)}</td><td class="number">${amount(item.credit)}</td></tr>`)}
      <tr class="sum"><th scope="row">Total</th><td>${Number(total.difference) === 0 ? chip('square', 'good') : chip('not square', 'bad')}</td>
        <td class="number">${amount(total.debit)}</td><td class="number">${amount(total.credit)}</td></tr></tbody></table></div>`;
  };

  const productPart = rows => {
    if (rows.length === 0) {
      return empty('Nothing moved', 'No money came or went in this time.');
    }
    return html`${bars({
      items: rows.map(product => ({ name: product.name, value: Number(product.in), written: amount(product.in) })),
      label: 'What came in, by product',
    })}
    <div class="scroll" tabindex="0" role="group" aria-label="Totals by product"><table class="list compact"><thead><tr><th scope="col">Product</th><th scope="col" class="number">Operations</th><th scope="col" class="number">In</th><th scope="col" class="number">Out</th></tr></thead>
      <tbody>${rows.map(product => html`<tr><th scope="row">${product.name}</th><td class="number">${count(product.count)}</td>
        <td class="number">${money(product.in, undefined, { plain: true })}</td><td class="number">${money(product.out, undefined, { plain: true })}</td></tr>`)}</tbody></table></div>`;
  };

  draw();
  await trial.load();
}

function byProduct(totals) {
  const names = [...new Set(totals.map(total => total.productCode ?? ''))];
  return names.map(name => {
    const of = totals.filter(total => (total.productCode ?? '') === name);
    return {
      name: name === '' ? 'No product' : name,
      count: of.reduce((all, total) => all + total.count, 0),
      in: sum(of.map(total => total.in)),
      out: sum(of.map(total => total.out)),
    };
  }).sort((a, b) => Number(b.in) - Number(a.in));
}

function stepLabel(flow) {
  return daysBetween(flow.from, flow.to) > 8 ? undefined : String(Number(flow.from.slice(8))) + (flow.from.slice(8) <= '07' ? ` ${words(new Date(`${flow.from}T00:00:00Z`).toLocaleDateString('en-GB', { month: 'short', timeZone: 'UTC' }))}` : '');
}
