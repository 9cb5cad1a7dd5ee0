/** A form under way: its button is busy until the page has answered, so nothing is sent twice. */

const LONGEST_MS = 10_000;
/** The answer's update may come a little after the end of its run. */
const AFTER_RUN_MS = 200;
/** Where Streamlit says whether a run is under way. */
const STATE = 'data-test-script-state';

/** @type {Map<string, {button: HTMLButtonElement|null, stop: (() => void)|null}>} */
const underWay = new Map();

/** @param {string} key */
export function isSending(key) {
  return underWay.has(key);
}

/** @param {string} key @param {HTMLButtonElement|null} button */
export function begin(key, button) {
  underWay.set(key, { button, stop: null });
  if (!button) return;
  button.disabled = true;
  button.setAttribute('aria-busy', 'true');
}

/** @param {string} key @param {() => void} answered called where an answer changed nothing */
export function awaitAnswer(key, answered) {
  const one = underWay.get(key);
  if (one) one.stop = afterRun(() => { if (end(key)) answered(); });
}

/** An answer equal to what is shown already brings no update; then the end of the run counts.
 * @param {() => void} over @returns {() => void} stops waiting */
function afterRun(over) {
  let soon = 0;
  const latest = setTimeout(over, LONGEST_MS);
  const observer = new MutationObserver((records) => {
    clearTimeout(soon);
    const state = /** @type {Element} */ (records[records.length - 1].target).getAttribute(STATE);
    if (state === 'notRunning') soon = window.setTimeout(over, AFTER_RUN_MS);
  });
  observer.observe(document.body, { subtree: true, attributes: true, attributeFilter: [STATE] });
  return () => { observer.disconnect(); clearTimeout(latest); clearTimeout(soon); };
}

/** Sent, not only held back by a file under way. @param {string} key */
export function isAwaited(key) {
  return Boolean(underWay.get(key)?.stop);
}

/** @param {string} key @returns {boolean} whether it was under way */
export function end(key) {
  const one = underWay.get(key);
  if (!one) return false;
  underWay.delete(key);
  one.stop?.();
  if (one.button?.hasAttribute('aria-busy')) {
    one.button.removeAttribute('aria-busy');
    one.button.disabled = false;
  }
  return true;
}
