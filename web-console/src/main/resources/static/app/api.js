// The public REST interface, as anybody else has it. Every request ends: with an answer, or after a time.
import { refused, token } from './session.js';

/** How long an answer may take before the page says that none came. */
const ANSWER_MAX_MILLIS = 15_000;

/** The same for a command, which may wait for its turn behind others. */
const COMMAND_MAX_MILLIS = 30_000;

/** The same for files, which take as long as they are large. */
const FILE_MAX_MILLIS = 600_000;

/** An answer that was no good, in the bank's words; the status is 0 if there was none. */
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

  /** Whether nobody knows what became of what was asked for. */
  get isUnknown() {
    return this.status === 0 || this.status >= 500;
  }
}

/** Whatever went wrong, as a problem. */
export function asProblem(fault) {
  return fault instanceof Problem ? fault : new Problem(0, { detail: String(fault.message ?? fault) });
}

function query(parameters) {
  const given = Object.entries(parameters ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

async function problem(response) {
  if (response.status === 401) {
    refused();
  }
  const body = await response.json().catch(() => null);
  return new Problem(response.status, body ?? {});
}

/** Sends, and reads the answer, within a time. */
async function send(path, { signal, millis = ANSWER_MAX_MILLIS, ...options }, read) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), millis);
  try {
    const response = await fetch(path, { ...options, signal: AbortSignal.any([late.signal, ...signal ? [signal] : []]) });
    if (!response.ok) {
      throw await problem(response);
    }
    return await read(response);
  } catch (fault) {
    if (fault instanceof Problem || signal?.aborted) {
      throw fault;
    }
    throw new Problem(0, {
      detail: late.signal.aborted ? `No answer came within ${millis / 1000} seconds.`
        : fault instanceof SyntaxError ? 'The answer cannot be read.'
        : 'The console cannot be reached. Is the suite running?',
    });
  } finally {
    clearTimeout(timer);
  }
}

function authorized(headers = {}) {
  return { Authorization: `Bearer ${token()}`, ...headers };
}

/** Asks, and answers with the JSON. */
export function get(path, parameters, signal, millis) {
  return send(path + query(parameters), { signal, millis, headers: authorized() }, response => response.json());
}

/** Asks the console's own server, which wants no token, and answers with the JSON, if there is any. */
export function ask(path, { method = 'GET', body, signal, millis } = {}) {
  const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return send(path, { method, body: body === undefined ? undefined : JSON.stringify(body), headers, signal, millis }, parsed);
}

/** The demo's sample bank, which takes a minute to load. */
export function loadSampleBank() {
  return ask('/console/demo/sample', { method: 'POST', body: {}, millis: FILE_MAX_MILLIS });
}

/** Sends a command; under the key, the same command again does nothing twice. Pages do it by a sender (senders.js). */
export function command(method, path, body, key) {
  return send(path, {
    method,
    headers: authorized({ 'Content-Type': 'application/json', 'Idempotency-Key': key }),
    body: body === undefined ? undefined : JSON.stringify(body),
    millis: COMMAND_MAX_MILLIS,
  }, async response => ({ ...await parsed(response), isReplayed: response.headers.get('Idempotent-Replayed') === 'true' }));
}

async function parsed(response) {
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
export async function download(path, parameters, accept, name, signal) {
  const options = { signal, millis: FILE_MAX_MILLIS, headers: authorized({ Accept: accept }) };
  save(await send(path + query(parameters), options, response => response.blob()), name);
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
export function blob(path, signal) {
  return send(path, { signal, millis: FILE_MAX_MILLIS, headers: authorized() }, response => response.blob());
}

/** Uploads and tells how far it is, which fetch does not; ends when nothing has moved for as long as a command may take. */
export function upload(path, body, { headers = {}, onProgress }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    Object.entries(authorized(headers)).forEach(([name, value]) => request.setRequestHeader(name, value));
    let timer;
    const moved = () => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), COMMAND_MAX_MILLIS);
    };
    request.upload.onprogress = event => {
      moved();
      if (event.lengthComputable) {
        onProgress(event.loaded / event.total);
      }
    };
    request.onload = () => {
      if (request.status === 401) {
        refused();
      }
      const answer = read(request.responseText);
      if (request.status >= 200 && request.status < 300) {
        resolve({ ...answer, isReplayed: request.getResponseHeader('Idempotent-Replayed') === 'true' });
      } else {
        reject(new Problem(request.status, answer));
      }
    };
    request.onerror = () => reject(new Problem(0, { detail: 'The connection broke.' }));
    request.onabort = () => reject(new Problem(0, { detail: `No answer came within ${COMMAND_MAX_MILLIS / 1000} seconds.` }));
    request.onloadend = () => clearTimeout(timer);
    moved();
    request.send(body);
  });
}

function read(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

const RECONNECT_MILLIS = 2000;

/** The most that a stream is silent that lives: the service breaks its silence every 15 seconds. */
const SILENCE_MAX_MILLIS = 40_000;

/**
 * Follows a stream of server-sent events until the signal says enough, and comes back when it breaks. The browser's own
 * EventSource cannot show a token.
 */
export async function follow(path, { signal, onEvent, onState }) {
  while (!signal.aborted) {
    const silent = new AbortController();
    let timer;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silent.abort(), SILENCE_MAX_MILLIS);
    };
    try {
      heard();
      const response = await fetch(path, {
        signal: AbortSignal.any([signal, silent.signal]), headers: authorized({ Accept: 'text/event-stream' }),
      });
      if (!response.ok) {
        throw await problem(response);
      }
      onState(true);
      await readEvents(response.body, heard, onEvent);
    } catch (fault) {
      if (signal.aborted || [403, 404].includes(fault.status)) {
        return;
      }
      if (fault.status === 401) {
        await signedInAgain(signal);
      }
    } finally {
      clearTimeout(timer);
      onState(false);
    }
    await new Promise(resolve => setTimeout(resolve, RECONNECT_MILLIS));
  }
}

function signedInAgain(signal) {
  return new Promise(resolve => {
    addEventListener('daybook:signed-in', resolve, { once: true, signal });
    signal.addEventListener('abort', resolve, { once: true });
  });
}

async function readEvents(body, heard, onEvent) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    heard();
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
