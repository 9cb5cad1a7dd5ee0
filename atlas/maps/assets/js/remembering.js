/**
 * What was typed into a form outlives the page too: a session that ended, a page loaded anew. Forms that
 * hold a `[data-refilled]` sentence are kept in this tab, until the page says that they were saved; the
 * sentence is shown where they were filled in again. Passwords and files are never kept.
 */
import { letGo, putBack, typedIn } from './typing.js';

const PREFIX = 'atlas.typed ';
/** What of the address tells one form from another; the rest is how it is looked at. */
const ADDRESS = ['sel', 'fact', 'do', 'item'];

/** @param {string} key */
function nameOf(key) {
  const asked = new URLSearchParams(location.search);
  return `${PREFIX}${location.pathname} ${ADDRESS.map((name) => asked.get(name) ?? '').join(' ')} ${key}`;
}

/** @param {HTMLFormElement} form @returns {HTMLElement|null} */
const sentence = (form) => form.querySelector('[data-refilled]');

/** @param {HTMLFormElement} form @param {string} key */
export function remember(form, key) {
  if (!sentence(form)) return;
  const typed = typedIn(form, key).filter(({ type }) => type !== 'password');
  try { sessionStorage.setItem(nameOf(key), JSON.stringify(typed)); } catch { /* No room, or not allowed: then not. */ }
}

/** Wherever it was typed: what was saved leads on to another address. @param {string} key */
export function forget(key) {
  letGoOf((name) => name.endsWith(` ${key}`));
}

/** Whoever signs out leaves nothing behind. */
export function forgetAll() {
  letGoOf(() => true);
}

/** @param {(name: string) => boolean} wanted */
function letGoOf(wanted) {
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(PREFIX) && wanted(name)) sessionStorage.removeItem(name);
  } catch { /* Nothing is kept where that is not allowed. */ }
}

/** @param {HTMLFormElement} form @param {string} key */
export function refill(form, key) {
  const told = sentence(form);
  if (!told) return;
  for (const one of kept(key)) if (putBack(form, one)) told.hidden = false;
}

/** The form shows again what its page says. @param {HTMLFormElement} form @param {string} key */
export function drop(form, key) {
  forget(key);
  letGo(form);
  const told = sentence(form);
  if (told) told.hidden = true;
}

/** @param {string} key @returns {any[]} */
function kept(key) {
  try {
    const found = JSON.parse(sessionStorage.getItem(nameOf(key)) ?? '[]');
    return Array.isArray(found) ? found : [];
  } catch { return []; }
}
