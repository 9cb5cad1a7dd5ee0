/** The card inside the map: what a selected thing is, beside it, without moving the map. */
import { element } from './element.js';
import { L } from './leaflet.js';

/** @typedef {import('./types.js').Card} Card */

const MARGIN = 10, DOCK_BELOW_PX = 520, TIP_PX = 12;
/** The buttons at the top right stay free. */
const BUTTONS_PX = 220, BUTTONS_WIDTH_PX = 66;

/** @param {{map: import('leaflet').Map, strings: Record<string, string>, onClose: () => void}} options */
export function cardBox({ map, strings, onClose }) {
  const box = element('section', { class: 'atlas-card', hidden: true, 'aria-live': 'polite' });
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  map.getContainer().append(box);
  /** @type {{latlng: import('leaflet').LatLng|null, clear: number}} */
  let anchor = { latlng: null, clear: 0 };

  function place() {
    if (box.hidden) return;
    const size = map.getSize();
    const docked = size.x < DOCK_BELOW_PX || !anchor.latlng;
    box.classList.toggle('is-docked', docked);
    box.style.visibility = '';
    if (docked) { box.style.transform = ''; box.dataset.side = ''; return; }
    const at = map.latLngToContainerPoint(/** @type {any} */ (anchor.latlng));
    const inside = at.x >= 0 && at.y >= 0 && at.x <= size.x && at.y <= size.y;
    box.style.visibility = inside ? '' : 'hidden';
    // On a wall the style sheet enlarges the card: its own pixels are then larger than the map's.
    const { width, height } = box.getBoundingClientRect(), zoom = Number(getComputedStyle(box).zoom) || 1;
    const { x, y, side } = spot(at, { x: width, y: height }, size, anchor.clear);
    box.dataset.side = side;
    box.style.setProperty('--tip', `${Math.round((side === 'N' || side === 'S' ? at.x - x : at.y - y) / zoom)}px`);
    box.style.transform = `translate(${Math.round(x / zoom)}px, ${Math.round(y / zoom)}px)`;
  }

  return {
    /** @param {string} id @param {Card} card @param {import('leaflet').LatLng|null} latlng @param {number} clear radius in px to keep free */
    show(id, card, latlng, clear) {
      anchor = { latlng, clear };
      box.dataset.testid = 'map-card';
      box.dataset.feature = id;
      box.setAttribute('aria-label', card.title);
      box.replaceChildren(element('div', { class: 'atlas-card-body' }, ...content(card, strings, onClose)));
      box.hidden = false;
      place();
    },
    hide() {
      box.hidden = true;
      delete box.dataset.feature;
      delete box.dataset.testid;
      box.replaceChildren();
    },
    place,
    remove: () => box.remove(),
    /** @param {HTMLElement} extra */
    append(extra) { box.firstElementChild?.append(extra); place(); },
  };
}

/** Above, right, left or below the mark, whichever fits; shifted along that side to stay inside the map.
 * @param {{x: number, y: number}} at @param {{x: number, y: number}} card @param {{x: number, y: number}} size @param {number} clear
 * @returns {{x: number, y: number, side: string}} */
export function spot(at, card, size, clear) {
  const gap = clear + TIP_PX;
  const right = size.x - card.x - (at.y < BUTTONS_PX + card.y ? BUTTONS_WIDTH_PX : MARGIN);
  const across = Math.max(MARGIN, Math.min(right, at.x - card.x / 2));
  const down = Math.max(MARGIN, Math.min(size.y - card.y - MARGIN, at.y - card.y / 2));
  const choices = [
    { side: 'N', x: across, y: at.y - gap - card.y }, { side: 'S', x: across, y: at.y + gap },
    { side: 'E', x: at.x + gap, y: down }, { side: 'W', x: at.x - gap - card.x, y: down },
  ];
  const fits = choices.find(({ x, y }) => x >= MARGIN && y >= MARGIN && x <= right + 0.5 && y + card.y <= size.y - MARGIN);
  return fits ?? { side: '', x: Math.max(MARGIN, Math.min(right, at.x + gap)), y: down };
}

/** @param {Card} card @param {Record<string, string>} strings @param {() => void} onClose */
function content(card, strings, onClose) {
  const pills = (card.pills ?? []).map((pill) => element('span', { class: `atlas-pill is-${pill.tone ?? 'plain'}` }, pill.text));
  const rows = (card.rows ?? []).flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]);
  return [
    element('button', { type: 'button', class: 'atlas-card-close', 'aria-label': strings.close, on: { click: onClose } }, '×'),
    element('h3', {}, card.title),
    card.sub ? element('p', { class: 'atlas-card-sub', lang: card.lang2 }, card.sub) : null,
    pills.length ? element('p', { class: 'atlas-pills' }, ...pills) : null,
    rows.length ? element('dl', {}, ...rows) : null,
    card.foot ? element('p', { class: 'atlas-card-foot' }, card.foot) : null,
  ].filter((part) => part !== null);
}
