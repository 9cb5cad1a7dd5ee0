/** Code and styles for editing come where a tree or a map first asks for them, not with the first view. */
import { styleSheet } from './element.js';

/** @type {Promise<any>|null} */
let coming = null;

/** @returns {Promise<any>} what editing.js gives */
export function editing() {
  const at = (/** @type {string} */ name) => new URL(name, import.meta.url).href;
  coming ??= Promise.all([import(at('./bundle-editing.js')), styleSheet(at('../css/facts.css'))]).then(([module]) => module);
  coming.catch(() => { coming = null; });
  return coming;
}
