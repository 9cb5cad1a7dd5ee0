/** The scale bar: true at the latitude in the middle of the map, which it names. */
import { formatNumber } from './format.js';
import { pixelsPerKm } from './mercator.js';
import { svg } from './svg.js';

const LONGEST_PX = 140;

/** The longest round length that fits. @param {number} lat degrees @param {number} zoom @param {number} [longest] px
 * @returns {{km: number, px: number}} */
export function barAt(lat, zoom, longest = LONGEST_PX) {
  const perKm = pixelsPerKm(lat, zoom);
  const most = longest / perKm;
  const power = 10 ** Math.floor(Math.log10(most));
  const km = ([5, 2, 1].find((digit) => digit * power <= most) ?? 1) * power;
  return { km, px: km * perKm };
}

/** @param {HTMLElement} box @param {import('leaflet').Map} map @param {string} lang */
export function drawScale(box, map, lang) {
  const lat = map.getCenter().lat;
  const { km, px } = barAt(lat, map.getZoom());
  const [figure, unit] = km >= 1 ? [formatNumber(km, lang), 'km'] : [formatNumber(km * 1000, lang), 'm'];
  const digits = map.getZoom() >= 8 ? 2 : 0;
  const place = `${Math.abs(lat).toFixed(digits)}°${lat < 0 ? 'S' : 'N'}`;
  const w = Math.round(px);
  const line = svg('path', { d: `M1 4v7h${w}v-7M${1 + w / 2} 7v4`, fill: 'none', stroke: 'var(--ink)', 'stroke-width': 1.5 });
  const text = (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ anchor, /** @type {string} */ words) => svg('text', { x, y, 'text-anchor': anchor, 'font-size': 11, fill: 'var(--ink2)' }, words);
  const drawing = svg('svg', { width: w + 62, height: 30, viewBox: `0 0 ${w + 62} 30`, 'aria-hidden': 'true' },
    svg('g', { transform: 'translate(0 13)' }, line),
    text(1, 10, 'start', '0'), text(w + 2, 10, 'end', `${figure} ${unit}`), text(w + 10, 25, 'start', place));
  box.setAttribute('aria-label', `${figure} ${unit}, ${place}`);
  box.replaceChildren(drawing);
}
