/** The signs of the map as small SVG pictures, centred on 0,0. Colours are custom properties or the entity's hue. */
import { enlarged } from './enlarge.js';
import { svg } from './svg.js';

/** Radius in px at zoom 4 and from zoom 9 on. @type {Record<string, [number, number]>} */
const RADII = {
  disc: [13, 16], square: [5.5, 7], lozenge: [9, 12], bars: [7, 9], target: [11, 13], dot: [3.6, 5],
  station: [6, 8], airport: [8.5, 11], triangle: [7, 9], zone: [6.5, 8.5], none: [0, 0], line: [0, 0],
};

/** @typedef {{symbol: string, hue: string, mark?: string, state?: string, overdue?: boolean}} Sign */

/** Half the size of a sign in px. @param {string} symbol @param {number} zoom */
export function radiusOf(symbol, zoom) {
  const [near, far] = RADII[symbol] ?? RADII.dot;
  const t = Math.min(1, Math.max(0, (zoom - 4) / 5));
  return (near + t * (far - near)) * enlarged();
}

/** @param {Sign} sign @param {number} r radius in px @returns {SVGElement} */
export function drawSign(sign, r) {
  const half = Math.ceil(r) + 4;
  const draw = DRAWN[sign.symbol] ?? DRAWN.dot;
  const clock = sign.overdue ? [drawClock(r)] : [];
  return svg('svg', { viewBox: `${-half} ${-half} ${2 * half} ${2 * half}`, width: 2 * half, height: 2 * half, 'aria-hidden': 'true', focusable: 'false' }, ...draw(sign, r), ...clock);
}

/** The clock of a place with figures due for review: its radius, and how far right and down of the
 * symbol's middle it stands, clear of the character on a park's disc. @param {number} r of the symbol */
export function clockAt(r) {
  const radius = 5.4 * enlarged();
  return { radius, away: Math.max(0.98 * r, 0.5 * r + 0.72 * radius) };
}

/** @param {number} r */
function drawClock(r) {
  const { radius, away } = clockAt(r), width = radius * 0.3;
  return svg('g', { class: 'atlas-clock', transform: `translate(${away.toFixed(1)} ${away.toFixed(1)})` },
    svg('circle', { r: radius + 1.6, fill: 'var(--halo)' }),
    svg('circle', { r: radius - width / 2, fill: 'var(--panel)', stroke: 'var(--warn)', 'stroke-width': width }),
    svg('path', { d: `M0 ${-radius * 0.52}V${radius * 0.06}L${radius * 0.36} ${radius * 0.3}`, fill: 'none', stroke: 'var(--warn)', 'stroke-width': width * 0.9, 'stroke-linecap': 'round' }));
}

const PANEL = 'var(--sign, #fff)', LINE = 'var(--sign-ink, #16202B)';

/** @param {Sign} sign @param {number} r */
function disc({ hue, mark, state }, r) {
  const hollow = state === 'unconfirmed' || state === 'candidate';
  const circle = hollow
    ? svg('circle', { r: r - 1, fill: 'var(--panel)', stroke: hue, 'stroke-width': 1.8, 'stroke-dasharray': '3.6 2.9' })
    : svg('circle', { r, fill: hue, stroke: 'var(--panel)', 'stroke-width': 2 });
  const size = mark && mark.length > 1 ? r * 0.78 : r * 1.06;
  const text = svg('text', { y: size * 0.36, 'font-size': size, 'font-weight': 700, 'text-anchor': 'middle', fill: hollow ? hue : 'var(--panel)' }, mark ?? '');
  return mark ? [circle, text] : [circle];
}

/** Break of gauge: a white lozenge with two pairs of rails, the lower pair wider apart. @param {Sign} _sign @param {number} r */
function lozenge(_sign, r) {
  const rail = (/** @type {number} */ y, /** @type {number} */ x0, /** @type {number} */ x1) =>
    svg('line', { x1: x0 * r, x2: x1 * r, y1: y * r, y2: y * r, stroke: LINE, 'stroke-width': Math.max(1.1, r * 0.12) });
  return [
    svg('path', { d: `M0 ${-r}L${r} 0L0 ${r}L${-r} 0Z`, fill: 'none', stroke: 'var(--halo)', 'stroke-width': 4.5, 'stroke-linejoin': 'round' }),
    svg('path', { d: `M0 ${-r}L${r} 0L0 ${r}L${-r} 0Z`, fill: PANEL, stroke: LINE, 'stroke-width': 1.6, 'stroke-linejoin': 'round' }),
    svg('g', { transform: 'rotate(-32)' },
      rail(-0.13, -0.56, -0.02), rail(0.13, -0.56, -0.02),
      rail(-0.27, 0.06, 0.5), rail(0.27, 0.06, 0.5)),
  ];
}

