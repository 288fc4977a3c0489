// Who is signed in. The token is kept for this tab only, and shown to nobody but the services.

const TOKEN = 'daybook.token';
const PENDING = 'daybook.sign-in';

let settings;

/** How users sign in, as the console's server says. */
export async function readSettings() {
  settings ??= await (await fetch('/console/settings')).json();
  return settings;
}

/** The token to show, or null. */
export function token() {
  return sessionStorage.getItem(TOKEN);
}

/** What the token says; nobody believes it but the page, which only decides by it what to offer. */
export function user() {
  const shown = token();
  if (!shown) {
    return null;
  }
  try {
    const claims = JSON.parse(new TextDecoder().decode(decoded(shown.split('.')[1])));
    const scopes = new Set((claims.scope ?? claims.scp ?? '').toString().split(/[ ,]/));
    return claims.exp * 1000 > Date.now() ? { name: claims.sub, scopes, customer: claims.customer_id } : null;
  } catch {
    return null;
  }
}

/** Whether the user may, as far as the token tells. */
export function may(scope) {
  return user()?.scopes.has(scope) ?? false;
}

/** Shows this token from now on. */
export function signInWith(shown) {
  sessionStorage.setItem(TOKEN, shown);
}

/** Forgets the token. */
export function signOut() {
  sessionStorage.removeItem(TOKEN);
}

/** The demo's tokens, one for each role. */
export async function demoPlayers() {
  const answer = await fetch('/console/demo/tokens');
  return answer.ok ? (await answer.json()).items : [];
}

/** Goes to the issuer and asks for a token: authorization code with PKCE (RFC 7636). */
export async function goToIssuer() {
  const { signIn } = await readSettings();
  const { authorization_endpoint: endpoint } = await discovered(signIn.issuer);
  const verifier = random();
  const state = random();
  sessionStorage.setItem(PENDING, JSON.stringify({ verifier, state, place: location.hash }));
  const challenge = encoded(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  location.assign(`${endpoint}?${new URLSearchParams({
    response_type: 'code',
    client_id: signIn.clientId,
    redirect_uri: `${location.origin}/`,
    scope: signIn.scope,
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })}`);
}

/** If this is the way back from the issuer, changes the code for a token. */
export async function returnFromIssuer() {
  const answer = new URLSearchParams(location.search);
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? 'null');
  if (!pending || !answer.has('state')) {
    return;
  }
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, '', `/${pending.place || ''}`);
  if (answer.get('state') !== pending.state || !answer.has('code')) {
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
      code_verifier: pending.verifier,
    }),
  });
  if (!response.ok) {
    throw new Error('The issuer gave no token. Try again.');
  }
  signInWith((await response.json()).access_token);
}

async function discovered(issuer) {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
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
