// How the services and the views are doing, and what an operator can do about it.
import { html, nothing, render } from '../app/lit.js';
import { command, get } from '../app/api.js';
import { may } from '../app/session.js';
import { attempt, chip, empty, every, failure, heading, notice, progress, waiting } from '../app/ui.js';
import { sparkline } from '../app/charts.js';
import { count, duration, moment, short, words } from '../app/format.js';
import { importLine } from './imports.js';

const SERVICES = ['command-service', 'projector-service', 'query-service'];
const LOOK_MILLIS = 1000;
const REMEMBERED = 60;
const OVER = ['SWAPPED', 'KEPT', 'CANCELLED', 'FAILED', 'INTERRUPTED'];

export default async function operator(root, { signal }) {
  const state = { services: null, views: null, lags: {}, rebuilds: {}, parked: {}, imports: null, relay: null, problem: null, busy: new Set() };
  const keep = problem => {
    state.problem = problem;
    draw();
  };

  const look = async () => {
    const [views, imports, relay, services] = await Promise.all([
      attempt(() => get('/v1/views', {}, signal), keep),
      attempt(() => get('/v1/imports', { limit: 8 }, signal), keep),
      attempt(() => get('/v1/relay', {}, signal), () => {}),
      Promise.all(SERVICES.map(health)),
    ]);
    if (views) {
      state.problem = null;
      state.views = views.items;
      for (const view of views.items) {
        state.lags[view.name] = [...state.lags[view.name] ?? [], view.lagEvents ?? 0].slice(-REMEMBERED);
      }
      for (const view of views.items) {
        await lookCloser(view);
      }
    }
    state.imports = imports?.items ?? state.imports ?? [];
    state.relay = relay ?? null;
    state.services = services;
    draw();
  };

  const lookCloser = async view => {
    if (view.parked > 0) {
      state.parked[view.name] = (await attempt(() => get(`/v1/views/${view.name}/parked`, { limit: 10 }, signal), keep))?.items ?? [];
    } else {
      delete state.parked[view.name];
    }
    const known = state.rebuilds[view.name];
    if (known === undefined || (known && !OVER.includes(known.state))) {
      state.rebuilds[view.name] = await attempt(() => get(`/v1/views/${view.name}/rebuild`, {}, signal), () => {}) ?? null;
    }
  };

  const rebuild = view => attempt(async () => {
    state.rebuilds[view] = await command('POST', `/v1/views/${view}/rebuild`, {});
    draw();
  }, keep);

  const retry = view => attempt(async () => {
    const answer = await command('POST', `/v1/views/${view}/parked/retry`);
    notice(answer.parked === 0 ? `All ${answer.applied} parked events are applied.` : `${answer.applied} applied; ${answer.parked} still wait.`);
    await look();
  }, keep);

  const draw = () => {
    if (signal.aborted) {
      return;
    }
    render(html`
      ${heading('Operations', 'Looked at every second, as long as this page is in front.')}
      ${failure(state.problem)}
      <section class="services" aria-label="Services">${(state.services ?? SERVICES.map(name => ({ name }))).map(service => html`<div class="card service">
        <span class="lamp ${service.up === undefined ? '' : service.up ? 'good' : 'bad'}"></span>
        <div><strong>${service.name}</strong><span class="sub">${service.up === undefined ? '\u2026' : service.up ? `ready, ${duration(service.seconds)}` : 'not ready'}</span></div></div>`)}
        <div class="card service"><span class="lamp ${state.relay ? 'good' : ''}"></span><div><strong>Relay</strong>
          <span class="sub numbers">${state.relay ? relayText(state.relay) : '\u2026'}</span></div></div>
      </section>
      ${state.views === null ? waiting(12) : details()}`, root);
  };

  const details = () => html`
      <section class="card flush" aria-labelledby="views-title"><div class="card-head"><h2 id="views-title">Views</h2></div>
        <div class="scroll" tabindex="0" role="group" aria-label="Views"><table class="list views">
        <thead><tr><th scope="col">View</th><th scope="col">State</th><th scope="col" class="number">Position</th><th scope="col">Lag</th><th scope="col" class="number">Events behind</th><th scope="col" class="number">A second</th><th scope="col" class="number">Parked</th><th scope="col"><span class="hidden">Rebuild</span></th></tr></thead>
        <tbody>${state.views.map(viewRow)}</tbody></table></div>
      </section>
      ${Object.entries(state.parked).map(([view, items]) => parkedCard(view, items))}
      <section class="card flush" aria-labelledby="imports-title"><div class="card-head"><h2 id="imports-title">Imports</h2>
          <span class="muted">files of transactions, through the same rules and the same log</span></div>
        ${state.imports.length === 0 ? empty('Nothing was imported', 'A file that a teller sends shows here how far it is.')
          : html`<ul class="lines inset">${state.imports.map(one => importLine(one))}</ul>`}
      </section>`;

  const viewRow = view => {
    const rebuilding = state.rebuilds[view.name];
    const runs = rebuilding && !OVER.includes(rebuilding.state);
    return html`<tr>
      <th scope="row" class="nowrap">${view.name}${view.generation ? html`<span class="sub">generation ${view.generation}</span>` : nothing}</th>
      <td>${chip(view.state.toLowerCase(), view.state === 'RUNNING' ? 'good' : 'mark')}${view.trouble ? html`<span class="sub">${view.trouble}</span>` : nothing}</td>
      <td class="number">${count(view.position)}</td>
      <td>${sparkline(state.lags[view.name] ?? [], `Lag of ${view.name} in the last minute, ${view.lagEvents ?? 0} events now`)}</td>
      <td class="number">${count(view.lagEvents)}</td>
      <td class="number">${count(view.eventsPerSecond)}</td>
      <td class="number">${view.parked > 0 ? chip(count(view.parked), 'bad') : count(view.parked)}</td>
      <td class="wide">${runs ? progress(words(rebuilding.state), rebuilding.eventsTotal ? rebuilding.eventsDone / rebuilding.eventsTotal : undefined,
          `${count(rebuilding.eventsDone)}${rebuilding.eventsTotal ? ` of ${count(rebuilding.eventsTotal)}` : ''}`)
        : html`${rebuilding ? html`<span class="sub">last rebuild: ${words(rebuilding.state).toLowerCase()}</span>` : nothing}
          ${may('ops') ? html`<button type="button" aria-label="Rebuild ${view.name}" @click=${() => rebuild(view.name)}>Rebuild</button>` : nothing}`}</td></tr>`;
  };

  const parkedCard = (view, items) => html`<section class="card flush" aria-labelledby="parked-${view}"><div class="card-head">
      <h2 id="parked-${view}">Parked in ${view}</h2>${may('ops') ? html`<button type="button" class="primary" @click=${() => retry(view)}>Retry all</button>` : nothing}</div>
    <div class="scroll" tabindex="0" role="group" aria-label="Parked events"><table class="list"><thead><tr><th scope="col">Event</th><th scope="col">Stream</th><th scope="col">Error</th><th scope="col">Since</th><th scope="col" class="number">Behind it</th></tr></thead>
    <tbody>${items.map(item => html`<tr><th scope="row">${words(item.type ?? 'Unreadable')}</th><td><code>${short(item.streamId)}</code></td><td>${item.error ?? 'waits for one before it'}</td>
      <td class="nowrap">${moment(item.parkedAt)}</td><td class="number">${count(item.waitingBehind)}</td></tr>`)}</tbody></table></div></section>`;

  draw();
  every(LOOK_MILLIS, signal, look);
}

async function health(name) {
  const begun = performance.now();
  const answer = await fetch(`/services/${name}/health`).catch(() => null);
  return { name, up: answer?.ok ?? false, seconds: (performance.now() - begun) / 1000 };
}

function relayText(relay) {
  const behind = relay.lagEvents ?? relay.eventsBehind ?? (relay.position !== undefined && relay.published !== undefined ? relay.position - relay.published : undefined);
  return behind === undefined ? words(String(relay.state ?? 'running')) : `${count(behind)} events behind`;
}