/** Border without break of gauge: a white disc with two bars. @param {Sign} _sign @param {number} r */
function bars(_sign, r) {
  const bar = (/** @type {number} */ x) => svg('line', { x1: x, x2: x, y1: -r * 0.48, y2: r * 0.48, stroke: LINE, 'stroke-width': 1.6 });
  return [svg('circle', { r: r + 1.4, fill: 'var(--halo)' }), svg('circle', { r: r - 0.8, fill: PANEL, stroke: LINE, 'stroke-width': 1.6 }), bar(-r * 0.23), bar(r * 0.23)];
}

/** Terminal: a square with a hole, in the line's hue. @param {Sign} sign @param {number} r */
function square({ hue }, r) {
  const edge = (/** @type {number} */ s, /** @type {Record<string, string|number>} */ look) => svg('rect', { x: -s, y: -s, width: 2 * s, height: 2 * s, ...look });
  return [edge(r + 1.4, { fill: 'var(--halo)', rx: 1.5 }), edge(r - 1.2, { fill: 'var(--panel)', stroke: hue, 'stroke-width': 2.6 }), edge(r * 0.2, { fill: hue })];
}

/** The origin, the only double ring. @param {Sign} sign @param {number} r */
function target({ hue }, r) {
  return [
    svg('circle', { r: r + 1.2, fill: 'var(--halo)' }),
    svg('circle', { r: r - 1.6, fill: PANEL, stroke: hue, 'stroke-width': 3 }),
    svg('circle', { r: r * 0.4, fill: hue }),
  ];
}

/** @param {Sign} _sign @param {number} r */
function dot(_sign, r) {
  return [svg('circle', { r: r + 1.2, fill: 'var(--halo)' }), svg('circle', { r: r - 0.3, fill: PANEL, stroke: LINE, 'stroke-width': 1.6 })];
}

/** @param {Sign} _sign @param {number} r */
function station(_sign, r) {
  const s = r - 0.8;
  return [
    svg('rect', { x: -r - 1, y: -r - 1, width: 2 * r + 2, height: 2 * r + 2, rx: 3.4, fill: 'var(--halo)' }),
    svg('rect', { x: -s, y: -s, width: 2 * s, height: 2 * s, rx: 2.4, fill: PANEL, stroke: LINE, 'stroke-width': 1.6 }),
    svg('path', { d: `M${-r * 0.3} ${-r * 0.42}V${r * 0.42}M${r * 0.3} ${-r * 0.42}V${r * 0.42}M${-r * 0.3} ${-r * 0.16}H${r * 0.3}M${-r * 0.3} ${r * 0.2}H${r * 0.3}`, stroke: LINE, 'stroke-width': 1.1, fill: 'none' }),
  ];
}

/** @param {Sign} _sign @param {number} r */
function airport(_sign, r) {
  const plane = 'M0-7.2C.7-7.2 1-6.2 1-5.2V-2.2L6.6 1.4V3L1 1.2V4.6L2.6 6V7.2L0 6.4L-2.6 7.2V6L-1 4.6V1.2L-6.6 3V1.4L-1-2.2V-5.2C-1-6.2-.7-7.2 0-7.2Z';
  return [
    svg('circle', { r: r + 1.2, fill: 'var(--halo)' }),
    svg('circle', { r: r - 0.6, fill: PANEL, stroke: LINE, 'stroke-width': 1.3 }),
    svg('path', { d: plane, fill: LINE, transform: `rotate(45) scale(${(r * 0.082).toFixed(3)})` }),
  ];
}

/** @param {Sign} sign @param {number} r */
function triangle({ hue, state }, r) {
  const d = `M0 ${-r}L${r * 0.92} ${r * 0.68}H${-r * 0.92}Z`;
  const hollow = state === 'unconfirmed' || state === 'candidate';
  return [
    svg('path', { d, fill: 'none', stroke: 'var(--halo)', 'stroke-width': 4.4, 'stroke-linejoin': 'round' }),
    svg('path', { d, fill: 'var(--panel)', stroke: hue, 'stroke-width': 1.7, 'stroke-linejoin': 'round', ...(hollow ? { 'stroke-dasharray': '3 2' } : {}) }),
  ];
}

/** Development zone: a dashed rounded square. @param {Sign} sign @param {number} r */
function zone({ hue }, r) {
  const s = r - 0.8, box = { x: -s, y: -s, width: 2 * s, height: 2 * s, rx: 2.5 };
  return [
    svg('rect', { ...box, fill: 'var(--halo)', stroke: 'var(--halo)', 'stroke-width': 4 }),
    svg('rect', { ...box, fill: 'var(--panel)', stroke: hue, 'stroke-width': 1.6, 'stroke-dasharray': '3.2 2.2' }),
  ];
}

/** @type {Record<string, (sign: Sign, r: number) => Element[]>} */
const DRAWN = { zone, disc, square, lozenge, bars, target, dot, station, airport, triangle };
