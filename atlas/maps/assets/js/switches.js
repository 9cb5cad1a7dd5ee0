/** Switches of layers answer at once and together: two quick clicks are both kept, whatever Python knew. */
import { acts } from './dom.js';

/** @param {HTMLElement} _host @returns {import('./behaviours.js').Behaviour} */
export function switches(_host) {
  return {
    on: {
      // Runs before the act is read, so that the act names the layers as they are now.
      click(/** @type {MouseEvent} */ event) {
        const target = /** @type {Element} */ (event.target);
        const one = target.closest('[role=switch][data-layer]'), group = one?.closest('[data-layers]');
        if (one && group) return toggle(one, group);
        const radio = target.closest('[role=radio], [role=menuitemradio]'), row = radio?.closest('[role=radiogroup], [role=menu]');
        if (radio && row) for (const other of row.querySelectorAll('[aria-checked]')) other.setAttribute('aria-checked', String(other === radio));
      },
    },
  };
}

/** @param {Element} one @param {Element} group */
function toggle(one, group) {
  one.setAttribute('aria-checked', String(one.getAttribute('aria-checked') !== 'true'));
  const layers = [...group.querySelectorAll('[data-layer][aria-checked=true]')].map((row) => row.getAttribute('data-layer'));
  const act = acts.get(one);
  if (act) acts.set(one, { ...act, type: 'layers', layers });
}
