/** The card inside the map: what a selected thing is, beside it, without moving the map. */
import { element } from './element.js';
import { L } from './leaflet.js';

/** @typedef {import('./types.js').Card} Card */

const MARGIN = 10, DOCK_BELOW_PX = 520;

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
    if (docked) return void (box.style.transform = '');
    const at = map.latLngToContainerPoint(/** @type {any} */ (anchor.latlng));
    const inside = at.x >= 0 && at.y >= 0 && at.x <= size.x && at.y <= size.y;
    box.style.visibility = inside ? '' : 'hidden';
    const { x, y } = spot(at, { x: box.offsetWidth, y: box.offsetHeight }, size, anchor.clear);
    box.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  return {
    /** @param {string} id @param {Card} card @param {import('leaflet').LatLng|null} latlng @param {number} clear radius in px to keep free */
    show(id, card, latlng, clear) {
      anchor = { latlng, clear };
      box.dataset.testid = 'map-card';
      box.dataset.feature = id;
      box.setAttribute('aria-label', card.title);
      box.replaceChildren(...content(card, strings, onClose));
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
    /** Its box in container pixels, so that labels keep off nothing but symbols do not hide. */
    get element() { return box; },
  };
}

/** Above, below, right or left of the mark, whichever fits; else held inside the map.
 * @param {{x: number, y: number}} at @param {{x: number, y: number}} card @param {{x: number, y: number}} size @param {number} clear */
export function spot(at, card, size, clear) {
  const gap = clear + 12;
  const choices = [
    { x: at.x - card.x / 2, y: at.y - gap - card.y }, { x: at.x + gap, y: at.y - card.y / 2 },
    { x: at.x - gap - card.x, y: at.y - card.y / 2 }, { x: at.x - card.x / 2, y: at.y + gap },
  ];
  const held = choices.map(({ x, y }) => ({
    x: Math.max(MARGIN, Math.min(size.x - card.x - MARGIN, x)), y: Math.max(MARGIN, Math.min(size.y - card.y - MARGIN, y)),
  }));
  const free = held.find(({ x, y }, i) => Math.abs(x - choices[i].x) < 60 * (i % 3 === 0 ? 4 : 1) && !covers({ x, y }, card, at, clear));
  return free ?? held[0];
}

/** @param {{x: number, y: number}} corner @param {{x: number, y: number}} card @param {{x: number, y: number}} at @param {number} clear */
function covers(corner, card, at, clear) {
  return at.x > corner.x - clear && at.x < corner.x + card.x + clear && at.y > corner.y - clear && at.y < corner.y + card.y + clear;
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
