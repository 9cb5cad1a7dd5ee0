/** A form under way: its button is busy until the page has answered, so nothing is sent twice. */

const LONGEST_MS = 10_000;
const LOOK_MS = 250;

/** @type {Map<string, {button: HTMLButtonElement|null, timer: ReturnType<typeof setInterval>}>} */
const underWay = new Map();

/** @param {string} key */
export function isSending(key) {
  return underWay.has(key);
}

/** @param {string} key @param {HTMLButtonElement|null} button */
export function begin(key, button) {
  const until = Date.now() + LONGEST_MS;
  let ran = false;
  const timer = setInterval(() => {
    // An answer equal to what is shown already brings no update; then the end of the run counts.
    const state = document.querySelector('[data-test-script-state]')?.getAttribute('data-test-script-state');
    ran ||= state === 'running';
    if (Date.now() > until || (ran && state === 'notRunning')) end(key);
  }, LOOK_MS);
  underWay.set(key, { button, timer });
  if (!button) return;
  button.disabled = true;
  button.setAttribute('aria-busy', 'true');
}

/** @param {string} key @returns {boolean} whether an answer was waited for */
export function end(key) {
  const one = underWay.get(key);
  if (!one) return false;
  underWay.delete(key);
  clearInterval(one.timer);
  if (one.button?.hasAttribute('aria-busy')) {
    one.button.removeAttribute('aria-busy');
    one.button.disabled = false;
  }
  return true;
}
