/** A tree from Python, mounted and kept alive: acts, tabs, menus, filters and the like work without a server. */
import { behave } from './behaviours.js';
import { styles } from './assets.js';
import { sayAct } from './bus.js';
import { acts, build } from './dom.js';
import { element, styleSheet } from './element.js';
import { morphChildren } from './morph.js';
import { editing, planning } from './needing.js';
import { upgrade } from './widgets.js';

/** @typedef {{kind: 'tree', tree: any, root?: {lang?: string, theme?: string, title?: string, dir?: string, skip?: string}}} TreeData */

/** @param {HTMLElement} parent @param {TreeData} data @param {import('./types.js').Emit} tell */
export function mountTree(parent, data, tell) {
  const emit = (/** @type {any} */ event) => tell(event.type === 'act' ? { ...event, ...untold() } : event);
  const host = element('div', { class: 'atlas-tree' });
  parent.replaceChildren(host);
  styles();
  const widgets = { emit };
  const onAct = (/** @type {Event} */ event) => act(event, host, emit);
  host.addEventListener('click', onAct);
  host.addEventListener('change', onAct);
  const local = behave(host);
  /** @type {any} */
  let forms = null;
  /** @type {Promise<any>|null} */
  let plan = null;

  /** Unstyled and deaf a form is not shown. */
  function needForms() {
    if (forms || !host.querySelector('form, [data-needs]')) return;
    host.style.visibility = 'hidden';
    editing().then((more) => { if (host.isConnected) forms ??= more.forms(host, { acts, emit }); })
      .catch(console.error).finally(() => { host.style.visibility = ''; });
  }

  /** @type {Set<string>} */
  const styled = new Set();

  /** Styles only some pages have: not part of the first view. */
  function needStyles() {
    const named = [...host.querySelectorAll('[data-sheet]')].map((part) => part.getAttribute('data-sheet') ?? '');
    const missing = [...new Set(named)].filter((sheet) => sheet && !styled.has(sheet));
    if (!missing.length) return;
    for (const sheet of missing) styled.add(sheet);
    host.style.visibility = 'hidden';
    Promise.all(missing.map((sheet) => styleSheet(new URL(`../css/${sheet}.css`, import.meta.url).href)))
      .then(() => { host.style.visibility = ''; });
  }

  /** What only the planner does. */
  function needPlan() {
    if (!host.querySelector('[data-plan]')) return;
    plan ??= planning().then(({ planner }) => planner(host, { acts, emit }));
    plan.then((/** @type {any} */ one) => one.refresh()).catch(console.error);
  }

  /** @param {TreeData} next */
  function update(next) {
    setRoot(next.root);
    const changed = forms?.changing();
    morphChildren(host, [build(next.tree ?? '', document)]);
    for (const entry of host.querySelectorAll('[aria-checked]')) if (flipped.get(entry) === isTicked(entry)) flipped.delete(entry);
    upgrade(host, widgets);
    local.refresh();
    changed?.();
    needStyles();
    needForms();
    needPlan();
  }

  update(data);
  return { update, destroy() { forms?.destroy(); plan?.then((/** @type {any} */ one) => one.destroy()).catch(() => {}); local.destroy(); host.remove(); } };
}

/** @param {TreeData['root']} root */
function setRoot(root) {
  if (!root) return;
  const page = document.documentElement;
  if (root.lang) page.lang = root.lang;
  if (root.dir) page.dir = root.dir;
  if (root.theme) page.dataset.theme = root.theme;
  // Streamlit's own link for the keyboard, in the language of the page.
  const skip = root.skip ? document.querySelector('[data-testid="stSkipToContent"]') : null;
  if (skip && skip.textContent !== root.skip) skip.textContent = root.skip ?? '';
  if (root.title && document.title !== root.title) document.title = root.title;
}

/** @param {Event} event @param {Element} host @param {import('./types.js').Emit} emit */
function act(event, host, emit) {
  let target = /** @type {Element|null} */ (event.target);
  while (target && target !== host && !acts.has(target)) target = target.parentElement;
  const wanted = target && acts.get(target);
  if (!target || !wanted || target.tagName === 'FORM') return;
  const isField = /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
  if (isField !== (event.type === 'change')) return;
  if (target.tagName === 'A' && target.hasAttribute('href')) {
    if (leavesToBrowser(/** @type {MouseEvent} */ (event))) return;
    event.preventDefault();
  }
  if (wanted.tick) flip(target);
  const detail = { ...wanted, ...(wanted.tick ? { checked: flipped.get(target) } : {}), ...(isField ? fieldValue(/** @type {any} */ (target)) : {}) };
  sayAct(detail);
  if (detail.go && target.tagName === 'A') return openPage(/** @type {HTMLAnchorElement} */ (target).href);
  if (!detail.local) emit({ type: 'act', ...detail });
}

/** Streamlit's own switch of pages leaves an address without the choice behind; this way Back
 * returns to what was shown. @param {string} href */
function openPage(href) {
  history.pushState(null, '', href);
  window.dispatchEvent(new PopStateEvent('popstate'));
}

/** @param {MouseEvent} event */
function leavesToBrowser(event) {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
}

/** Fields that belong together, as far as Python has not said back what stands there: they go with
 * every act, so that of two in a row neither loses what the other field holds. */
function untold() {
  /** @type {Record<string, string|boolean>} */
  const typed = {};
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('[data-together] input'))) {
    const name = acts.get(field)?.plan, ticked = field.type === 'checkbox';
    const told = ticked ? field.checked === field.hasAttribute('checked') : field.value === (field.getAttribute('value') ?? '');
    if (name && !told) typed[name] = ticked ? field.checked : field.value;
  }
  for (const entry of document.querySelectorAll('[data-together] [aria-checked]')) {
    const wanted = flipped.get(entry);
    if (wanted !== undefined) typed[acts.get(entry)?.plan] = wanted;
  }
  return Object.keys(typed).length ? { typed } : {};
}

/** Entries ticked here, as they shall be, until Python says the same. @type {WeakMap<Element, boolean>} */
const flipped = new WeakMap();
const isTicked = (/** @type {Element} */ entry) => entry.getAttribute('aria-checked') === 'true';

/** @param {Element} entry */
function flip(entry) { flipped.set(entry, !(flipped.get(entry) ?? isTicked(entry))); }

/** @param {HTMLInputElement} field */
function fieldValue(field) {
  return field.type === 'checkbox' ? { checked: field.checked } : { value: field.value };
}
