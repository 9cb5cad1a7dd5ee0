/** `<atlas-search>`: a field with a list of places, its index fetched when it is first used. */
import { sayAct } from './bus.js';
import { element } from './element.js';
import { prepare, search } from './ranking.js';
import { svg } from './svg.js';

/** @typedef {import('./ranking.js').Entry} Entry */

/** Indexes by address. @type {Map<string, Promise<Entry[]>>} */
const indexes = new Map();
let boxes = 0;

/** @param {string} url @returns {Promise<Entry[]>} */
function indexFrom(url) {
  let pending = indexes.get(url);
  if (!pending) {
    pending = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      return response.json();
    }).then(({ items }) => prepare(items));
    pending.catch(() => indexes.delete(url));
    indexes.set(url, pending);
  }
  return pending;
}

/** Fills the place once; later calls only renew its words.
 * @param {HTMLElement} place @param {{emit: import('./types.js').Emit}} context */
export function mountSearch(place, context) {
  place.classList.add('atlas-search'); // a renewed tree knows nothing of it
  const words = { label: place.getAttribute('label') ?? '', placeholder: place.getAttribute('placeholder') ?? '' };
  const present = /** @type {HTMLInputElement|null} */ (place.querySelector('input'));
  if (present) { showValue(place, present); return dressInput(present, words); }

  const listId = `atlas-search-${++boxes}`;
  const input = element('input', { type: 'text', role: 'combobox', 'data-testid': place.dataset.set ? `plan-${place.dataset.set}` : 'place-search', autocomplete: 'off', spellcheck: 'false', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': listId, enterkeyhint: 'search' });
  const list = element('ul', { id: listId, role: 'listbox', class: 'atlas-search-list', hidden: true });
  dressInput(input, words);
  showValue(place, input);
  place.append(glass(), input, list);
  combobox(place, input, list, context);
}

/** A field of a question (`data-set`: the key it sets) shows the place chosen, whatever was typed and left.
 * @param {HTMLElement} place @param {HTMLInputElement} input */
function showValue(place, input) {
  if (place.dataset.set && document.activeElement !== input) input.value = place.dataset.value ?? '';
}

/** @param {HTMLInputElement} input @param {{label: string, placeholder: string}} words */
function dressInput(input, { label, placeholder }) {
  input.placeholder = placeholder;
  input.setAttribute('aria-label', label || placeholder);
}

function glass() {
  return svg('svg', { viewBox: '0 0 20 20', width: 18, height: 18, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6, 'aria-hidden': 'true' },
    svg('path', { d: 'M8.500 3a5.500 5.500 0 1 0 .01 0M12.600 12.600L17 17', 'stroke-linecap': 'round' }));
}

/** @param {HTMLElement} place @param {HTMLInputElement} input @param {HTMLElement} list @param {{emit: import('./types.js').Emit}} context */
function combobox(place, input, list, context) {
  /** @type {import('./ranking.js').Found[]} */
  let found = [];
  let active = -1;
  const ask = async () => {
    const entries = await indexFrom(place.getAttribute('index') ?? '').catch((error) => { console.error(error); return []; });
    found = search(entries, input.value);
    active = found.length ? 0 : -1;
    show();
  };
  const close = () => { list.hidden = true; input.setAttribute('aria-expanded', 'false'); input.removeAttribute('aria-activedescendant'); };

  function show() {
    if (!input.value.trim()) return close();
    list.replaceChildren(...(found.length ? found.map(({ item }, n) => option(item, n, list.id)) : [element('li', { class: 'atlas-search-empty', role: 'presentation' }, place.getAttribute('empty') ?? '')]));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    mark();
  }

  function mark() {
    [...list.children].forEach((row, n) => row.setAttribute('aria-selected', String(n === active)));
    const row = list.children[active];
    if (row?.id) input.setAttribute('aria-activedescendant', row.id); else input.removeAttribute('aria-activedescendant');
    row?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {number} n */
  function choose(n) {
    const item = found[n]?.item;
    if (!item) return;
    input.value = item.label;
    close();
    if (place.dataset.set) {
      place.dataset.value = item.label;
      return context.emit({ type: 'act', set: { [place.dataset.set]: item.id } });
    }
    sayAct({ type: 'select', id: item.id });
    context.emit({ type: 'select', id: item.id, from: 'search', ...(item.go ? { go: item.go } : {}) });
  }

  input.addEventListener('focus', () => { indexFrom(place.getAttribute('index') ?? '').catch(() => {}); input.select(); });
  input.addEventListener('input', ask);
  input.addEventListener('blur', () => setTimeout(() => { close(); showValue(place, input); }, 120));
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const moves = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 });
    if (moves[event.key] && found.length) {
      active = (active + moves[event.key] + found.length) % found.length;
      if (list.hidden) show(); else mark();
    } else if (event.key === 'Enter' && !list.hidden) choose(active);
    else if (event.key === 'Escape' && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => choose([...list.children].findIndex((row) => row.contains(/** @type {Node} */ (event.target)))));
}

/** @param {import('./ranking.js').Item} item @param {number} n @param {string} listId */
function option(item, n, listId) {
  return element('li', { id: `${listId}-${n}`, role: 'option', 'data-testid': 'search-result', 'data-feature': item.id },
    element('span', {}, item.label), item.sub ? element('small', {}, item.sub) : null);
}
