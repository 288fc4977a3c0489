// Files of transactions: sent by a form, and looked at until every line is decided.
import { html, nothing, render } from '../app/lit.js';
import { get, Problem, upload } from '../app/api.js';
import { attempt, chip, dialog, empty, every, failure, field, heading, notice, progress, textField, values, waiting } from '../app/ui.js';
import { bytes, count, moment } from '../app/format.js';

const LOOK_MILLIS = 1000;
const PAGE = 20;
const FIELDS = ['file', 'source', 'currency', 'overdraftLimit'];
const OVER = ['COMPLETED', 'CANCELLED', 'FAILED'];

/** One import and how far it is; what was refused can be opened, if there is somebody to open it. */
export function importLine(one, showRefusals) {
  return html`<li class="import">
    ${progress(`${one.source}, ${one.format.toLowerCase()}`, one.linesTotal === 0 ? undefined : one.linesRead / one.linesTotal, `${count(one.linesRead)} of ${count(one.linesTotal)} lines`)}
    <p class="sub">${chip(one.state.toLowerCase(), one.state === 'COMPLETED' ? 'good' : one.state === 'RUNNING' ? 'mark' : one.state === 'FAILED' ? 'bad' : 'plain')}
      <span class="numbers">${count(one.accepted)} accepted, ${count(one.repeated)} had been before, ${count(one.refused)} refused${one.linesPerSecond ? `, ${count(one.linesPerSecond)} lines/s` : ''}</span>
      ${one.startedAt ? html`<span>${moment(one.startedAt)}</span>` : nothing}${one.problem ? html`<span class="error">${one.problem}</span>` : nothing}
      ${showRefusals && one.refused > 0 ? html`<button type="button" class="row-link" aria-label="What was refused of ${one.source}" @click=${() => showRefusals(one)}>What was refused</button>` : nothing}</p></li>`;
}

export default async function imports(root, { signal }) {
  const state = { items: null, sending: null, file: null, opens: false, problem: null, formProblem: null };

  const look = async () => {
    const page = await attempt(() => get('/v1/imports', { limit: PAGE }, signal), problem => { state.problem = problem; });
    if (page) {
      state.problem = null;
      state.items = page.items;
    }
    draw();
  };

  const send = async event => {
    event.preventDefault();
    const form = event.target;
    const { file, ...terms } = values(form);
    if (!(file instanceof File) || file.name === '') {
      state.formProblem = new Problem(0, { errors: [{ pointer: '/file', detail: 'Choose a file.' }] });
      draw();
      return;
    }
    state.formProblem = null;
    state.sending = 0;
    draw();
    const parameters = new URLSearchParams(state.opens ? { ...terms, openAccounts: 'true' } : { source: terms.source ?? 'default' });
    const taken = await attempt(() => upload(`/v1/imports?${parameters}`, file, {
      headers: { 'Content-Type': mediaType(file) },
      onProgress: part => {
        state.sending = part;
        draw();
      },
    }), problem => { state.formProblem = problem; });
    state.sending = null;
    if (taken) {
      // The next file is most often from the same source, on the same terms.
      form.elements.file.value = '';
      state.file = null;
      notice('The file is in; its lines are being decided.');
      await look();
    }
    draw();
    root.querySelector('[aria-invalid=true]')?.focus();
  };

  const draw = () => {
    if (signal.aborted) {
      return;
    }
    render(html`
      ${heading('Imports', 'Files of transactions go through the same rules and into the same log as every other command.')}
      ${failure(state.problem)}
      <div class="split">
        <section class="card flush" aria-labelledby="imports-title"><div class="card-head"><h2 id="imports-title">Files</h2>
            <span class="muted">newest first</span></div>
          ${state.items === null ? waiting(6)
            : state.items.length === 0 ? empty('Nothing was imported', 'The first file will stand here, with how far it is.')
            : html`<ul class="lines inset">${state.items.map(one => importLine(one, showRefusals))}</ul>`}
        </section>
        ${uploadForm()}
      </div>`, root);
  };

  const uploadForm = () => {
    const { formProblem } = state;
    const error = name => formProblem?.fields.get(name) ?? (formProblem?.parameter === name ? formProblem.message : undefined);
    return html`<form class="card form" @submit=${send} novalidate aria-labelledby="send-title"><h2 id="send-title">Send a file</h2>
      ${field({ id: 'file', label: 'File', error: error('file'), hint: state.file ? `${bytes(state.file.size)}, ${mediaType(state.file)}` : 'CSV with a header, or a JSON object a line.',
        control: html`<input id="file" name="file" type="file" accept=".csv,.ndjson,.jsonl" required aria-describedby="file-hint" aria-invalid=${error('file') ? 'true' : 'false'}
          @change=${event => {
            [state.file] = event.target.files;
            draw();
          }}>` })}
      ${textField({ id: 'source', label: 'Source', value: 'default', hint: 'Within it each line counts once, however often it is sent.', error: error('source') })}
      <label class="check"><input type="checkbox" name="openAccounts" .checked=${state.opens} @change=${event => {
        state.opens = event.target.checked;
        draw();
      }}> Open accounts that are not known</label>
      ${state.opens ? html`<div class="pair">
        ${textField({ id: 'currency', label: 'Currency', value: 'EUR', required: true, error: error('currency') })}
        ${textField({ id: 'overdraftLimit', label: 'Overdraft limit', inputmode: 'decimal', error: error('overdraftLimit') })}</div>` : nothing}
      ${FIELDS.some(error) ? nothing : failure(formProblem)}
      <div class="upload-room">${state.sending === null ? html`<button class="primary">Send</button>` : progress('Sending', state.sending, `${Math.round(state.sending * 100)} %`)}</div></form>`;
  };

  const showRefusals = one => {
    const details = { lines: null, cursor: null, problem: null };
    const more = () => attempt(async () => {
      const page = await get(`/v1/imports/${one.importId}/refusals`, { cursor: details.cursor, limit: PAGE }, signal);
      details.lines = [...details.lines ?? [], ...page.items];
      details.cursor = page.nextCursor;
    }, problem => { details.problem = problem; }).then(() => sheet.draw());
    const sheet = dialog(`Refused of ${one.source}`, () => html`
      ${failure(details.problem)}
      ${details.lines === null ? waiting(4) : html`<ol class="lines">${details.lines.map(line => html`<li>
        <div><strong class="numbers">Line ${line.line}</strong> ${line.detail}<code class="sub refused-line">${line.content}</code></div></li>`)}</ol>`}
      ${details.cursor ? html`<button type="button" class="more" @click=${more}>Show more</button>` : nothing}`);
    more();
  };

  draw();
  await look();
  every(LOOK_MILLIS, signal, async () => {
    if (state.items?.some(one => !OVER.includes(one.state))) {
      await look();
    }
  });
}

/** By the name's end: browsers know no type for files of JSON lines. */
function mediaType(file) {
  return /\.(ndjson|jsonl)$/i.test(file.name) ? 'application/x-ndjson' : 'text/csv';
}
