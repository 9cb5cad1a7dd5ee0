/** Areas on the canvas: accuracy circles, indicative outlines (hatched, dashed), zones, candidate zones. */
import { traceRings } from './brush.js';
import { pixelsPerKm, worldX, worldY } from './mercator.js';
import { ring } from './shapes.js';
import { faded, hueOf } from './theme.js';

/** @typedef {import('./types.js').Feature} Feature */
/** @typedef {{feature: Feature, rings: import('./shapes.js').Ring[], x: number, y: number}} Area */

const HATCH_PX = 7;
const SMALLEST_CIRCLE_PX = 14;

/** @param {Feature} feature */
export function isArea(feature) {
  return Boolean(feature.polygon?.length || (feature.point && feature.accuracy_km && feature.state !== 'unconfirmed'));
}

/** @param {Feature} feature @returns {Area} */
export function prepareArea(feature) {
  const [lon, lat] = feature.point ?? [0, 0];
  return { feature, rings: (feature.polygon ?? []).map(ring), x: worldX(lon), y: worldY(lat) };
}

/** @param {import('./brush.js').Frame} frame @param {Area[]} areas @param {{tokens: import('./theme.js').Tokens, sel: string|null}} state */
export function drawAreas(frame, areas, { tokens, sel }) {
  for (const area of areas) {
    const candidate = area.feature.state === 'candidate';
    const colour = candidate ? tokens.candidate : hueOf(tokens, area.feature.hue);
    const chosen = area.feature.id === sel;
    if (area.rings.length) drawOutline(frame, area, colour, chosen);
    else drawCircle(frame, area, colour, chosen);
  }
}

/** @param {import('./brush.js').Frame} frame @param {Area} area @param {string} colour @param {boolean} chosen */
function drawOutline(frame, area, colour, chosen) {
  const { ctx } = frame;
  ctx.beginPath();
  traceRings(frame, area.rings, 20);
  ctx.fillStyle = faded(colour, area.feature.hatched ? 0.1 : 0.16);
  ctx.fill('evenodd');
  if (area.feature.hatched) hatch(frame, colour);
  ctx.beginPath();
  traceRings(frame, area.rings, 20);
  ctx.setLineDash(area.feature.hatched || area.feature.state === 'candidate' ? [6, 4] : []);
  ctx.strokeStyle = colour;
  ctx.lineWidth = chosen ? 2.4 : 1.5;
  ctx.stroke();
  ctx.setLineDash([]);
}

/** Lines at 45° within the current path, fixed to the ground while panning. @param {import('./brush.js').Frame} frame @param {string} colour */
function hatch(frame, colour) {
  const { ctx, min, max } = frame;
  ctx.save();
  ctx.clip('evenodd');
  ctx.beginPath();
  const height = max.y - min.y;
  const from = Math.floor((min.x - height) / HATCH_PX) * HATCH_PX - (min.y % HATCH_PX);
  for (let x = from; x < max.x + height; x += HATCH_PX) {
    ctx.moveTo(x, max.y);
    ctx.lineTo(x + height, min.y);
  }
  ctx.strokeStyle = faded(colour, 0.3);
  ctx.lineWidth = 1;
  ctx.stroke();
  ctx.restore();
}

/** @param {Area} area @param {number} zoom */
function radiusPx(area, zoom) {
  return (area.feature.accuracy_km ?? 0) * pixelsPerKm(area.feature.point?.[1] ?? 0, zoom);
}

/** @param {import('./brush.js').Frame} frame @param {Area} area @param {string} colour @param {boolean} chosen */
function drawCircle(frame, area, colour, chosen) {
  const { ctx, scale, originX, originY } = frame;
  const radius = radiusPx(area, frame.zoom);
  const candidate = area.feature.state === 'candidate';
  if (radius < SMALLEST_CIRCLE_PX && !candidate) return;
  ctx.beginPath();
  ctx.arc(area.x * scale - originX, area.y * scale - originY, Math.max(radius, 6), 0, 2 * Math.PI);
  ctx.fillStyle = faded(colour, candidate || area.feature.kind === 'park' ? 0.16 : 0.06);
  ctx.fill();
  ctx.setLineDash(candidate ? [6, 4] : []);
  ctx.strokeStyle = faded(colour, candidate || chosen ? 1 : area.feature.kind === 'park' ? 0.55 : 0.3);
  ctx.lineWidth = candidate || chosen ? 1.8 : 1;
  ctx.stroke();
  ctx.setLineDash([]);
}

/** The smallest area around a position. @param {Area[]} areas @param {number} x @param {number} y world units @param {number} zoom
 * @returns {Area|null} */
export function hitArea(areas, x, y, zoom) {
  const scale = 256 * 2 ** zoom;
  const around = areas.filter((area) => (area.rings.length
    ? area.rings.filter(({ xy }) => inside(xy, x, y)).length % 2 === 1
    : radiusPx(area, zoom) >= SMALLEST_CIRCLE_PX && Math.hypot(area.x - x, area.y - y) * scale <= radiusPx(area, zoom)));
  return around.sort((a, b) => extent(a, zoom) - extent(b, zoom))[0] ?? null;
}

/** @param {Area} area @param {number} zoom */
function extent(area, zoom) {
  if (!area.rings.length) return Math.PI * radiusPx(area, zoom) ** 2;
  const { west, east, north, south } = area.rings[0].box;
  return (east - west) * (south - north) * (256 * 2 ** zoom) ** 2;
}

/** @param {Float64Array} xy @param {number} x @param {number} y */
function inside(xy, x, y) {
  let odd = false;
  for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
    const crosses = xy[i + 1] > y !== xy[j + 1] > y;
    if (crosses && x < ((xy[j] - xy[i]) * (y - xy[i + 1])) / (xy[j + 1] - xy[i + 1]) + xy[i]) odd = !odd;
  }
  return odd;
}
