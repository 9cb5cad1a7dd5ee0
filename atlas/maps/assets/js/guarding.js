/** Leaving a page with something typed in a form marked `data-guard`: the browser asks first. */
import { forgetAll } from './remembering.js';
import { isDirty } from './typing.js';

/** @type {Set<() => HTMLFormElement[]>} */
const watched = new Set();

function unsaved() {
  return [...watched].some((formsNow) => formsNow().some((form) => form.dataset.guard !== undefined && isDirty(form)));
}

/** Asked at a link of ours, whoever goes on gives up what was typed; whoever types again stays. */
let leaving = false;

function stays() {
  leaving = false;
}

function left() {
  if (leaving) forgetAll();
}

/** @param {BeforeUnloadEvent} event */
function ask(event) {
  if (unsaved()) event.preventDefault();
}

/** A link of ours would go on without leaving the page; loaded whole, the browser can ask. @param {MouseEvent} event */
function askAtLink(event) {
  const link = /** @type {Element} */ (event.target).closest?.('a[href]');
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download') || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const inside = link.origin === location.origin && link.href.split('#')[0] !== location.href.split('#')[0];
  if (!inside || !unsaved()) return;
  event.preventDefault();
  event.stopPropagation();
  leaving = true;
  location.assign(link.href);
}

/** @param {() => HTMLFormElement[]} formsNow @returns {() => void} stops asking */
export function guard(formsNow) {
  if (!watched.size) {
    window.addEventListener('beforeunload', ask);
    window.addEventListener('click', askAtLink, true);
    window.addEventListener('input', stays, true);
    window.addEventListener('pagehide', left);
  }
  watched.add(formsNow);
  return () => {
    watched.delete(formsNow);
    if (watched.size) return;
    window.removeEventListener('beforeunload', ask);
    window.removeEventListener('click', askAtLink, true);
    window.removeEventListener('input', stays, true);
    window.removeEventListener('pagehide', left);
  };
}
