// How the services and the views are doing, and what an operator can do about it.
import { html, nothing, render } from '../app/lit.js';
import { ask, get } from '../app/api.js';
import { resource } from '../app/resource.js';
import { senders } from '../app/senders.js';
import { may } from '../app/session.js';
import { chip, empty, every, failure, heading, notice, progress, waiting } from '../app/ui.js';
import { sparkline } from '../app/charts.js';
import { count, duration, moment, short, words } from '../app/format.js';
import { importLine } from './imports.js';

const SERVICES = ['command-service', 'projector-service', 'query-service'];
const LOOK_MILLIS = 1000;

/** Whoever does not answer in this time does not answer, as far as an operator is concerned. */
const ANSWER_MAX_MILLIS = 5000;
const REMEMBERED = 60;
const OVER = ['SWAPPED', 'KEPT', 'CANCELLED', 'FAILED', 'INTERRUPTED'];

export default async function operator(root, { signal }) {
  const state = { lags: {} };

  const draw = () => {
    if (signal.aborted) {
      return;
    }
    render(html`
      ${heading('Operations', 'Looked at every second, as long as this page is in front.')}
      <section class="services" aria-label="Services">${services.map(serviceCard)}${relayCard()}</section>
      ${views.show(viewsCard, waiting(12))}
      ${[...parked.values()].map(parkedCard)}
      <section class="card flush" aria-labelledby="imports-title"><div class="card-head"><h2 id="imports-title">Imports</h2>
          <span class="muted">files of transactions, through the same rules and the same log</span></div>
        ${imports.show(({ items }) => items.length === 0 ? empty('Nothing was imported', 'A file that a teller sends shows here how far it is.')
          : html`<ul class="lines inset">${items.map(one => importLine(one))}</ul>`)}
      </section>`, root);
  };

  const page = { draw, signal };
  const sending = senders(page);
  const part = (path, parameters) => resource(() => path, stop => get(path, parameters, stop, ANSWER_MAX_MILLIS), page);
  const views = part('/v1/views');
  const imports = part('/v1/imports', { limit: 8 });
  const relay = part('/v1/relay');
  const services = SERVICES.map(name => ({ name, health: resource(() => name, stop => health(name, stop), page) }));
  const rebuilds = new Map();
  const parked = new Map();

  const look = () => Promise.all([lookAtViews(), ...[imports, relay, ...services.map(service => service.health)].map(lookAt)]);

  // What does not answer is asked again by itself and holds up nothing else; meanwhile the answer before says how old it is.
  const lookAt = one => {
    if (!one.isPending) {
      one.load();
    }
  };

  const lookAtViews = async () => {
    if (views.isPending) {
      return;
    }
    const found = await views.load();
    if (!found || views.problem) {
      return;
    }
    for (const view of found.items) {
      if (view.lagEvents !== undefined && view.lagEvents !== null) {
        state.lags[view.name] = [...state.lags[view.name] ?? [], view.lagEvents].slice(-REMEMBERED);
      }
      lookCloser(view);
    }
  };

  const lookCloser = ({ name, parked: waits }) => {
    if (waits > 0) {
      parked.set(name, parked.get(name) ?? { name, events: part(`/v1/views/${name}/parked`, { limit: 10 }) });
      lookAt(parked.get(name).events);
    } else {
      parked.delete(name);
    }
    const rebuild = rebuildOf(name);
    if (rebuild.value === undefined || rebuild.problem || runs(rebuild.value)) {
      lookAt(rebuild);
    }
  };

  /** A view's last rebuild; null if it never had one. */
  const rebuildOf = name => {
    if (!rebuilds.has(name)) {
      const path = `/v1/views/${name}/rebuild`;
      rebuilds.set(name, resource(() => path, stop => get(path, {}, stop, ANSWER_MAX_MILLIS).catch(fault => {
        if (fault.type?.endsWith('/no-rebuild')) {
          return null;
        }
        throw fault;
      }), page));
    }
    return rebuilds.get(name);
  };

  const rebuild = async view => {
    const begun = await sending(`rebuild ${view}`).send('POST', `/v1/views/${view}/rebuild`, {});
    if (begun) {
      rebuildOf(view).set(begun);
    }
  };

  const retry = async view => {
    const answer = await sending(`retry ${view}`).send('POST', `/v1/views/${view}/parked/retry`);
    if (answer) {
      notice(answer.parked === 0 ? `All ${answer.applied} parked events are applied.` : `${answer.applied} applied; ${answer.parked} still wait.`);
      await lookAtViews();
    }
  };

  const serviceCard = ({ name, health: { value, isStale, problem } }) => {
    const isKnown = value && !isStale;
    return html`<div class="card service"><span class="lamp ${isKnown ? value.isUp ? 'good' : 'bad' : problem ? 'bad' : ''}"></span>
      <div><strong>${name}</strong><span class="sub">${isKnown ? value.isUp ? `ready, ${duration(value.seconds)}` : 'not ready'
        : problem ? 'does not answer' : '\u2026'}</span></div></div>`;
  };

  const relayCard = () => {
    const { value, isStale, problem } = relay;
    const isKnown = value && !isStale;
    const isGood = isKnown && !value.trouble;
    return html`<div class="card service"><span class="lamp ${isGood ? 'good' : problem || isKnown ? 'bad' : ''}"></span><div><strong>Relay</strong>
      <span class="sub numbers">${isKnown ? `${count(value.lagEvents)} events behind${isGood ? '' : `: ${value.trouble.detail}`}` : problem ? `not known: ${problem.message}` : '\u2026'}</span></div></div>`;
  };

  const viewsCard = ({ items }) => html`
      <section class="card flush" aria-labelledby="views-title"><div class="card-head"><h2 id="views-title">Views</h2></div>
        <div class="scroll" tabindex="0" role="group" aria-label="Views"><table class="list views">
        <thead><tr><th scope="col">View</th><th scope="col">State</th><th scope="col" class="number">Position</th><th scope="col">Lag</th><th scope="col" class="number">Events behind</th><th scope="col" class="number">A second</th><th scope="col" class="number">Parked</th><th scope="col"><span class="hidden">Rebuild</span></th></tr></thead>
        <tbody>${items.map(viewRow)}</tbody></table></div>
      </section>`;

  /** A view's row; of a view of which nothing is known now, only its name and how far it was. */
  const viewRow = view => {
    const isKnown = !views.isStale;
    const now = number => isKnown ? count(number) : '\u2013';
    const lag = isKnown && view.lagEvents !== undefined ? `, ${view.lagEvents} events now` : '';
    return html`<tr>
      <th scope="row" class="nowrap">${view.name}${view.generation ? html`<span class="sub">generation ${view.generation}</span>` : nothing}</th>
      <td>${isKnown ? chip(view.state.toLowerCase(), view.state === 'RUNNING' ? 'good' : 'mark') : chip('not known', 'mark')}${
        isKnown && view.verification?.state === 'DIFFERENT' ? chip('differs from the log', 'bad') : nothing}${
        isKnown && view.trouble ? html`<span class="sub">${view.trouble}</span>` : nothing}</td>
      <td class="number">${count(view.position)}</td>
      <td>${sparkline(state.lags[view.name] ?? [], `Lag of ${view.name} in the last minute${lag}`)}</td>
      <td class="number">${now(view.lagEvents)}</td>
      <td class="number">${now(view.eventsPerSecond)}</td>
      <td class="number">${isKnown && view.parked > 0 ? chip(count(view.parked), 'bad') : now(view.parked)}</td>
      <td class="wide">${rebuildCell(view.name)}</td></tr>`;
  };

  const rebuildCell = name => {
    const rebuilding = rebuildOf(name);
    const { isBusy, problem } = sending(`rebuild ${name}`);
    const { value: last } = rebuilding;
    return html`${failure(problem)}${last ? rebuilding.age() : rebuilding.trouble('Its last rebuild is not known. ')}${runs(last)
      ? progress(words(last.state), last.eventsTotal ? last.eventsDone / last.eventsTotal : undefined,
        `${count(last.eventsDone)}${last.eventsTotal ? ` of ${count(last.eventsTotal)}` : ''}`)
      : html`${last ? html`<span class="sub">last rebuild: ${words(last.state).toLowerCase()}</span>` : nothing}
        ${may('ops') ? html`<button type="button" ?disabled=${isBusy} aria-label="Rebuild ${name}" @click=${() => rebuild(name)}>Rebuild</button>` : nothing}`}`;
  };

  const parkedCard = ({ name, events }) => html`<section class="card flush" aria-labelledby="parked-${name}"><div class="card-head">
      <h2 id="parked-${name}">Parked in ${name}</h2>${may('ops') ? html`<button type="button" class="primary"
        ?disabled=${sending(`retry ${name}`).isBusy} @click=${() => retry(name)}>Retry all</button>` : nothing}</div>
    ${failure(sending(`retry ${name}`).problem)}
    ${events.show(({ items }) => html`<div class="scroll" tabindex="0" role="group" aria-label="Parked events"><table class="list"><thead><tr><th scope="col">Event</th><th scope="col">Stream</th><th scope="col">Error</th><th scope="col">Since</th><th scope="col" class="number">Behind it</th></tr></thead>
    <tbody>${items.map(item => html`<tr><th scope="row">${words(item.type ?? 'Unreadable')}</th><td><code>${short(item.streamId)}</code></td><td>${item.error ?? 'waits for one before it'}</td>
      <td class="nowrap">${moment(item.parkedAt)}</td><td class="number">${count(item.waitingBehind)}</td></tr>`)}</tbody></table></div>`, waiting(3))}</section>`;

  draw();
  every(LOOK_MILLIS, signal, async () => {
    look();
  });
}

function runs(rebuild) {
  return Boolean(rebuild) && !OVER.includes(rebuild.state);
}

/** Whether a service is ready; one that says that it is not has answered, too. */
async function health(name, signal) {
  const begun = performance.now();
  const isUp = await ask(`/services/${name}/health`, { signal, millis: ANSWER_MAX_MILLIS }).then(() => true, fault => {
    if (fault.status === 503) {
      return false;
    }
    throw fault;
  });
  return { isUp, seconds: (performance.now() - begun) / 1000 };
}
