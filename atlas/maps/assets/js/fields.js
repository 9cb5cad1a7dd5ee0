/** What stands in a form's fields, as plain values; and values put into fields. */

/** @typedef {string|boolean|string[]} Value */

/** These say nothing by themselves: buttons by being pressed, files by what became of them. */
const SILENT = new Set(['submit', 'button', 'reset', 'image', 'file', 'fieldset', 'output']);
/** What a hidden field held before a script wrote into it; there its value is its attribute. @type {WeakMap<any, string>} */
const originals = new WeakMap();

/** Enabled fields by name: one checkbox gives yes or no, several the values of those checked; several
 * fields of one name, or one marked `data-list`, give a list. @param {Iterable<any>} controls @returns {Record<string, Value>} */
export function fieldsOf(controls) {
  /** @type {Map<string, any[]>} */
  const named = new Map();
  for (const control of controls) {
    if (!control.name || SILENT.has(control.type) || isDisabled(control)) continue;
    named.set(control.name, [...(named.get(control.name) ?? []), control]);
  }
  return Object.fromEntries([...named].map(([name, group]) => [name, valueOf(group)]));
}

/** @param {any} control */
function isDisabled(control) {
  return control.matches ? control.matches(':disabled') : Boolean(control.disabled);
}

/** @param {any[]} group fields of one name @returns {Value} */
function valueOf(group) {
  const [first] = group;
  const listed = group.length > 1 || first.dataset?.list !== undefined;
  if (first.type === 'radio') return group.find((one) => one.checked)?.value ?? '';
  if (first.type === 'checkbox') return listed ? group.filter((one) => one.checked).map((one) => one.value) : Boolean(first.checked);
  const values = group.flatMap((one) => (one.type === 'select-multiple' ? [...one.selectedOptions].map((option) => option.value) : [one.value]));
  return listed || first.type === 'select-multiple' ? values : values[0];
}

/** Puts a value into a field as if it had been typed. @param {any} control a field or the radios of one name @param {string} value */
export function setValue(control, value) {
  const group = control.length !== undefined && !control.tagName ? [...control] : [control];
  for (const one of group) {
    if (one.type === 'hidden') writeHidden(one, value);
    else if (one.type === 'radio') one.checked = one.value === value;
    else if (one.type === 'checkbox') one.checked = !['', 'false', '0'].includes(value);
    else one.value = value;
  }
  const told = group.find((one) => one.checked) ?? group[0];
  told?.dispatchEvent(new Event('input', { bubbles: true }));
}

/** @param {any} control @param {string} value */
export function writeHidden(control, value) {
  if (!originals.has(control)) originals.set(control, control.value);
  control.value = value;
}

/** A hidden field holds again what its page said. @param {any} control */
export function original(control) {
  const value = originals.get(control);
  if (value === undefined) return;
  originals.delete(control);
  control.value = value;
}

/** `field=value;other=value`; a semicolon in a value is written %3B. @param {string} text @returns {[string, string][]} */
export function pairs(text) {
  return text.split(';').filter((part) => part.includes('=')).map((part) => {
    const at = part.indexOf('=');
    return [part.slice(0, at).trim(), part.slice(at + 1).replace(/%3B/gi, ';').replace(/%25/g, '%')];
  });
}
