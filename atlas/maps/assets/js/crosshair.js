/** A ring on the line at a kilometre: where the strip map or the pointer is, and what is chosen. */
import { element } from './element.js';
import { latAt, lonAt } from './mercator.js';
import { trackPoint } from './selection.js';
import { hueOf } from './theme.js';
import { L } from './leaflet.js';

const MAIN_LINE = 'line-cme';

/** @param {any} scene @param {string} className */
export function crosshair(scene, className) {
  const { map } = scene;
  const ring = element('div', { class: `atlas-cross leaflet-zoom-animated ${className}`, hidden: true });
  map.getPane('cross').append(ring);
  /** @type {import('leaflet').LatLng|null} */
  let latlng = null;
  const move = () => { if (latlng) L.DomUtil.setPosition(ring, map.latLngToLayerPoint(latlng)); };
  map.on('zoom viewreset', move);
  map.on('zoomanim', (/** @type {any} */ { center, zoom }) => {
    if (latlng) L.DomUtil.setPosition(ring, map._latLngToNewLayerPoint(latlng, zoom, center));
  });
  return {
    /** @param {number|null|undefined} km @param {string|null} [id] a line; the chosen way, else the main line by default */
    show(km, id) {
      const found = km === null || km === undefined ? null : trackPoint(scene, id ?? scene.way?.id ?? MAIN_LINE, km);
      ring.hidden = !found;
      latlng = found ? L.latLng(latAt(found.y), lonAt(found.x)) : null;
      ring.style.setProperty('--hue', hueOf(scene.tokens, scene.feature(id ?? scene.way?.id ?? MAIN_LINE)?.hue));
      move();
    },
  };
}
