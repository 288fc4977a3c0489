// Files of transactions: sent by a form, and looked at until every line is decided.
import { html, nothing, render } from '../app/lit.js';
import { get, Problem, upload } from '../app/api.js';
import { resource } from '../app/resource.js';
import { senders } from '../app/senders.js';
import { chip, dialog, empty, every, failure, field, heading, notice, progress, textField, values, waiting } from '../app/ui.js';
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
  const state = { sent: 0, file: null, opens: false, missing: null };

  const draw = () => {
    if (signal.aborted) {
      return;
    }
    render(html`
      ${heading('Imports', 'Files of transactions go through the same rules and into the same log as every other command.')}
      <div class="split">
        <section class="card flush" aria-labelledby="imports-title"><div class="card-head"><h2 id="imports-title">Files</h2>
            <span class="muted">newest first</span></div>
          ${files.show(({ items }) => items.length === 0 ? empty('Nothing was imported', 'The first file will stand here, with how far it is.')
            : html`<ul class="lines inset">${items.map(one => importLine(one, showRefusals))}</ul>`, waiting(6))}
        </section>
        ${uploadForm()}
      </div>`, root);
  };

  const page = { draw, signal };
  const files = resource(() => 'files', stop => get('/v1/imports', { limit: PAGE }, stop), page);
  const sending = senders(page)('send');

  const send = async event => {
    event.preventDefault();
    const form = event.target;
    const { file, ...terms } = values(form);
    state.missing = file instanceof File && file.name !== '' ? null : new Problem(400, { errors: [{ pointer: '/file', detail: 'Choose a file.' }] });
    state.sent = 0;
    draw();
    const parameters = new URLSearchParams(state.opens ? { ...terms, openAccounts: 'true' } : { source: terms.source ?? 'default' }).toString();
    const taken = !state.missing && await sending.run(['import', parameters, file.name, file.size, file.lastModified],
      key => upload(`/v1/imports?${parameters}`, file, {
        headers: { 'Content-Type': mediaType(file), 'Idempotency-Key': key },
        onProgress: part => {
          state.sent = part;
          draw();
        },
      }));
    if (!taken) {
      root.querySelector('[aria-invalid=true]')?.focus();
      return;
    }
    // The next file is most often from the same source, on the same terms.
    if (state.file === file) {
      form.elements.file.value = '';
      state.file = null;
    }
    notice('The file is in; its lines are being decided.');
    await files.load();
  };

  const uploadForm = () => {
    const formProblem = state.missing ?? sending.problem;
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
      <div class="upload-room">${sending.isBusy ? progress('Sending', state.sent, `${Math.round(state.sent * 100)} %`) : html`<button class="primary">Send</button>`}</div></form>`;
  };

  const said = ({ detail, content, code, withheld }) => withheld
    ? `${code}. ${withheld === 'ERASED' ? 'What it said was erased.' : 'What it says is told to those who may read accounts.'}`
    : html`${detail}<code class="sub refused-line">${content}</code>`;

  const showRefusals = one => dialog(`Refused of ${one.source}`, sheet => {
    const refusals = resource(() => one.importId,
      (stop, cursor) => get(`/v1/imports/${one.importId}/refusals`, { cursor, limit: PAGE }, stop), sheet);
    refusals.load();
    return () => html`
      ${refusals.show(({ items }) => html`<ol class="lines">${items.map(line => html`<li>
        <div><strong class="numbers">Line ${line.line}</strong> ${said(line)}</div></li>`)}</ol>`, waiting(4))}
      ${refusals.moreButton('Show more')}`;
  });

  draw();
  await files.load();
  every(LOOK_MILLIS, signal, async () => {
    if (files.value?.items.some(one => !OVER.includes(one.state))) {
      await files.load();
    }
  });
}

/** By the name's end: browsers know no type for files of JSON lines. */
function mediaType(file) {
  return /\.(ndjson|jsonl)$/i.test(file.name) ? 'application/x-ndjson' : 'text/csv';
}
