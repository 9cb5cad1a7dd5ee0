/** Choices on their way to Python, so that the last thing a person did is what stays. */

/** An answer that takes longer is no echo any more. */
const ECHO_MS = 4000;

/** @typedef {import('./selection.js').Choice} Choice */

/** @param {Choice} choice */
export function keyOf({ id, at }) {
  return `${id ?? ''}@${at === null || at === undefined ? '' : Math.round(at)}`;
}

/** What the address says is chosen. */
function keyInAddress() {
  const query = new URLSearchParams(location.search), at = query.get('at');
  return keyOf({ id: query.get('sel'), at: at ? Number(at) : null });
}

/**
 * Each choice goes to Python together with the address as it is. One that returns to what the address still
 * says, such as Escape right after a click, would change nothing there, and the answer to the click would
 * stay in the address: so it waits until that answer has come.
 */
export function outbox() {
  /** Choices told to Python whose echo has not come back. @type {{key: string, time: number}[]} */
  let sent = [];
  /** @type {{choice: Choice, send: () => void}|null} */
  let held = null;

  const noted = (/** @type {Choice} */ choice) => void sent.push({ key: keyOf(choice), time: Date.now() });
  function waiting() {
    sent = sent.filter(({ time }) => Date.now() - time < ECHO_MS);
    return sent.length > 0;
  }
  function release() {
    const last = held;
    held = null;
    if (!last) return;
    noted(last.choice);
    setTimeout(last.send, 0);
  }

  return {
    /** Tell a choice, at once or after the answer to the one before. @param {Choice} choice @param {() => void} send */
    tell(choice, send) {
      const mine = held = { choice, send };
      if (!waiting() || keyOf(choice) !== keyInAddress()) return release();
      setTimeout(() => { if (held === mine) release(); }, ECHO_MS);
    },
    /** Another part of the page has told this one. @param {Choice} choice */
    note(choice) {
      held = null;
      noted(choice);
    },
    /** Whether what comes from Python is older than what was done here, or its echo. @param {Choice} choice */
    answers(choice) {
      if (!waiting() && !held) return false;
      const echo = sent.findIndex(({ key }) => key === keyOf(choice));
      if (echo >= 0) sent = sent.slice(echo + 1);
      if (!sent.length) release();
      return true;
    },
  };
}
