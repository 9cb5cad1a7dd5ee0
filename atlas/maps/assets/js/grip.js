/** A handle on the map that a mouse, a finger or the keyboard moves: a real button. */
import { element } from './element.js';
import { L } from './leafletthere.js';

/** Less is an unsteady click, not a move. */
const SLACK_PX = 3;
const STEP_PX = 10, FINE_PX = 1;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The pane everything being edited is drawn in. @param {import('leaflet').Map} map */
export function editPane(map) {
  const there = map.getPane('edit');
  if (there) return there;
  const pane = map.createPane('edit');
  pane.style.zIndex = '645';
  pane.style.pointerEvents = 'none';
  return pane;
}

/**
 * @typedef {object} Hold
 * @property {string} className @property {string} label
 * @property {() => void} [onStart]  before the first move
 * @property {(latlng: import('leaflet').LatLng) => void} [onMove]
 * @property {() => void} [onEnd]
 * @property {() => void} [onPick]  clicked, not moved
 * @property {(event: KeyboardEvent) => boolean} [onKey]  whether the key is used up
 * @property {() => void} [onFocus]
 *
 * @param {import('leaflet').Map} map @param {Hold} hold
 */
export function grip(map, { className, label, onStart, onMove, onEnd, onPick, onKey, onFocus }) {
  const button = element('button', { type: 'button', class: `atlas-grip leaflet-zoom-animated ${className}`, 'aria-label': label, title: label, hidden: true });
  editPane(map).append(button);
  /** @type {import('leaflet').LatLng|null} */
  let latlng = null;
  /** @type {{x: number, y: number, startX: number, startY: number, moved: boolean}|null} */
  let held = null;

  L.DomEvent.on(button, 'mousedown touchstart pointerdown click dblclick contextmenu', L.DomEvent.stopPropagation);
  button.addEventListener('pointerdown', (event) => {
    if (event.button || !latlng) return;
    const at = map.latLngToContainerPoint(latlng), pointer = map.mouseEventToContainerPoint(event);
    held = { x: at.x - pointer.x, y: at.y - pointer.y, startX: pointer.x, startY: pointer.y, moved: false };
    button.setPointerCapture(event.pointerId);
    button.focus({ preventScroll: true });
  });
  button.addEventListener('pointermove', (event) => {
    if (!held || !onMove) return;
    const pointer = map.mouseEventToContainerPoint(event);
    if (!held.moved && Math.hypot(pointer.x - held.startX, pointer.y - held.startY) < SLACK_PX) return;
    if (!held.moved) { held.moved = true; onStart?.(); }
    onMove(map.containerPointToLatLng([pointer.x + held.x, pointer.y + held.y]));
  });
  const letGo = (/** @type {boolean} */ cancelled) => {
    if (!held) return;
    const { moved } = held;
    held = null;
    if (moved) onEnd?.();
    else if (!cancelled) onPick?.();
  };
  button.addEventListener('pointerup', () => letGo(false));
  button.addEventListener('pointercancel', () => letGo(true));
  button.addEventListener('focus', () => onFocus?.());
  button.addEventListener('keydown', (event) => {
    const used = onKey?.(event) || byArrow(event) || byPress(event);
    if (!used) return;
    event.preventDefault();
    event.stopPropagation();
  });

  /** @param {KeyboardEvent} event */
  function byArrow(event) {
    const way = ARROWS[event.key];
    if (!way || !latlng || !onMove || event.altKey || event.ctrlKey || event.metaKey) return false;
    const step = event.shiftKey ? FINE_PX : STEP_PX, at = map.latLngToContainerPoint(latlng);
    onStart?.();
    onMove(map.containerPointToLatLng([at.x + way[0] * step, at.y + way[1] * step]));
    onEnd?.();
    return true;
  }

  /** A click from the keyboard has no pointer before it. @param {KeyboardEvent} event */
  function byPress(event) {
    if (!onPick || (event.key !== ' ' && event.key !== 'Enter')) return false;
    onPick();
    return true;
  }

  const place = () => { if (latlng) L.DomUtil.setPosition(button, map.latLngToLayerPoint(latlng)); };
  const animate = (/** @type {any} */ { center, zoom }) => {
    if (latlng) L.DomUtil.setPosition(button, /** @type {any} */ (map)._latLngToNewLayerPoint(latlng, zoom, center));
  };
  map.on('zoom viewreset', place);
  map.on(/** @type {any} */ ('zoomanim'), animate);
  return {
    button,
    /** @param {import('leaflet').LatLng|null} at */
    show(at) {
      latlng = at;
      button.hidden = !at;
      place();
    },
    remove() {
      map.off('zoom viewreset', place);
      map.off(/** @type {any} */ ('zoomanim'), animate);
      button.remove();
    },
  };
}
