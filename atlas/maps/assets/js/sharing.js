/**
 * `details[data-shared="0 17 3*4"]`: a folded row that gets copies of children of `[data-shares]`, by number, when it
 * opens; what stands behind `*` is written after its copy. Hundreds of rows name the same few things: sent once, they
 * are a quarter of the page.
 */
import { acts } from './dom.js';
import { element } from './element.js';

const ROW = 'details[data-shared]';

/** @param {HTMLElement} host @returns {import('./behaviours.js').Behaviour} */
export function sharing(host) {
  /** @param {Element} row */
  function fill(row) {
    const shares = host.querySelector('[data-shares]');
    if (!shares || row.querySelector('[data-copies]')) return;
    const wanted = (row.getAttribute('data-shared') ?? '').split(' ').filter(Boolean);
    const copies = wanted.map((one) => copy(shares, one)).filter((one) => one !== null);
    const inside = row.querySelector(':scope > div') ?? row.appendChild(element('div'));
    inside.append(element('p', { 'data-copies': '' }, ...copies));
  }

  return {
    on: {
      // Before it opens, so that nothing jumps; toggle comes after, whoever opened it.
      click(/** @type {Event} */ event) {
        const row = /** @type {Element} */ (event.target).closest('summary')?.parentElement;
        if (row?.matches(ROW)) fill(row);
      },
      toggle(/** @type {Event} */ event) {
        const row = /** @type {HTMLDetailsElement} */ (event.target);
        if (row.open && row.matches(ROW)) fill(row);
      },
    },
    refresh() { for (const row of host.querySelectorAll(`${ROW}[open]`)) fill(row); },
  };
}

/** @param {Element} shares @param {string} wanted a place, or a place and a count @returns {Node|null} */
function copy(shares, wanted) {
  const [place, count] = wanted.split('*');
  const shared = shares.children[Number(place)];
  if (!shared) return null;
  const made = /** @type {Element} */ (shared.cloneNode(true));
  const act = acts.get(shared);
  if (act) acts.set(made, act);
  return count === undefined ? made : element('span', {}, made, ` ${count}`);
}
