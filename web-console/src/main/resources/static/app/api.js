// The public REST interface, as anybody else has it.
import { token, signOut } from './session.js';

/** An answer that was no good, in the bank's words. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `The service answered ${status}.`);
    this.status = status;
    this.type = body.type ?? '';
    this.parameter = body.parameter ?? '';
    this.fields = new Map((body.errors ?? []).map(error => [error.pointer.split('/').pop(), error.detail]));
    if (body.pointer) {
      this.fields.set(body.pointer.split('/').pop(), this.message);
    }
  }
}

function query(parameters) {
  const given = Object.entries(parameters ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

async function problem(response) {
  if (response.status === 401) {
    signOut();
    dispatchEvent(new Event('daybook:signed-out'));
  }
  const body = await response.json().catch(() => ({}));
  return new Problem(response.status, body);
}

async function send(path, options) {
  const headers = { Authorization: `Bearer ${token()}`, ...options.headers };
  let response;
  try {
    response = await fetch(path, { ...options, headers });
  } catch (fault) {
    if (fault.name === 'AbortError') {
      throw fault;
    }
    throw new Problem(0, { detail: 'The console cannot be reached. Is the suite running?' });
  }
  if (!response.ok) {
    throw await problem(response);
  }
  return response;
}

/** Asks, and answers with the JSON. */
export async function get(path, parameters, signal) {
  return (await send(path + query(parameters), { signal })).json();
}

/** Commands; under the key, the same command again does nothing twice. */
export async function command(method, path, body, key) {
  const response = await send(path, {
    method,
    headers: { 'Content-Type': 'application/json', ...(key ? { 'Idempotency-Key': key } : {}) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return text === '' ? {} : JSON.parse(text);
}

/** The pages of a list, one after the other, each only when it is asked for. */
export async function* pages(path, parameters, signal) {
  let cursor;
  do {
    const page = await get(path, { limit: 500, ...parameters, cursor }, signal);
    yield page.items;
    cursor = page.nextCursor;
  } while (cursor);
}

/** A whole list, up to a bound. */
export async function everything(path, parameters, { signal, max = 5000 } = {}) {
  const items = [];
  for await (const page of pages(path, parameters, signal)) {
    items.push(...page);
    if (items.length >= max) {
      break;
    }
  }
  return items;
}

/** Saves an answer as a file. */
export async function download(path, parameters, accept, name) {
  const response = await send(path + query(parameters), { headers: { Accept: accept } });
  save(await response.blob(), name);
}

/** Saves text or bytes as a file. */
export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** An answer's bytes. */
export async function blob(path, signal) {
  return (await send(path, { signal })).blob();
}

/** Uploads and tells how far it is, which fetch does not. */
export function upload(path, body, { headers = {}, onProgress }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('Authorization', `Bearer ${token()}`);
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = event => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) {
        resolve(answer);
      } else {
        reject(new Problem(request.status, answer));
      }
    };
    request.onerror = () => reject(new Problem(0, { detail: 'The upload did not arrive. Try again.' }));
    request.send(body);
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

const RECONNECT_MILLIS = 2000;

/**
 * Follows a stream of server-sent events until the signal says enough, and comes back when it breaks. The browser's own
 * EventSource cannot show a token.
 */
export async function follow(path, { signal, onEvent, onState }) {
  while (!signal.aborted) {
    try {
      const response = await send(path, { signal, headers: { Accept: 'text/event-stream' } });
      onState?.(true);
      await read(response.body, onEvent);
    } catch (fault) {
      if (signal.aborted || [401, 403, 404].includes(fault.status)) {
        return;
      }
    }
    onState?.(false);
    await new Promise(resolve => setTimeout(resolve, RECONNECT_MILLIS));
  }
}

async function read(body, onEvent) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const data = block.split('\n').filter(line => line.startsWith('data:')).map(line => line.slice(5).trimStart());
      if (data.length > 0) {
        onEvent(JSON.parse(data.join('\n')));
      }
    }
  }
}
