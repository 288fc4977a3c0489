// Products and documents.
import { html, nothing, render } from '../app/lit.js';
import { blob, command, get, save, upload } from '../app/api.js';
import { may } from '../app/session.js';
import { attempt, chip, debounced, dialog, empty, failure, field, heading, notice, progress, textField, values, waiting } from '../app/ui.js';
import { amount, bytes, day, moment } from '../app/format.js';

const SEEN_IN_BROWSERS = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'text/plain', 'application/pdf'];

export default async function catalogue(root, { signal }) {
  const state = { q: '', products: null, documents: null, documentText: '', sending: null, problem: null, uploadProblem: null };
  const mayRead = may('accounts:read');
  const keep = problem => {
    state.problem = problem;
    draw();
  };

  const findProducts = async () => {
    const { q } = state;
    const page = await attempt(() => get('/v1/products', { q, limit: 24 }, signal), keep);
    if (page && q === state.q) {
      state.products = page.items;
      draw();
    }
  };
  const searchProducts = debounced(text => {
    state.q = text.trim();
    findProducts();
  }, 120);

  const findDocuments = async () => {
    const q = state.documentText;
    const page = await attempt(() => get('/v1/documents', { q, limit: 24 }, signal), keep);
    if (page && q === state.documentText) {
      state.documents = page.items;
      draw();
    }
  };
  const searchDocuments = debounced(text => {
    state.documentText = text.trim();
    findDocuments();
  }, 120);

  const send = async event => {
    event.preventDefault();
    const form = event.target;
    const data = new FormData(form);
    const account = String(data.get('account') ?? '').trim();
    data.delete('account');
    for (const name of ['title', 'kind']) {
      if (!data.get(name)) {
        data.delete(name);
      }
    }
    state.uploadProblem = null;
    state.sending = 0;
    draw();
    const answer = await attempt(() => upload(`/v1/accounts/${encodeURIComponent(account)}/documents`, data, {
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      onProgress: part => {
        state.sending = part;
        draw();
      },
    }), problem => { state.uploadProblem = problem; });
    state.sending = null;
    if (answer) {
      form.reset();
      notice('The document is in.');
      await attempt(() => get(`/v1/documents/${answer.documentId}`, { atLeastVersion: answer.version }, signal), keep);
      await findDocuments();
    }
    draw();
  };

  const draw = () => {
    if (signal.aborted) {
      return;
    }
    render(html`
      ${heading('Catalogue', 'Products with their terms; documents with what became of them.',
        may('catalogue:write') ? html`<button type="button" class="primary" @click=${() => publish(findProducts)}>Publish a product</button>` : nothing)}
      ${failure(state.problem)}
      <section aria-labelledby="products-title">
        <div class="section-head"><h2 id="products-title">Products</h2>
          <div class="search small"><label class="hidden" for="find-product">Search products</label>
            <input id="find-product" type="search" placeholder="Search products" autocomplete="off" @input=${event => searchProducts(event.target.value)}></div></div>
        ${state.products === null ? waiting(4) : state.products.length === 0
          ? empty(state.q ? 'Nothing like that' : 'No products yet', state.q ? 'Try fewer letters, or another word.' : 'A product has terms; accounts are opened under it.')
          : html`<ul class="tiles">${state.products.map(productTile)}</ul>`}
      </section>
      ${mayRead ? html`<section aria-labelledby="documents-title">
        <div class="section-head"><h2 id="documents-title">Documents</h2>
          <div class="search small"><label class="hidden" for="find-document">Search documents</label>
            <input id="find-document" type="search" placeholder="Search documents" autocomplete="off" @input=${event => searchDocuments(event.target.value)}></div></div>
        <div class="${may('accounts:write') ? 'split' : ''}">
          <div class="card flush">${state.documents === null ? waiting(5) : state.documents.length === 0
            ? empty('No documents', state.documentText ? 'None has that in its name or title.' : 'The first one that is handed in will stand here.')
            : html`<ul class="lines inset">${state.documents.map(documentLine)}</ul>`}</div>
          ${may('accounts:write') ? uploadForm() : nothing}
        </div></section>` : nothing}`, root);
  };

  const productTile = product => html`<li class="card tile">
    <div class="tile-head"><h3>${product.name}</h3>${chip(product.retiredAt ? 'retired' : product.currency, product.retiredAt ? 'mark' : 'plain')}</div>
    <p class="tile-rate"><span class="numbers">${amount(product.terms.annualRate)}</span> %<span class="sub">a year</span></p>
    <p class="muted">${product.description ?? '\u00a0'}</p>
    <p class="tile-foot"><code>${product.code}</code>
      <button type="button" class="quiet" aria-label="Terms of ${product.name}" @click=${() => showProduct(product)}>Terms</button></p></li>`;

  const showProduct = product => {
    const details = { product: null };
    const sheet = dialog(product.name, () => html`<p class="muted">${product.description ?? ''}</p>
      ${details.product === null ? waiting(4) : html`<div class="scroll" tabindex="0" role="group" aria-label="Terms"><table class="list compact"><thead><tr><th scope="col">From</th><th scope="col" class="number">Earns</th><th scope="col" class="number">Overdraft costs</th><th scope="col" class="number">Limit</th><th scope="col">Set by</th></tr></thead>
      <tbody>${details.product.termsHistory.map(terms => html`<tr><th scope="row">${terms.effectiveDate ? day(terms.effectiveDate) : 'The start'}</th><td class="number">${amount(terms.annualRate)} %</td>
        <td class="number">${amount(terms.overdraftRate)} %</td><td class="number">${amount(terms.overdraftLimit)}</td><td>${terms.actor}<span class="sub">${terms.reason ?? ''}</span></td></tr>`)}</tbody></table></div>`}`);
    get(`/v1/products/${encodeURIComponent(product.code)}`, {}, signal).then(found => {
      details.product = found;
      sheet.draw();
    }).catch(() => {});
  };

  const documentLine = entry => html`<li><div>
      <button type="button" class="row-link" @click=${() => showDocument(entry)}>${entry.title ?? entry.name ?? 'Name withheld'}</button>
      <span class="sub">${entry.kind ? `${entry.kind} \u00b7 ` : ''}${bytes(entry.sizeBytes)} \u00b7 ${entry.mediaType} \u00b7 ${moment(entry.submittedAt)}</span></div>
    ${chip(entry.status.toLowerCase(), entry.status === 'ACCEPTED' ? 'good' : entry.status === 'REJECTED' ? 'bad' : 'plain')}</li>`;

  const showDocument = async entry => {
    const details = { url: null, text: null, content: null, problem: null };
    const decide = async (how, body, close) => {
      const answer = await attempt(() => command('POST', `/v1/documents/${entry.documentId}/${how}`, body), problem => { details.problem = problem; });
      if (answer) {
        close();
        await attempt(() => get(`/v1/documents/${entry.documentId}`, { atLeastVersion: answer.version }, signal), keep);
        await findDocuments();
      } else {
        sheet.draw();
      }
    };
    const sheet = dialog(entry.title ?? entry.name ?? 'Document', close => html`
      <div class="preview">${details.text !== null ? html`<pre tabindex="0">${details.text}</pre>`
        : details.url && entry.mediaType.startsWith('image/') ? html`<img src=${details.url} alt="What was handed in: ${entry.title ?? entry.name ?? 'a picture'}">`
        : details.url && entry.mediaType === 'application/pdf' ? html`<iframe src=${details.url} title="Preview"></iframe>`
        : details.problem ? failure(details.problem) : html`<p class="muted">${SEEN_IN_BROWSERS.includes(entry.mediaType) ? 'Fetching \u2026' : 'There is no preview of this kind of file.'}</p>`}</div>
      <dl class="facts">
        <dt>File</dt><dd>${entry.name ?? 'Name withheld'}</dd><dt>For account</dt><dd><a href="#/accounts/${entry.accountId}" @click=${close}><code>${entry.accountId}</code></a></dd>
        <dt>Handed in</dt><dd>${moment(entry.submittedAt)} by ${entry.submittedBy}</dd>
        ${entry.review ? html`<dt>Reviewed</dt><dd>${moment(entry.review.decidedAt)} by ${entry.review.decidedBy}${entry.review.reason ? html`: ${entry.review.reason}` : nothing}</dd>` : nothing}
        <dt>SHA-256</dt><dd><code class="hash">${entry.sha256}</code></dd></dl>
      <div class="form-foot">
        ${details.content ? html`<button type="button" @click=${() => save(details.content, entry.name ?? 'document')}>Save the file</button>` : nothing}
        ${may('accounts:write') && entry.status === 'SUBMITTED' ? html`<button type="button" class="primary" @click=${() => decide('acceptance', {}, close)}>Accept</button>
          <button type="button" @click=${() => decide('rejection', { reason: 'Not readable' }, close)}>Reject as not readable</button>` : nothing}</div>`);
    const content = await attempt(() => blob(`/v1/documents/${entry.documentId}/content`, signal), problem => { details.problem = problem; });
    if (content) {
      details.content = content;
      if (entry.mediaType === 'text/plain' || entry.mediaType === 'text/csv') {
        details.text = await content.text();
      } else if (SEEN_IN_BROWSERS.includes(entry.mediaType)) {
        details.url = URL.createObjectURL(content);
      }
    }
    sheet.draw();
  };

  const uploadForm = () => {
    const error = name => state.uploadProblem?.fields.get(name);
    return html`<form class="card form" @submit=${send} novalidate aria-labelledby="upload-title"><h2 id="upload-title">Hand in a document</h2>
      ${textField({ id: 'account', label: 'For account', required: true, placeholder: 'Account number', error: error('id') })}
      ${field({ id: 'file', label: 'File', hint: 'A picture, a PDF or a text.', error: error('file'), control: html`<input id="file" name="file" type="file" required aria-describedby="file-hint">` })}
      ${textField({ id: 'title', label: 'Title', error: error('title') })}
      ${textField({ id: 'kind', label: 'Kind', placeholder: 'PASSPORT', error: error('kind') })}
      ${state.uploadProblem && state.uploadProblem.fields.size === 0 ? failure(state.uploadProblem) : nothing}
      <div class="upload-room">${state.sending === null ? html`<button class="primary">Hand in</button>` : progress('Sending', state.sending, `${Math.round(state.sending * 100)} %`)}</div></form>`;
  };

  draw();
  await Promise.all([findProducts(), mayRead ? findDocuments() : null]);
}

