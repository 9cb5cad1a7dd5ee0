/** `data-filter`: an input (or button with `data-filter="word"`) that shows only the rows whose `data-hay`, or summary where they fold, holds what is typed. */
import { fold } from './ranking.js';

/** @param {HTMLElement} host @returns {import('./behaviours.js').Behaviour} */
export function filtering(host) {
  /** @param {Element} field */
  function apply(field) {
    const scope = field.closest('[data-filter-scope]') ?? field.parentElement?.parentElement ?? host;
    const wanted = fold(/** @type {HTMLInputElement} */ (field).value ?? '');
    let left = 0;
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (scope.querySelectorAll('[data-hay]'))) {
      const shown = !wanted || fold(words(row)).includes(wanted);
      row.hidden = !shown;
      if (shown) left += 1;
    }
    for (const count of scope.querySelectorAll('[data-filter-count]')) count.textContent = String(left);
  }
  return {
    on: { input(/** @type {Event} */ event) { const field = /** @type {Element} */ (event.target); if (field.hasAttribute('data-filter')) apply(field); } },
    refresh() { for (const field of host.querySelectorAll('input[data-filter]')) if (/** @type {HTMLInputElement} */ (field).value) apply(field); },
  };
}

/** What a row is found by; what its summary shows need not be said a second time. @param {HTMLElement} row */
function words(row) {
  const shown = [...(row.querySelector(':scope > summary')?.children ?? [])].map((part) => part.textContent);
  return [row.dataset.hay, ...shown].join(' ');
}
