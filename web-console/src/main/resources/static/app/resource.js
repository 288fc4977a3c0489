// Answers, each bound to the question that it answers.
import { html, nothing } from './lit.js';
import { asProblem } from './api.js';
import { waiting } from './ui.js';
import { clock } from './format.js';

/** How long a newer answer may take before the one that is shown says how old it is. */
const SLOW_MILLIS = 2000;

/**
 * What the services answer to a question that changes. Shown is only the answer to the question as it is now: while it is on its
 * way there is none, and the answer to an earlier question, or an older answer to the same one, is never shown in place of it. An
 * answer that could not be renewed says as of when it is.
 *
 * @param key the question as it is now, as plain data; null while there is nothing to ask
 * @param load asks; is given a signal that ends it, and the cursor if it is a list of which more is asked for
 * @param page how the page is drawn anew, and the signal that ends everything when it is left
 */
export function resource(key, load, { draw, signal }) {
  let answer = null;
  let failed = null;
  let running = null;
  let extending = null;
  const question = () => {
    const now = key();
    return now === null ? null : JSON.stringify(now);
  };
  const fits = one => one !== null && one.question === question();

  const self = {
    get value() {
      return fits(answer) ? answer.value : undefined;
    },
    get problem() {
      return fits(failed) ? failed.problem : null;
    },
    get isPending() {
      return fits(running);
    },
    /** Whether what is shown may be older than it looks. */
    get isStale() {
      return fits(answer) && (self.problem !== null || (fits(running) && running.isSlow));
    },
    /** An answer that came by itself. */
    set(value) {
      if (running?.question === question()) {
        running.controller.abort();
        running = null;
      }
      answer = { question: question(), value, at: new Date() };
      failed = null;
      draw();
    },
    /** Asks the question as it is now. Whoever asks the same again while the answer is on its way gets the one after it. */
    async load() {
      const now = question();
      if (now === null || signal.aborted) {
        return undefined;
      }
      if (running?.question === now) {
        running.isToBeRepeated = true;
        return running.whole;
      }
      running?.controller.abort();
      extending?.controller.abort();
      running = { question: now, controller: new AbortController(), isSlow: false, isToBeRepeated: false };
      running.whole = run(running);
      draw();
      return running.whole;
    },
    /** Asks for what follows in a list. */
    async more() {
      const base = answer;
      if (!fits(base) || extending) {
        return;
      }
      const mine = { controller: new AbortController() };
      extending = mine;
      try {
        const page = await load(AbortSignal.any([signal, mine.controller.signal]), base.value.nextCursor);
        if (answer === base) {
          answer = { ...base, moreProblem: null, value: { ...page, items: [...base.value.items, ...page.items] } };
        }
      } catch (fault) {
        if (answer === base && fault.name !== 'AbortError') {
          base.moreProblem = asProblem(fault);
        }
      } finally {
        extending = null;
        draw();
      }
    },
    /** The part of the page that shows the answer, or what there is in place of it. */
    show(template, placeholder = waiting()) {
      if (fits(answer)) {
        return html`${self.age()}${template(answer.value)}`;
      }
      return self.problem ? self.trouble() : placeholder;
    },
    /** What is wrong with an answer that is shown: as of when it is, and why there is no newer one. */
    age() {
      return !self.isStale ? nothing : self.problem ? self.trouble(`As of ${clock(answer.at)}. `)
        : html`<p class="trouble" role="status">As of ${clock(answer.at)}; a newer answer has been asked for.</p>`;
    },
    /** Why there is no answer, and a way to ask again. */
    trouble(before = '') {
      return self.problem === null ? nothing : html`<div class="trouble" role="alert"><p>${before}${self.problem.message}</p>
        <button type="button" @click=${() => self.load()}>${self.isPending ? 'Asking \u2026' : 'Retry'}</button></div>`;
    },
    /** The button under a list that has more. */
    moreButton(label) {
      return !fits(answer) || !answer.value.nextCursor ? nothing : html`
        ${answer.moreProblem ? html`<p class="failure" role="alert">${answer.moreProblem.message}</p>` : nothing}
        <button type="button" class="more" @click=${() => self.more()}>${label}</button>`;
    },
  };

  const run = async mine => {
    const timer = setTimeout(() => {
      mine.isSlow = true;
      draw();
    }, SLOW_MILLIS);
    try {
      do {
        mine.isToBeRepeated = false;
        const value = await load(AbortSignal.any([signal, mine.controller.signal]));
        if (running === mine) {
          answer = { question: mine.question, value, at: new Date() };
          failed = null;
        }
      } while (running === mine && mine.isToBeRepeated);
    } catch (fault) {
      if (running === mine && !signal.aborted) {
        failed = { question: mine.question, problem: asProblem(fault) };
      }
    } finally {
      clearTimeout(timer);
      if (running === mine) {
        running = null;
        draw();
      }
    }
    return self.value;
  };

  // Whoever has signed in again wants what was refused meanwhile.
  addEventListener('daybook:signed-in', () => failed?.problem.status === 401 && self.load(), { signal });
  return self;
}
