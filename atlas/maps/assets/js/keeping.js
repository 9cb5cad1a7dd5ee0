/** `details[data-keep="name"]`: stays as the visitor left it while the page lives. */

/** @type {Map<string, boolean>} */
const opened = new Map();

/** @param {HTMLElement} host @returns {import('./behaviours.js').Behaviour} */
export function keeping(host) {
  return {
    on: { toggle(/** @type {Event} */ event) { const part = /** @type {HTMLDetailsElement} */ (event.target); if (part.dataset?.keep) opened.set(part.dataset.keep, part.open); } },
    refresh() {
      for (const part of /** @type {NodeListOf<HTMLDetailsElement>} */ (host.querySelectorAll('details[data-keep]'))) {
        const before = opened.get(part.dataset.keep ?? '');
        if (before !== undefined && part.open !== before) part.open = before;
      }
    },
  };
}
