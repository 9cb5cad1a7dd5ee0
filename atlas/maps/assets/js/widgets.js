/** Own elements inside trees. */
import { mountSearch } from './searchbox.js';

/** @param {Element} host @param {{emit: import('./types.js').Emit}} context */
export function upgrade(host, context) {
  for (const place of host.querySelectorAll('atlas-search')) mountSearch(/** @type {HTMLElement} */ (place), context);
}
