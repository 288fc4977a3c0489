// Commands, as forms and buttons send them.
import { asProblem, command } from './api.js';
import { notice } from './ui.js';
import { user } from './session.js';

const UNKNOWN = 'It is not known whether this was done. Send it again as it is: it will not be done twice.';

/**
 * The keys of those commands whose outcome is not known, by who sent them and what they are. They outlive the page that sent
 * them: whoever comes back to it and sends the same does not do it twice.
 */
const openKeys = new Map();

/**
 * Sends under a key that lives only as long as nobody knows the outcome. Each definite answer, a refusal too, ends it, and a
 * command that was changed is another one.
 */
async function once(what, send) {
  const print = JSON.stringify([user()?.name, what]);
  const key = openKeys.get(print) ?? crypto.randomUUID();
  openKeys.set(print, key);
  try {
    const answer = await send(key);
    openKeys.delete(print);
    return answer;
  } catch (fault) {
    const problem = asProblem(fault);
    if (problem.isUnknown) {
      problem.message = `${problem.message} ${UNKNOWN}`;
    } else {
      openKeys.delete(print);
    }
    throw problem;
  }
}

/**
 * What sends the commands of a page or a dialog, one sender for each form or button. A sender is busy while its command is on
 * its way, and keeps what went wrong beside the form or button until the next attempt.
 */
export function senders({ draw, signal }) {
  const known = new Map();

  const sender = () => {
    const self = { isBusy: false, problem: null };
    const run = async (what, send) => {
      if (self.isBusy) {
        return undefined;
      }
      Object.assign(self, { isBusy: true, problem: null });
      draw();
      try {
        const answer = await once(what, send);
        if (answer.isReplayed) {
          notice('This had been done before, and was not done twice.');
        }
        return answer;
      } catch (problem) {
        self.problem = problem;
        if (signal.aborted) {
          notice(problem.message);
        }
        return undefined;
      } finally {
        self.isBusy = false;
        draw();
      }
    };
    self.send = (method, path, body) => run([method, path, body], key => command(method, path, body, key));
    self.run = run;
    return self;
  };

  return name => {
    if (!known.has(name)) {
      known.set(name, sender());
    }
    return known.get(name);
  };
}
