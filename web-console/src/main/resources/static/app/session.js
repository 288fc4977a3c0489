// Who is signed in. The token is kept for this tab only, and shown to nobody but the services.
import { ask } from './api.js';

const TOKEN = 'daybook.token';
const PENDING = 'daybook.sign-in';
const ISSUER_MAX_MILLIS = 15_000;

let settings;
let isRefused = false;

/** How users sign in, as the console's server says. */
export async function readSettings() {
  settings ??= await ask('/console/settings');
  return settings;
}

/** The token to show, or null. */
export function token() {
  return sessionStorage.getItem(TOKEN);
}

/**
 * What the token says; nobody believes it but the page, which only decides by it what to offer. A token that has expired still
 * says whose page this is, so that nothing typed on it is lost.
 */
export function user() {
  try {
    const claims = JSON.parse(new TextDecoder().decode(decoded(token().split('.')[1])));
    const scopes = new Set((claims.scope ?? claims.scp ?? '').toString().split(/[ ,]/));
    return { name: claims.sub, scopes, customer: claims.customer_id, until: claims.exp * 1000 };
  } catch {
    return null;
  }
}

/** Whether the token is good, as far as it and the answers so far tell. */
export function isSignedIn() {
  return !isRefused && (user()?.until ?? 0) > Date.now();
}

/** A service did not take the token. */
export function refused() {
  isRefused = true;
  dispatchEvent(new Event('daybook:refused'));
}

/** Whether the user may, as far as the token tells. */
export function may(scope) {
  return user()?.scopes.has(scope) ?? false;
}

/** Whether the user serves the bank and may, as far as the token tells; a customer's scopes reach no further than own accounts. */
export function mayForTheBank(...scopes) {
  return !user()?.customer && scopes.some(may);
}

/** Shows this token from now on. */
export function signInWith(shown) {
  sessionStorage.setItem(TOKEN, shown);
  isRefused = false;
}

/** Forgets the token. */
export function signOut() {
  sessionStorage.removeItem(TOKEN);
}

/** The demo's tokens, one for each role. */
export async function demoPlayers() {
  return (await ask('/console/demo/tokens')).items;
}

/** Goes to the issuer and asks for a token: authorization code with PKCE (RFC 7636). */
export async function goToIssuer() {
  const { address, verifier, state } = await request();
  sessionStorage.setItem(PENDING, JSON.stringify({ verifier, state, place: location.hash }));
  location.assign(address);
}

/** Asks for a token in a window of its own, so that this page stays as it is. */
export async function askIssuerBeside() {
  const { address, verifier, state } = await request();
  const channel = new BroadcastChannel(channelOf(state));
  const answer = new Promise(resolve => {
    channel.onmessage = message => resolve(new URLSearchParams(message.data));
  });
  open(address, '_blank', 'popup,width=520,height=680');
  try {
    signInWith(await exchanged(await answer, verifier));
  } finally {
    channel.close();
  }
}

async function request() {
  const { signIn } = await readSettings();
  const { authorization_endpoint: endpoint } = await discovered(signIn.issuer);
  const verifier = random();
  const state = random();
  const challenge = encoded(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  const address = `${endpoint}?${new URLSearchParams({
    response_type: 'code',
    client_id: signIn.clientId,
    redirect_uri: `${location.origin}/`,
    scope: signIn.scope,
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })}`;
  return { address, verifier, state };
}

/** The state is known to the window that asked and to the one that comes back, and to nobody who could guess it. */
function channelOf(state) {
  return `daybook.sign-in.${state}`;
}

/**
 * If this is the way back from the issuer, changes the code for a token. If another window asked, that one does: it is handed the
 * answer, and this window closes.
 */
export async function returnFromIssuer() {
  const answer = new URLSearchParams(location.search);
  if (!answer.has('state')) {
    return;
  }
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? 'null');
  const isFromHere = pending?.state === answer.get('state');
  history.replaceState(null, '', `/${isFromHere ? pending.place : ''}`);
  if (isFromHere) {
    sessionStorage.removeItem(PENDING);
    signInWith(await exchanged(answer, pending.verifier));
  } else {
    new BroadcastChannel(channelOf(answer.get('state'))).postMessage(answer.toString());
    close();
  }
}

/** The token that the issuer gives for what it sent back. */
async function exchanged(answer, verifier) {
  if (!answer.has('code')) {
    throw new Error(answer.get('error_description') ?? 'The issuer did not sign you in. Try again.');
  }
  const { signIn } = await readSettings();
  const { token_endpoint: endpoint } = await discovered(signIn.issuer);
  const response = await fetch(endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: signIn.clientId,
      redirect_uri: `${location.origin}/`,
      code: answer.get('code'),
      code_verifier: verifier,
    }),
    signal: AbortSignal.timeout(ISSUER_MAX_MILLIS),
  });
  if (!response.ok) {
    throw new Error('The issuer gave no token. Try again.');
  }
  return (await response.json()).access_token;
}

async function discovered(issuer) {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(ISSUER_MAX_MILLIS),
  });
  if (!response.ok) {
    throw new Error('The issuer does not say how to sign in. Try again.');
  }
  return response.json();
}

function random() {
  return encoded(crypto.getRandomValues(new Uint8Array(32)));
}

function encoded(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function decoded(text) {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0));
}
