// What pages are made of.
import { html, nothing, render } from './lit.js';
import { asProblem } from './api.js';
import { amount, direction } from './format.js';

/** An amount of money: the sign is a word for those who hear the page, and a colour for those who see it. */
export function money(text, currency, options = {}) {
  return html`<data class="money ${options.plain ? '' : direction(text ?? '0')}" value=${text ?? ''}
    >${amount(text, options)}${currency ? html`<span class="currency"> ${currency}</span>` : nothing}</data>`;
}

/** A page's heading, with what can be done beside it. */
export function heading(title, lead, actions = nothing) {
  return html`<header class="heading">
    <div><h1>${title}</h1>${lead ? html`<p class="lead">${lead}</p>` : nothing}</div>
    <div class="actions">${actions}</div>
  </header>`;
}

/** A field with its label, its hint and what is wrong with it. */
export function field({ id, label, hint, error, control }) {
  return html`<div class="field ${error ? 'wrong' : ''}">
    <label for=${id}>${label}</label>
    ${control}
    <p class="hint" id="${id}-hint">${error ? html`<span class="error" id="${id}-error">${error}</span>` : hint ?? nothing}</p>
  </div>`;
}

/** A line of text. */
export function textField({ id, label, hint, error, value = '', type = 'text', required = false, inputmode, placeholder, oninput, autocomplete = 'off' }) {
  return field({
    id, label, hint, error,
    control: html`<input id=${id} name=${id} type=${type} .value=${value} ?required=${required} autocomplete=${autocomplete}
      inputmode=${inputmode ?? nothing} placeholder=${placeholder ?? nothing} aria-describedby="${id}-hint"
      aria-invalid=${error ? 'true' : 'false'} @input=${oninput ?? (() => {})}>`,
  });
}

/** What a list shows that has nothing in it. */
export function empty(title, text, action = nothing) {
  return html`<div class="empty"><p class="empty-title">${title}</p><p>${text}</p>${action}</div>`;
}

/** Lines that stand where something is going to be, so that nothing moves when it comes. */
export function waiting(lines = 5) {
  return html`<div class="waiting" role="status" aria-busy="true" aria-label="Loading">${Array.from({ length: lines }, () => html`<span></span>`)}</div>`;
}

/** What went wrong, in the bank's words. */
export function failure(problem) {
  return problem ? html`<p class="failure" role="alert">${problem.message}</p>` : nothing;
}

/** A progress bar with what it says beside it. */
export function progress(label, part, note) {
  return html`<div class="progress">
    <div class="progress-text"><span>${label}</span><span class="numbers">${note}</span></div>
    ${part === undefined || Number.isNaN(part)
      ? html`<progress aria-label=${label}></progress>`
      : html`<progress aria-label=${label} max="1" .value=${part} value=${part}></progress>`}
  </div>`;
}

/** A small word for a state. */
export function chip(text, kind = 'plain') {
  return html`<span class="chip ${kind}">${text}</span>`;
}

/** Tabs of one choice: arrow keys move, as in every tab list. */
export function tabs(name, entries, chosen, choose) {
  const move = event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const index = entries.findIndex(entry => entry.id === chosen);
      const next = entries[(index + step + entries.length) % entries.length];
      choose(next.id);
      event.currentTarget.querySelector(`#tab-${next.id}`)?.focus();
    }
  };
  return html`<div class="tabs" role="tablist" aria-label=${name} @keydown=${move}>
    ${entries.map(entry => html`<button type="button" role="tab" id="tab-${entry.id}" aria-controls="panel-${name}"
      aria-selected=${entry.id === chosen ? 'true' : 'false'} tabindex=${entry.id === chosen ? '0' : '-1'}
      @click=${() => choose(entry.id)}>${entry.label}</button>`)}
  </div>`;
}

/** Says something for a moment, also to those who do not see it. */
export function notice(text) {
  const line = document.createElement('p');
  line.textContent = text;
  document.querySelector('#notices').append(line);
  setTimeout(() => line.remove(), 6000);
}

/**
 * Opens a dialog. It is set up like a page: given how it is drawn anew, the signal that ends what it asks for when it is closed, and
 * how it is closed; that gives its template. Focus goes back to where it was.
 */
export function dialog(title, setUp) {
  const element = document.createElement('dialog');
  const closing = new AbortController();
  element.className = 'sheet';
  element.setAttribute('aria-labelledby', 'dialog-title');
  document.body.append(element);
  const close = () => element.close();
  let template;
  const draw = () => {
    if (template && !closing.signal.aborted) {
      render(html`<div class="sheet-head"><h2 id="dialog-title">${title}</h2>
        <button type="button" class="quiet" @click=${close} aria-label="Close">Close</button></div>
        <div class="sheet-body">${template()}</div>`, element);
    }
  };
  element.addEventListener('close', () => {
    closing.abort();
    element.remove();
  });
  element.addEventListener('click', event => event.target === element && close());
  template = setUp({ draw, signal: closing.signal, close });
  draw();
  element.showModal();
}

/** A form's values, those left empty left out. */
export function values(form) {
  const given = [...new FormData(form).entries()].filter(([, value]) => typeof value !== 'string' || value.trim() !== '');
  return Object.fromEntries(given.map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]));
}

/** Empties a form whose command is done, unless somebody has typed on meanwhile. */
export function resetAfter(form, sent) {
  if (JSON.stringify(values(form)) === JSON.stringify(sent)) {
    form.reset();
  }
}

/** Waits until somebody has stopped typing. */
export function debounced(run, millis = 180) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...given), millis);
  };
}

/** Runs, and keeps what went wrong instead of throwing it; what was given up is nobody's problem. */
export async function attempt(run, keep) {
  try {
    return await run();
  } catch (fault) {
    if (fault.name !== 'AbortError') {
      keep(asProblem(fault));
    }
    return undefined;
  }
}

/** Does something now and then, until the signal says enough; never twice at once, never while nobody looks. */
export async function every(millis, signal, run) {
  while (!signal.aborted) {
    if (!document.hidden) {
      await run();
    }
    await new Promise(resolve => setTimeout(resolve, millis));
  }
}
