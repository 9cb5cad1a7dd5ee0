/** The planner's own behaviour: sliders answer while they move, and the chosen way is in sight; and its ways on the map. */
export { wayLayer } from './ways.js';

/** A slider under way tells the server this often. */
const EVERY_MS = 140;

/** @param {HTMLElement} host @param {{acts: WeakMap<Element, any>, emit: import('./types.js').Emit}} tree */
export function planner(host, { acts, emit }) {
  let due = 0, seen = '';

  /** @param {Event} event */
  function moved(event) {
    const slider = /** @type {HTMLInputElement} */ (event.target);
    if (slider.type !== 'range' || !acts.has(slider)) return;
    sayFactor(slider);
    if (!due) due = window.setTimeout(() => { due = 0; emit({ type: 'act', ...acts.get(slider), value: slider.value }); }, EVERY_MS);
  }

  /** Let go: the tree itself tells the last value. */
  function settled() {
    clearTimeout(due);
    due = 0;
  }

  host.addEventListener('input', moved);
  host.addEventListener('change', settled);

  return {
    /** A slider in hand is ahead of what the server has heard of it. A way chosen elsewhere
     * (a link, the map) may lie below the edge of the list. */
    refresh() {
      const held = /** @type {any} */ (document.activeElement);
      if (held?.type === 'range' && host.contains(held)) sayFactor(held);
      const row = host.querySelector('[data-way][aria-current]'), list = row?.closest('ol');
      const way = row?.getAttribute('data-way') ?? '';
      if (!row || !list || way === seen) return;
      seen = way;
      const place = row.getBoundingClientRect(), frame = list.getBoundingClientRect();
      if (place.top < frame.top || place.bottom > frame.bottom) list.scrollTop += place.top - frame.top;
    },
    destroy() { settled(); host.removeEventListener('input', moved); host.removeEventListener('change', settled); },
  };
}

/** The factor beside a slider, in the page's own way of writing numbers. @param {HTMLInputElement} slider */
export function sayFactor(slider) {
  const output = slider.parentElement?.querySelector('output');
  const form = output?.getAttribute('data-form');
  if (!output || !form) return;
  const words = form.replace('{factor}', new Intl.NumberFormat(document.documentElement.lang).format(Number(slider.value)));
  output.textContent = words;
  slider.setAttribute('aria-valuetext', words);
}
