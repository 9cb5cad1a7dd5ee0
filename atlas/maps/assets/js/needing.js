/** Code and styles for editing and planning come where a tree or a map first asks for them, not with the first view. */
import { styleSheet } from './element.js';

/** @type {Record<string, Promise<any>>} */
const coming = {};

/** @param {string} bundle @param {string} sheet @returns {Promise<any>} */
function once(bundle, sheet) {
  const at = (/** @type {string} */ name) => new URL(name, import.meta.url).href;
  coming[bundle] ??= Promise.all([import(at(bundle)), styleSheet(at(sheet))]).then(([module]) => module);
  coming[bundle].catch(() => { delete coming[bundle]; });
  return coming[bundle];
}

/** @returns {Promise<any>} what editing.js gives */
export function editing() {
  return once('./bundle-editing.js', '../css/facts.css');
}

/** @returns {Promise<any>} what plan.js gives */
export function planning() {
  return once('./bundle-plan.js', '../css/plan_map.css');
}
