/** Kilometres along a line: where a kilometre lies, which kilometre is nearest, and what is true there. */
import { ring } from './shapes.js';

/** @typedef {{xy: Float64Array, km: Float64Array}} Track  vertices in world units with their chainage, ascending */
/** @typedef {{x: number, y: number, dx: number, dy: number, km: number}} TrackPoint  position and direction */

/** @param {number[][]} vertices lon, lat, km @returns {Track|null} null where no chainage is given */
export function track(vertices) {
  if (vertices.length < 2 || !Number.isFinite(vertices[0][2])) return null;
  const ascending = vertices[vertices.length - 1][2] >= vertices[0][2] ? vertices : [...vertices].reverse();
  return { xy: ring(ascending).xy, km: Float64Array.from(ascending, (vertex) => vertex[2]) };
}

/** The point at a kilometre; null outside the track. @param {Track} line @param {number} km @returns {TrackPoint|null} */
export function pointAt({ xy, km: chain }, km) {
  const last = chain.length - 1;
  if (km < chain[0] - 1e-6 || km > chain[last] + 1e-6) return null;
  let low = 0, high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (chain[middle] <= km) low = middle; else high = middle;
  }
  const span = chain[high] - chain[low];
  const t = span > 0 ? Math.min(1, Math.max(0, (km - chain[low]) / span)) : 0;
  const dx = xy[2 * high] - xy[2 * low], dy = xy[2 * high + 1] - xy[2 * low + 1];
  return { x: xy[2 * low] + t * dx, y: xy[2 * low + 1] + t * dy, dx, dy, km };
}

/** The nearest point of a polyline, with its chainage where there is one.
 * @param {{xy: Float64Array, km?: Float64Array|null}} line @param {number} x @param {number} y world units */
export function nearest({ xy, km }, x, y) {
  let best = { distance: Infinity, x: 0, y: 0, km: /** @type {number|null} */ (null) };
  for (let i = 0; i + 3 < xy.length; i += 2) {
    const ax = xy[i], ay = xy[i + 1], dx = xy[i + 2] - ax, dy = xy[i + 3] - ay;
    const length2 = dx * dx + dy * dy;
    const t = length2 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2)) : 0;
    const px = ax + t * dx, py = ay + t * dy;
    const distance = Math.hypot(x - px, y - py);
    if (distance >= best.distance) continue;
    const n = i / 2;
    best = { distance, x: px, y: py, km: km ? km[n] + t * (km[n + 1] - km[n]) : null };
  }
  return best;
}

/** Round kilometres on a track, ends left out. @param {Track} line @param {number} step km @returns {TrackPoint[]} */
export function ticks(line, step) {
  const found = [];
  const first = line.km[0], last = line.km[line.km.length - 1];
  for (let km = Math.ceil(first / step) * step; km <= last; km += step) {
    const point = km > 0 ? pointAt(line, km) : null;
    if (point) found.push(point);
  }
  return found;
}

/**
 * What is known at a kilometre: the stops around it and the leg it is on.
 * Where the line changes zone between two stops the nearer stop's time is given.
 * @param {import('./types.js').LineFacts} line @param {number} km
 */
export function factsAt(line, km) {
  const stops = [...line.stops].sort((a, b) => a.km - b.km);
  const previous = stops.filter((stop) => stop.km <= km).pop() ?? null;
  const next = stops.find((stop) => stop.km > km) ?? null;
  // At a stop the leg ahead is meant, as in the panel; at the end of the line there is only the last.
  const leg = line.legs.find((part) => part.km0 <= km && km < part.km1) ?? line.legs.find((part) => part.km1 === km) ?? null;
  // On a leg over a border the stops around decide.
  const country = previous?.country && previous.country === next?.country ? previous.country : leg?.country ?? previous?.country ?? null;
  const zoned = stops.filter((stop) => stop.tz);
  const zone = zoned.reduce((best, stop) => (!best || Math.abs(stop.km - km) < Math.abs(best.km - km) ? stop : best), /** @type {any} */ (null));
  return { previous, next, leg, tz: /** @type {string|null} */ (zone?.tz ?? null), country, gauge: leg?.gauge ?? previous?.gauge ?? null };
}
