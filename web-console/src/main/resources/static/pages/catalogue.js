// Products and documents.
import { html, nothing, render } from '../app/lit.js';
import { blob, get, save, upload } from '../app/api.js';
import { resource } from '../app/resource.js';
import { senders } from '../app/senders.js';
import { may, mayForTheBank } from '../app/session.js';
import { attempt, chip, debounced, dialog, empty, failure, field, heading, notice, progress, resetAfter, textField, values, waiting } from '../app/ui.js';
import { amount, bytes, day, moment } from '../app/format.js';

const SEEN_IN_BROWSERS = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'text/plain', 'application/pdf'];

export default async function catalogue(root, { signal }) {
  const state = { q: '', documentText: '', sent: 0 };
  const mayRead = may('accounts:read');

  const draw = () => {
    if (signal.aborted) {
      return;
    }
    render(html`
      ${heading('Catalogue', 'Products with their terms; documents with what became of them.',
        may('catalogue:write') ? html`<button type="button" class="primary" @click=${() => publish(products, signal)}>Publish a product</button>` : nothing)}
      <section aria-labelledby="products-title">
        <div class="section-head"><h2 id="products-title">Products</h2>
          <div class="search small"><label class="hidden" for="find-product">Search products</label>
            <input id="find-product" type="search" placeholder="Search products" autocomplete="off" @input=${event => searchProducts(event.target.value.trim())}></div></div>
        ${products.show(({ items }) => items.length === 0
          ? empty(state.q ? 'Nothing like that' : 'No products yet', state.q ? 'Try fewer letters, or another word.' : 'A product has terms; accounts are opened under it.')
          : html`<ul class="tiles">${items.map(productTile)}</ul>`, waiting(4))}
      </section>
      ${mayRead ? html`<section aria-labelledby="documents-title">
        <div class="section-head"><h2 id="documents-title">Documents</h2>
          <div class="search small"><label class="hidden" for="find-document">Search documents</label>
            <input id="find-document" type="search" placeholder="Search documents" autocomplete="off" @input=${event => searchDocuments(event.target.value.trim())}></div></div>
        <div class="${may('accounts:write') ? 'split' : ''}">
          <div class="card flush">${documents.show(({ items }) => items.length === 0
            ? empty('No documents', state.documentText ? 'None has that in its name or title.' : 'The first one that is handed in will stand here.')
            : html`<ul class="lines inset">${items.map(documentLine)}</ul>`)}</div>
          ${may('accounts:write') ? uploadForm() : nothing}
        </div></section>` : nothing}`, root);
  };

  const page = { draw, signal };
  const products = resource(() => ({ q: state.q }), stop => get('/v1/products', { q: state.q, limit: 24 }, stop), page);
  const documents = resource(() => ({ q: state.documentText }), stop => get('/v1/documents', { q: state.documentText, limit: 24 }, stop), page);
  const handingIn = senders(page)('hand in');
  const lookForProducts = debounced(() => products.load(), 120);
  const lookForDocuments = debounced(() => documents.load(), 120);
  const searchProducts = text => {
    state.q = text;
    draw();
    lookForProducts();
  };
  const searchDocuments = text => {
    state.documentText = text;
    draw();
    lookForDocuments();
  };

  /** Waits until the document is there to be seen as a command left it; then the list has it, too. */
  const changed = async ({ documentId, version }) => {
    await attempt(() => get(`/v1/documents/${documentId}`, { atLeastVersion: version }, signal), () => {});
    await documents.load();
  };

  const send = async event => {
    event.preventDefault();
    const form = event.target;
    const given = values(form);
    const { account = '', file } = given;
    const data = new FormData();
    for (const name of ['file', 'title', 'kind'].filter(one => given[one])) {
      data.set(name, given[name]);
    }
    state.sent = 0;
    const answer = await handingIn.run(['document', account, file.name, file.size, file.lastModified, given.title, given.kind],
      key => upload(`/v1/accounts/${encodeURIComponent(account)}/documents`, data, {
        headers: { 'Idempotency-Key': key },
        onProgress: part => {
          state.sent = part;
          draw();
        },
      }));
    if (answer) {
      resetAfter(form, given);
      notice('The document is in.');
      await changed(answer);
    }
  };

  const productTile = product => html`<li class="card tile">
    <div class="tile-head"><h3>${product.name}</h3>${chip(product.retiredAt ? 'retired' : product.currency, product.retiredAt ? 'mark' : 'plain')}</div>
    <p class="tile-rate"><span class="numbers">${amount(product.terms.annualRate)}</span> %<span class="sub">a year</span></p>
    <p class="muted">${product.description ?? '\u00a0'}</p>
    <p class="tile-foot"><code>${product.code}</code>
      <button type="button" class="quiet" aria-label="Terms of ${product.name}" @click=${() => showProduct(product)}>Terms</button></p></li>`;

  const showProduct = product => dialog(product.name, sheet => {
    const details = resource(() => product.code, stop => get(`/v1/products/${encodeURIComponent(product.code)}`, {}, stop), sheet);
    details.load();
    return () => html`<p class="muted">${product.description ?? ''}</p>
      ${details.show(({ termsHistory }) => html`<div class="scroll" tabindex="0" role="group" aria-label="Terms"><table class="list compact"><thead><tr><th scope="col">From</th><th scope="col" class="number">Earns</th><th scope="col" class="number">Overdraft costs</th><th scope="col" class="number">Limit</th><th scope="col">Set by</th></tr></thead>
      <tbody>${termsHistory.map(terms => html`<tr><th scope="row">${terms.effectiveDate ? day(terms.effectiveDate) : 'The start'}</th><td class="number">${amount(terms.annualRate)} %</td>
        <td class="number">${amount(terms.overdraftRate)} %</td><td class="number">${amount(terms.overdraftLimit)}</td><td>${terms.actor}<span class="sub">${terms.reason ?? ''}</span></td></tr>`)}</tbody></table></div>`, waiting(4))}`;
  });

  const documentLine = entry => html`<li><div>
      <button type="button" class="row-link" @click=${() => showDocument(entry)}>${entry.title ?? entry.name ?? 'Name withheld'}</button>
      <span class="sub">${entry.kind ? `${entry.kind} \u00b7 ` : ''}${bytes(entry.sizeBytes)} \u00b7 ${entry.mediaType} \u00b7 ${moment(entry.submittedAt)}</span></div>
    ${chip(entry.status.toLowerCase(), entry.status === 'ACCEPTED' ? 'good' : entry.status === 'REJECTED' ? 'bad' : 'plain')}</li>`;

  const showDocument = entry => dialog(entry.title ?? entry.name ?? 'Document', sheet => {
    const content = resource(() => entry.documentId, stop => contentOf(entry, stop), sheet);
    const deciding = senders(sheet)('decide');
    const decide = async (how, body) => {
      const answer = await deciding.send('POST', `/v1/documents/${entry.documentId}/${how}`, body);
      if (answer) {
        sheet.close();
        await changed({ documentId: entry.documentId, version: answer.version });
      }
    };
    sheet.signal.addEventListener('abort', () => content.value?.url && URL.revokeObjectURL(content.value.url));
    content.load();
    return () => html`
      <div class="preview">${content.show(({ text, url }) => text !== undefined ? html`<pre tabindex="0">${text}</pre>`
        : url && entry.mediaType.startsWith('image/') ? html`<img src=${url} alt="What was handed in: ${entry.title ?? entry.name ?? 'a picture'}">`
        : url && entry.mediaType === 'application/pdf' ? html`<iframe src=${url} title="Preview"></iframe>`
        : html`<p class="muted">There is no preview of this kind of file.</p>`,
        html`<p class="muted" role="status">Fetching \u2026</p>`)}</div>
      <dl class="facts">
        <dt>File</dt><dd>${entry.name ?? 'Name withheld'}</dd><dt>For account</dt><dd><a href="#/accounts/${entry.accountId}" @click=${sheet.close}><code>${entry.accountId}</code></a></dd>
        <dt>Handed in</dt><dd>${moment(entry.submittedAt)} by ${entry.submittedBy}</dd>
        ${entry.review ? html`<dt>Reviewed</dt><dd>${moment(entry.review.decidedAt)} by ${entry.review.decidedBy}${entry.review.reason ? html`: ${entry.review.reason}` : nothing}</dd>` : nothing}
        <dt>SHA-256</dt><dd><code class="hash">${entry.sha256}</code></dd></dl>
      ${failure(deciding.problem)}
      <div class="form-foot">
        ${content.value ? html`<button type="button" @click=${() => save(content.value.bytes, entry.name ?? 'document')}>Save the file</button>` : nothing}
        ${mayForTheBank('accounts:write') && entry.status === 'SUBMITTED' ? html`<button type="button" class="primary" ?disabled=${deciding.isBusy} @click=${() => decide('acceptance', {})}>Accept</button>
          <button type="button" ?disabled=${deciding.isBusy} @click=${() => decide('rejection', { reason: 'Not readable' })}>Reject as not readable</button>` : nothing}</div>`;
  });

  const uploadForm = () => {
    const { problem, isBusy } = handingIn;
    const error = name => problem?.fields.get(name);
    return html`<form class="card form" @submit=${send} novalidate aria-labelledby="upload-title"><h2 id="upload-title">Hand in a document</h2>
      ${textField({ id: 'account', label: 'For account', required: true, placeholder: 'Account number', error: error('id') })}
      ${field({ id: 'file', label: 'File', hint: 'A picture, a PDF or a text.', error: error('file'), control: html`<input id="file" name="file" type="file" required aria-describedby="file-hint">` })}
      ${textField({ id: 'title', label: 'Title', error: error('title') })}
      ${textField({ id: 'kind', label: 'Kind', placeholder: 'PASSPORT', error: error('kind') })}
      ${problem && problem.fields.size === 0 ? failure(problem) : nothing}
      <div class="upload-room">${isBusy ? progress('Sending', state.sent, `${Math.round(state.sent * 100)} %`) : html`<button class="primary">Hand in</button>`}</div></form>`;
  };

  draw();
  await Promise.all([products.load(), mayRead ? documents.load() : null]);
}

