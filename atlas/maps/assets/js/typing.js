/**
 * What a person has typed outlives a new tree, wherever its field stands then: kept by the form's
 * key, the field's name and its number among those of one name. A new `data-reset` on the form
 * lets it go, and so does another form in its place. Fields with `data-keep` (what the typing is based on) stay with it.
 */
import { original, writeHidden } from './fields.js';

/** @typedef {{key: string, name: string, type: string, place: string, value: string, checked: boolean, selected: string[]}} Kept */

/** Fields changed by hand. @type {WeakSet<any>} */
const touched = new WeakSet();

/** @param {any} control */
export function touch(control) {
  if (!control.form || !control.name) return;
  const group = control.type === 'radio' ? [...control.form.elements].filter((one) => one.name === control.name) : [control];
  for (const one of group) touched.add(one);
}

/** @param {HTMLFormElement} form */
export function isDirty(form) {
  return [...form.elements].some((control) => touched.has(control));
}

/** @param {HTMLFormElement[]} forms @param {(form: HTMLFormElement) => string} keyOf @returns {(forms: HTMLFormElement[]) => Set<string>} puts it back; the keys of forms that were reset */
export function keepTyped(forms, keyOf) {
  const tokens = new Map(forms.map((form) => [keyOf(form), form.dataset.reset ?? '']));
  const keys = new Map(forms.map((form) => [form, keyOf(form)]));
  const kept = forms.flatMap((form) => keptIn(form, keyOf(form)));
  const focus = focusIn(forms, keyOf);
  return (now) => {
    const fresh = now.filter((form) => tokens.has(keyOf(form)) && tokens.get(keyOf(form)) !== (form.dataset.reset ?? ''));
    const others = now.filter((form) => keys.has(form) && keys.get(form) !== keyOf(form));
    for (const form of [...fresh, ...others]) letGo(form);
    const stay = now.filter((form) => !fresh.includes(form));
    for (const one of kept) putBack(stay.find((form) => keyOf(form) === one.key), one);
    focus(now);
    return new Set(fresh.map(keyOf));
  };
}

/** @param {HTMLFormElement} form @param {string} key @returns {Kept[]} */
export function typedIn(form, key) {
  const dirty = isDirty(form);
  const wanted = (/** @type {any} */ control) => touched.has(control) || (dirty && control.dataset.keep !== undefined);
  return /** @type {any[]} */ ([...form.elements]).filter((control) => control.name && control.type !== 'file' && wanted(control)).map((control) => ({
    key, name: control.name, type: control.type, place: placeOf(control), value: control.value, checked: Boolean(control.checked),
    selected: control.selectedOptions ? [...control.selectedOptions].map((option) => option.value) : [],
  }));
}

/** @param {HTMLFormElement} form @param {string} key @returns {Kept[]} */
function keptIn(form, key) {
  const kept = typedIn(form, key);
  for (const control of form.elements) original(control);
  return kept;
}

/** What tells a field from others of its name. @param {any} control */
function placeOf(control) {
  if (control.type === 'radio' || control.type === 'checkbox') return `=${control.value}`;
  const same = [...control.form.elements].filter((one) => one.name === control.name && one.tagName === control.tagName);
  return `#${same.indexOf(control)}`;
}

/** @param {HTMLFormElement|undefined} form @param {{name: string, place: string}} one @returns {any} */
function counterpart(form, { name, place }) {
  return form && [...form.elements].find((/** @type {any} */ control) => control.name === name && placeOf(control) === place);
}

/** @param {HTMLFormElement|undefined} form @param {Kept} one @returns {boolean} whether its field is there */
export function putBack(form, one) {
  const control = counterpart(form, one);
  if (!control) return false;
  touched.add(control);
  if (control.type === 'radio' || control.type === 'checkbox') control.checked = one.checked;
  else if (control.options) for (const option of control.options) option.selected = one.selected.includes(option.value);
  else if (control.type === 'hidden') writeHidden(control, one.value);
  else if (control.value !== one.value) control.value = one.value;
  return true;
}

/** @param {HTMLFormElement} form */
export function letGo(form) {
  for (const control of form.elements) touched.delete(control);
  form.reset();
}

/** @param {HTMLFormElement[]} forms @param {(form: HTMLFormElement) => string} keyOf @returns {(now: HTMLFormElement[]) => void} */
function focusIn(forms, keyOf) {
  const active = /** @type {any} */ (document.activeElement);
  if (!active?.form || !forms.includes(active.form)) return () => {};
  const at = { key: keyOf(active.form), name: active.name, place: placeOf(active) };
  const range = typeof active.selectionStart === 'number' ? [active.selectionStart, active.selectionEnd] : null;
  return (now) => {
    const control = counterpart(now.find((form) => keyOf(form) === at.key), at);
    if (!control || document.activeElement === control) return;
    control.focus({ preventScroll: true });
    if (range) control.setSelectionRange?.(range[0], range[1]);
  };
}
