/**
 * Parts of a form that stand only while they apply. `data-when` says when: `kind=point|area` while
 * the field has one of the values, `kind!=point` while it has another, `kind` while it has any.
 */
import { fieldsOf } from './fields.js';

/** A part may depend on a field of another such part; deeper than this no form goes. */
const DEEPEST = 4;
/** Switched off here, not by the page. @type {WeakSet<any>} */
const off = new WeakSet();

/** @param {string} text @returns {{name: string, values: string[]|null, not: boolean}} */
export function readRule(text) {
  const found = /^([^!=]+)(!?)=(.*)$/s.exec(text);
  if (!found) return { name: text.trim(), values: null, not: false };
  return { name: found[1].trim(), values: found[3].split('|'), not: found[2] === '!' };
}

/** @param {ReturnType<typeof readRule>} rule @param {Record<string, import('./fields.js').Value>} fields */
export function applies({ name, values, not }, fields) {
  const present = [fields[name] ?? ''].flat().map(String);
  if (!values) return present.some((value) => value !== '' && value !== 'false');
  const held = present.length ? present.some((value) => values.includes(value)) : values.includes('');
  return held !== not;
}

/** Shows what applies; the fields of the rest are not sent and not asked for. @param {HTMLFormElement} form */
export function showWhatApplies(form) {
  const parts = /** @type {HTMLElement[]} */ ([...form.querySelectorAll('[data-when]')]);
  for (let pass = 0; pass < DEEPEST && parts.length; pass++) if (!showOnce(form, parts)) return;
}

/** @param {HTMLFormElement} form @param {HTMLElement[]} parts whether anything changed */
function showOnce(form, parts) {
  const fields = fieldsOf(form.elements);
  let changed = false;
  for (const part of parts) {
    const hidden = !applies(readRule(part.dataset.when ?? ''), fields);
    changed ||= part.hidden !== hidden;
    part.hidden = hidden;
  }
  for (const control of form.elements) switchOff(control);
  return changed;
}

/** @param {any} control */
function switchOff(control) {
  const away = Boolean(control.closest('[data-when][hidden]'));
  if (away && !control.disabled) { control.disabled = true; off.add(control); }
  if (!away && off.has(control)) { control.disabled = false; off.delete(control); }
}

/** Fields are as the page made them, before it changes them. @param {HTMLFormElement} form */
export function forgetWhatApplies(form) {
  for (const control of /** @type {Iterable<any>} */ (form.elements)) if (off.delete(control)) control.disabled = false;
}
