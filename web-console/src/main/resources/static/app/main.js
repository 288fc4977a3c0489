// The frame around the pages: who is signed in, what there is to see, and which page is open.
import { html, nothing, render } from './lit.js';
import {
  askIssuerBeside, demoPlayers, goToIssuer, isSignedIn, may, readSettings, returnFromIssuer, signInWith, signOut, user,
} from './session.js';
import { asProblem } from './api.js';
import { resource } from './resource.js';
import { attempt, dialog, failure, heading } from './ui.js';

const PAGES = [
  { path: 'teller', name: 'Accounts', module: '../pages/teller.js', scopes: ['accounts:read'] },
  { path: 'accounts', module: '../pages/account.js', scopes: ['accounts:read'], under: 'teller' },
  { path: 'approvals', name: 'Approvals', module: '../pages/approvals.js', scopes: ['accounts:read'] },
  { path: 'imports', name: 'Imports', module: '../pages/imports.js', scopes: ['history:import'], staff: true },
  { path: 'audit', name: 'Audit', module: '../pages/audit.js', scopes: ['audit:read'] },
  { path: 'reports', name: 'Reports', module: '../pages/reports.js', scopes: ['reports:read'] },
  { path: 'operator', name: 'Operations', module: '../pages/operator.js', scopes: ['ops'] },
  { path: 'catalogue', name: 'Catalogue', module: '../pages/catalogue.js', scopes: [] },
];

const ROLES = {
  teller: ['Teller', 'Opens accounts and moves money.'],
  teller2: ['Second teller', 'Approves what takes two people.'],
  customer: ['Customer', 'Sees and moves the customer\u2019s own money.'],
  auditor: ['Auditor', 'Reads everything, changes nothing.'],
  analyst: ['Analyst', 'Looks at the reports.'],
  operator: ['Operator', 'Keeps the services running.'],
};

/** How long a page's own module may take. */
const MODULE_MAX_MILLIS = 15_000;

const side = document.querySelector('.side');
const main = document.querySelector('#main');
let leaving = new AbortController();

const allowed = page => (page.scopes.length === 0 || page.scopes.some(may)) && !(page.staff && user()?.customer);

