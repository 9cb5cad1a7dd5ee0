/**
 * `data-hover="id"` and `data-at="km"` tell the map what the pointer or focus is on. An element
 * with `data-km0` and `data-km1` is an axis: the pointer's place along it is a kilometre, a click
 * chooses it. Axes carry a crosshair where the map's pointer is.
 */
import { listen, sayAct, sayHover } from './bus.js';

/** @param {HTMLElement} host @returns {import('./behaviours.js').Behaviour} */
export function hovering(host) {
  let said = '';
  /** @param {{id: string|null, at: number|null}} detail */
  function say(detail) {
    const key = `${detail.id}|${detail.at}`;
    if (key === said) return;
    said = key;
    sayHover(detail, host);
  }
  /** @param {Event} event */
  function over(event) {
    const target = /** @type {Element} */ (event.target);
    const named = /** @type {HTMLElement|null} */ (target.closest('[data-hover], [data-at]'));
    const axis = event instanceof PointerEvent || event instanceof MouseEvent ? target.closest('[data-km0][data-km1]') : null;
    if (named) say({ id: named.dataset.hover ?? null, at: named.dataset.at === undefined ? null : Number(named.dataset.at) });
    else if (axis) say({ id: null, at: kmOn(axis, /** @type {MouseEvent} */ (event).clientX) });
    else say({ id: null, at: null });
  }
  const stop = listen('atlas:hover', host, ({ id = null, at = null }) => show(host, id, at));
  return {
    on: {
      pointermove: over, focusin: over,
      pointerleave: (/** @type {Event} */ event) => { if (event.target === host) say({ id: null, at: null }); },
      focusout: () => say({ id: null, at: null }),
      click(/** @type {MouseEvent} */ event) {
        const axis = /** @type {HTMLElement|null} */ (/** @type {Element} */ (event.target).closest('[data-km0][data-km1][data-line]'));
        if (axis && !/** @type {Element} */ (event.target).closest('button, a')) sayAct({ type: 'select', id: axis.dataset.line, at: kmOn(axis, event.clientX), tell: true });
      },
    },
    destroy: stop,
  };
}

/** @param {Element} axis @param {number} x */
function kmOn(axis, x) {
  const box = axis.getBoundingClientRect();
  const [from, to] = [Number(axis.getAttribute('data-km0')), Number(axis.getAttribute('data-km1'))];
  const share = Math.min(1, Math.max(0, (x - box.left) / (box.width || 1)));
  return Math.round((from + share * (to - from)) * 10) / 10;
}

/** Rows and axes answer to what is hovered elsewhere. @param {HTMLElement} host @param {string|null} id @param {number|null} at */
function show(host, id, at) {
  for (const row of host.querySelectorAll('[data-hover]')) row.classList.toggle('is-hover', id !== null && row.getAttribute('data-hover') === id);
  for (const axis of /** @type {NodeListOf<HTMLElement>} */ (host.querySelectorAll('[data-km0][data-km1]'))) {
    const from = Number(axis.dataset.km0), to = Number(axis.dataset.km1);
    if (at === null) axis.style.removeProperty('--at');
    else axis.style.setProperty('--at', `${((at - from) / (to - from)) * 100}%`);
    axis.classList.toggle('has-crosshair', at !== null);
  }
}