/** A document's bytes, and what of them a page can show. */
async function contentOf(entry, signal) {
  const bytes = await blob(`/v1/documents/${entry.documentId}/content`, signal);
  if (entry.mediaType === 'text/plain' || entry.mediaType === 'text/csv') {
    return { bytes, text: await bytes.text() };
  }
  return { bytes, url: SEEN_IN_BROWSERS.includes(entry.mediaType) ? URL.createObjectURL(bytes) : undefined };
}

function publish(products, signal) {
  dialog('Publish a product', page => {
    const publishing = senders(page)('publish');
    const error = name => publishing.problem?.fields.get(name);
    const submit = async event => {
      event.preventDefault();
      const given = values(event.target);
      const answer = await publishing.send('POST', '/v1/products', { code: '', name: '', currency: '', ...given });
      if (answer) {
        page.close();
        notice('The product is published.');
        await attempt(() => get(`/v1/products/${encodeURIComponent(given.code)}`, { atLeastVersion: answer.version }, signal), () => {});
        await products.load();
      }
    };
    return () => html`<form class="form" @submit=${submit} novalidate>
      ${textField({ id: 'code', label: 'Code', required: true, placeholder: 'SAVINGS', error: error('code') })}
      ${textField({ id: 'name', label: 'Name', required: true, error: error('name') })}
      ${textField({ id: 'description', label: 'Description', error: error('description') })}
      <div class="pair">${textField({ id: 'currency', label: 'Currency', value: 'EUR', required: true, error: error('currency') })}
        ${textField({ id: 'annualRate', label: 'Earns, % a year', inputmode: 'decimal', error: error('annualRate') })}</div>
      <div class="pair">${textField({ id: 'overdraftRate', label: 'Overdraft costs, % a year', inputmode: 'decimal', error: error('overdraftRate') })}
        ${textField({ id: 'overdraftLimit', label: 'Overdraft limit', inputmode: 'decimal', error: error('overdraftLimit') })}</div>
      ${textField({ id: 'reason', label: 'Reason', error: error('reason') })}
      ${publishing.problem && publishing.problem.fields.size === 0 ? failure(publishing.problem) : nothing}
      <div class="form-foot"><button class="primary" ?disabled=${publishing.isBusy}>Publish</button></div></form>`;
  });
}