function place() {
  const [path, ...rest] = location.hash.replace(/^#\/?/, '').split('/');
  return { path, rest: rest.map(decodeURIComponent) };
}

function switchTheme() {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const now = document.documentElement.dataset.theme ?? (dark ? 'dark' : 'light');
  document.documentElement.dataset.theme = now === 'dark' ? 'light' : 'dark';
  localStorage.setItem('daybook.theme', document.documentElement.dataset.theme);
}

function blank(className) {
  const root = document.createElement('div');
  root.className = className;
  main.replaceChildren(root);
  scrollTo(0, 0);
  return root;
}

function drawSide(open) {
  const who = isSignedIn() || open ? user() : null;
  render(html`
    <a class="brand" href="#/" aria-label="Daybook, first page"><img src="/icon.svg" alt="" width="28" height="28"><span>Daybook</span></a>
    <nav aria-label="Pages">${who ? PAGES.filter(page => page.name && allowed(page)).map(page => html`
      <a href="#/${page.path}" aria-current=${open === page.path ? 'page' : nothing}>${page.name}</a>`) : nothing}</nav>
    <div class="side-foot">
      ${who ? html`<p class="who"><span class="who-label">Signed in as</span><strong>${ROLES[who.name]?.[0] ?? who.name}</strong></p>
        <button type="button" class="quiet" @click=${leave}>Change role</button>` : nothing}
      <button type="button" class="quiet" @click=${switchTheme}>Light or dark</button>
    </div>`, side);
}

/** Opens a place once: a changed hash shows it by itself, and a page that is shown again loses what was typed meanwhile. */
function goTo(hash) {
  if (location.hash === hash) {
    show();
  } else {
    location.hash = hash;
  }
}

function leave() {
  signOut();
  goTo('#/');
}

/** Who can sign in: the demo's players, or the bank's people at its issuer. */
async function waysIn() {
  const { demo, signIn } = await readSettings();
  return { signIn, players: demo ? (await demoPlayers()).filter(player => ROLES[player.role]).sort(byRole) : [] };
}

function byRole(one, other) {
  return Object.keys(ROLES).indexOf(one.role) - Object.keys(ROLES).indexOf(other.role);
}

function desks(players, choose) {
  return html`<ul class="roles">${players.map(player => html`<li>
    <button type="button" class="role" @click=${() => choose(player)}>
      <strong>${ROLES[player.role][0]}</strong><span>${ROLES[player.role][1]}</span></button></li>`)}</ul>`;
}

async function showSignIn(problem) {
  const { signal } = leaving;
  const root = blank('door');
  const state = { problem };
  const ways = resource(() => 'ways', waysIn, { draw: () => draw(), signal });
  const choose = player => {
    signInWith(player.token);
    goTo(`#/${PAGES.find(page => page.name && allowed(page)).path}`);
  };
  const draw = () => signal.aborted || render(html`
    <p class="eyebrow">The book of original entry</p>
    <h1>Every balance,<br>and why it is what it is.</h1>
    ${failure(state.problem)}
    ${ways.show(({ signIn, players }) => players.length > 0 ? html`
      <p class="lead">This is a demo on your own machine. Whose desk would you like to sit at?</p>
      ${desks(players, choose)}`
      : signIn ? html`
      <p class="lead">Sign in with the bank\u2019s own account.</p>
      <button type="button" class="primary" @click=${() => attempt(goToIssuer, fault => {
        state.problem = fault;
        draw();
      })}>Sign in</button>`
      : html`<p class="lead">No issuer is configured. Set daybook.console.sign-in, see docs/adr/0013-web-console.md.</p>`,
      html`<p class="lead" role="status">Asking how to sign in \u2026</p>`)}`, root);
  document.title = 'Sign in \u00b7 Daybook';
  await ways.load();
}

let isAsking = false;

/** Asks whoever works here to sign in again, and leaves the page under it as it is, with what was typed. */
function signInAgain() {
  if (isAsking || document.body.classList.contains('at-door')) {
    return;
  }
  isAsking = true;
  const before = user()?.name;
  dialog('Your sign-in has ended', page => {
    const state = { problem: null };
    const ways = resource(() => 'ways', waysIn, page);
    page.signal.addEventListener('abort', () => {
      isAsking = false;
    });
    const signedIn = () => {
      page.close();
      if (user().name !== before) {
        goTo(`#/${PAGES.find(candidate => candidate.name && allowed(candidate)).path}`);
      }
      dispatchEvent(new Event('daybook:signed-in'));
    };
    const choose = player => {
      signInWith(player.token);
      signedIn();
    };
    const atIssuer = () => attempt(async () => {
      await askIssuerBeside();
      signedIn();
    }, fault => {
      state.problem = fault;
      page.draw();
    });
    ways.load();
    return () => html`<p>Sign in again to go on where you were. The page stays as it is, with what you typed.</p>
      ${failure(state.problem)}
      ${ways.show(({ signIn, players }) => players.length > 0 ? desks(players, choose)
        : signIn ? html`<button type="button" class="primary" @click=${atIssuer}>Sign in</button>` : nothing)}`;
  });
}

/** The page's module; one that never comes is a fault like others. */
function moduleOf(page) {
  return Promise.race([
    import(page.module),
    new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error('The page did not come.')), MODULE_MAX_MILLIS);
    }),
  ]);
}

async function show() {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const { path, rest } = place();
  if (!isSignedIn()) {
    document.body.classList.add('at-door');
    drawSide();
    await showSignIn();
    return;
  }
  document.body.classList.remove('at-door');
  const page = PAGES.find(candidate => candidate.path === path && allowed(candidate))
    ?? PAGES.find(candidate => candidate.name && allowed(candidate));
  drawSide(page.under ?? page.path);
  try {
    const { default: open } = await moduleOf(page);
    if (signal.aborted) {
      return;
    }
    const root = blank('page');
    root.dataset.place = [page.path, ...rest].join('/');
    document.title = `${page.name ?? 'Account'} \u00b7 Daybook`;
    await open(root, { rest, signal });
  } catch (fault) {
    if (!signal.aborted) {
      render(html`${heading('That did not work')}${failure(asProblem(fault))}
        <div class="actions"><button type="button" @click=${() => location.reload()}>Load the console again</button></div>`, blank('page'));
    }
  }
}

addEventListener('hashchange', () => show().then(() => {
  // Whoever has gone on into the page while it loaded stays there.
  if (!main.contains(document.activeElement)) {
    main.focus({ preventScroll: true });
  }
}));
addEventListener('daybook:refused', signInAgain);

try {
  await returnFromIssuer();
  await show();
} catch (fault) {
  drawSide();
  await showSignIn(asProblem(fault));
}