function publish(published) {
  const state = { problem: null };
  dialog('Publish a product', (close, draw) => {
    const error = name => state.problem?.fields.get(name);
    const submit = async event => {
      event.preventDefault();
      const given = values(event.target);
      const answer = await attempt(() => command('POST', '/v1/products', { code: '', name: '', currency: '', ...given }), problem => { state.problem = problem; });
      if (answer) {
        close();
        notice('The product is published.');
        await get(`/v1/products/${encodeURIComponent(given.code)}`, { atLeastVersion: answer.version });
        await published();
      } else {
        draw();
      }
    };
    return html`<form class="form" @submit=${submit} novalidate>
      ${textField({ id: 'code', label: 'Code', required: true, placeholder: 'SAVINGS', error: error('code') })}
      ${textField({ id: 'name', label: 'Name', required: true, error: error('name') })}
      ${textField({ id: 'description', label: 'Description', error: error('description') })}
      <div class="pair">${textField({ id: 'currency', label: 'Currency', value: 'EUR', required: true, error: error('currency') })}
        ${textField({ id: 'annualRate', label: 'Earns, % a year', inputmode: 'decimal', error: error('annualRate') })}</div>
      <div class="pair">${textField({ id: 'overdraftRate', label: 'Overdraft costs, % a year', inputmode: 'decimal', error: error('overdraftRate') })}
        ${textField({ id: 'overdraftLimit', label: 'Overdraft limit', inputmode: 'decimal', error: error('overdraftLimit') })}</div>
      ${textField({ id: 'reason', label: 'Reason', error: error('reason') })}
      ${state.problem && state.problem.fields.size === 0 ? failure(state.problem) : nothing}
      <div class="form-foot"><button class="primary">Publish</button></div></form>`;
  });
}
