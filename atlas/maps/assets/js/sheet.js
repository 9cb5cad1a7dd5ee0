/** `data-sheet`: a sheet at the bottom of a phone with three stops (`data-stop` low, half, full), by drag or tap on its handle. */

const STOPS = ['low', 'half', 'full'];
/** A shorter drag is a tap. */
const TAP_PX = 8, STEP_PX = 60;

/** @param {HTMLElement} host @returns {import('./behaviours.js').Behaviour} */
export function sheets(host) {
  /** @type {{sheet: HTMLElement, y: number, moved: number}|null} */
  let drag = null;
  /** @param {HTMLElement} sheet @param {number} step */
  function go(sheet, step) {
    const now = Math.max(0, STOPS.indexOf(sheet.dataset.stop ?? 'half'));
    sheet.dataset.stop = STOPS[Math.min(STOPS.length - 1, Math.max(0, now + step))];
  }
  return {
    on: {
      pointerdown(/** @type {PointerEvent} */ event) {
        const handle = /** @type {Element} */ (event.target).closest('[data-sheet-handle]');
        const sheet = /** @type {HTMLElement|null} */ (handle?.closest('[data-sheet]'));
        if (!sheet || !handle) return;
        drag = { sheet, y: event.clientY, moved: 0 };
        handle.setPointerCapture(event.pointerId);
      },
      pointermove(/** @type {PointerEvent} */ event) {
        if (!drag) return;
        drag.moved = event.clientY - drag.y;
        drag.sheet.style.setProperty('--sheet-drag', `${Math.round(drag.moved)}px`);
      },
      pointerup() {
        if (!drag) return;
        const { sheet, moved } = drag;
        drag = null;
        sheet.style.removeProperty('--sheet-drag');
        if (Math.abs(moved) < TAP_PX) return sheet.dataset.stop === 'full' ? void (sheet.dataset.stop = 'half') : go(sheet, 1);
        go(sheet, -Math.sign(moved) * (Math.abs(moved) > STEP_PX * 4 ? 2 : 1));
      },
      pointercancel() { drag?.sheet.style.removeProperty('--sheet-drag'); drag = null; },
      keydown(/** @type {KeyboardEvent} */ event) {
        const sheet = /** @type {HTMLElement|null} */ (/** @type {Element} */ (event.target).closest('[data-sheet-handle]')?.closest('[data-sheet]'));
        const step = /** @type {Record<string, number>} */ ({ ArrowUp: 1, ArrowDown: -1 })[event.key];
        if (sheet && step) { go(sheet, step); event.preventDefault(); }
      },
    },
    refresh() { for (const sheet of /** @type {NodeListOf<HTMLElement>} */ (host.querySelectorAll('[data-sheet]:not([data-stop])'))) sheet.dataset.stop = 'half'; },
  };
}
