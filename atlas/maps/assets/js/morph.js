/** Changes a living tree into a new one with as few touches as possible: focus, scroll and what was typed stay. */
import { acts } from './dom.js';

/** Attributes the reader changes; Python's value counts only when it differs from what it said before. */
const LOCAL = new Set(['open', 'checked', 'value', 'hidden', 'aria-selected', 'aria-expanded', 'tabindex', 'data-sorted', 'aria-sort']);
/** What Python said last about those. @type {WeakMap<Element, Map<string, string|null>>} */
const said = new WeakMap();

/** @param {Element} parent @param {Node[]} wanted */
export function morphChildren(parent, wanted) {
  wanted.forEach((next, i) => {
    const old = parent.childNodes[i];
    if (!old) parent.appendChild(remember(next));
    else if (!alike(old, next)) parent.replaceChild(remember(next), old);
    else morph(old, next);
  });
  while (parent.childNodes.length > wanted.length) parent.lastChild?.remove();
}

/** @param {Node} old @param {Node} next */
function alike(old, next) {
  if (old.nodeType !== next.nodeType || old.nodeName !== next.nodeName) return false;
  if (old.nodeType !== 1) return true;
  const a = /** @type {Element} */ (old), b = /** @type {Element} */ (next);
  return (a.getAttribute('data-key') ?? '') === (b.getAttribute('data-key') ?? '') && a.getAttribute('type') === b.getAttribute('type');
}

/** @param {Node} old @param {Node} next */
function morph(old, next) {
  if (old.nodeType !== 1) {
    if (old.nodeValue !== next.nodeValue) old.nodeValue = next.nodeValue;
    return;
  }
  const a = /** @type {Element} */ (old), b = /** @type {Element} */ (next);
  syncAttributes(a, b);
  const act = acts.get(b);
  if (act) acts.set(a, act); else acts.delete(a);
  if (!a.tagName.includes('-')) morphChildren(a, [...b.childNodes]);
}

/** @param {Element} a @param {Element} b */
function syncAttributes(a, b) {
  for (const name of new Set([...a.getAttributeNames(), ...b.getAttributeNames(), ...LOCAL])) {
    const value = b.getAttribute(name);
    if (LOCAL.has(name)) syncLocal(a, name, value);
    else if (value === null) a.removeAttribute(name);
    else if (a.getAttribute(name) !== value) a.setAttribute(name, value);
  }
}

/** @param {Element} a @param {string} name @param {string|null} value */
function syncLocal(a, name, value) {
  const known = said.get(a) ?? new Map();
  said.set(a, known);
  if (known.has(name) && known.get(name) === value) return;
  if (!known.has(name) && value === null) return;
  known.set(name, value);
  if (value === null) a.removeAttribute(name); else a.setAttribute(name, value);
  if (name === 'value' && 'value' in a && document.activeElement !== a) /** @type {any} */ (a).value = value ?? '';
  if (name === 'checked' && 'checked' in a) /** @type {any} */ (a).checked = value !== null;
}

/** @param {Node} node */
function remember(node) {
  if (node.nodeType !== 1) return node;
  const element = /** @type {Element} */ (node);
  for (const part of [element, ...element.querySelectorAll('*')]) {
    /** @type {Map<string, string|null>} */
    const known = new Map();
    for (const name of LOCAL) if (part.hasAttribute(name)) known.set(name, part.getAttribute(name));
    said.set(part, known);
  }
  return node;
}
