/** The fields of the form a map is edited with; it stands in another part of the page and may come later. */
import { setValue } from './fields.js';

/** @param {() => void} changed somebody else has changed a field */
export function formLink(changed) {
  let id = '', own = false;
  const form = () => /** @type {HTMLFormElement|null} */ (id ? document.getElementById(id) : null);
  const field = (/** @type {string} */ name) => /** @type {any} */ (form()?.elements?.namedItem(name) ?? null);
  /** @param {Event} event */
  const heard = (event) => {
    const target = /** @type {any} */ (event.target);
    if (!own && (target === document || (target.form && target.form === form()))) changed();
  };
  const TYPES = ['input', 'change', 'atlas:fields'];
  for (const type of TYPES) document.addEventListener(type, heard);
  return {
    /** @param {string} wanted id of the form */
    follow(wanted) { id = wanted; },
    /** @param {string} name */
    has: (name) => Boolean(field(name)),
    /** @param {string} name @returns {string} */
    value: (name) => field(name)?.value?.trim() ?? '',
    /** @param {string} name @returns {number|null} */
    number(name) {
      const text = (field(name)?.value ?? '').trim().replace(/[−–]/, '-').replace(',', '.');
      return text !== '' && Number.isFinite(Number(text)) ? Number(text) : null;
    },
    /** @param {Record<string, string>} values */
    write(values) {
      own = true;
      for (const [name, value] of Object.entries(values)) if (field(name) && field(name).value !== value) setValue(field(name), value);
      own = false;
    },
    destroy() { for (const type of TYPES) document.removeEventListener(type, heard); },
  };
}
