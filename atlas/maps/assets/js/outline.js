/** Rings of corners, longitude first: insert, move, take away; crossings; and GeoJSON (RFC 7946, CRS84). */

/** @typedef {import('./types.js').LonLat} LonLat */

/** Six decimals are a tenth of a metre. */
const DECIMALS = 6;

/** @param {number} degrees */
export function rounded(degrees) {
  return Number(degrees.toFixed(DECIMALS));
}

/** @param {LonLat[]} ring @param {number} index @param {LonLat} corner @returns {LonLat[]} */
export function moved(ring, index, corner) {
  return ring.map((old, i) => (i === index ? corner : old));
}

/** @param {LonLat[]} ring @param {number} index of the new corner @param {LonLat} corner @returns {LonLat[]} */
export function inserted(ring, index, corner) {
  return [...ring.slice(0, index), corner, ...ring.slice(index)];
}

/** @param {LonLat[]} ring @param {number} index @returns {LonLat[]} */
export function without(ring, index) {
  return ring.filter((_, i) => i !== index);
}

/** @param {LonLat} a @param {LonLat} b @returns {LonLat} */
export function middle(a, b) {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

/** Edges that meet where they must not. @param {LonLat[]} ring open @param {boolean} closed @returns {[number, number][]} pairs of edges by their first corner */
export function crossings(ring, closed) {
  const count = closed && ring.length > 2 ? ring.length : ring.length - 1;
  const end = (/** @type {number} */ i) => ring[(i + 1) % ring.length];
  /** @type {[number, number][]} */
  const found = [];
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const neighbours = j === i + 1 || (closed && i === 0 && j === count - 1);
      if (neighbours ? foldsBack(ring, i, j, end) : meet(ring[i], end(i), ring[j], end(j))) found.push([i, j]);
    }
  }
  return found;
}

/** Neighbours share a corner; one that runs back along the other encloses nothing.
 * @param {LonLat[]} ring @param {number} i @param {number} j @param {(i: number) => LonLat} end */
function foldsBack(ring, i, j, end) {
  if (ring.length < 4) return false;
  const [a, shared, b] = j === i + 1 ? [ring[i], ring[j], end(j)] : [ring[j], ring[i], end(i)];
  const dot = (a[0] - shared[0]) * (b[0] - shared[0]) + (a[1] - shared[1]) * (b[1] - shared[1]);
  return turn(a, shared, b) === 0 && dot > 0;
}

/** @param {LonLat} a @param {LonLat} b @param {LonLat} c @param {LonLat} d */
function meet(a, b, c, d) {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc !== abd && cda !== cdb) return true;
  return (abc === 0 && within(a, b, c)) || (abd === 0 && within(a, b, d)) || (cda === 0 && within(c, d, a)) || (cdb === 0 && within(c, d, b));
}

/** 1 to the left, -1 to the right, 0 straight on. @param {LonLat} a @param {LonLat} b @param {LonLat} c */
function turn(a, b, c) {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}

/** Whether a point on the line through a and b lies between them. @param {LonLat} a @param {LonLat} b @param {LonLat} p */
function within(a, b, p) {
  return Math.min(a[0], b[0]) <= p[0] && p[0] <= Math.max(a[0], b[0]) && Math.min(a[1], b[1]) <= p[1] && p[1] <= Math.max(a[1], b[1]);
}

/** Twice the area in square degrees, positive counter-clockwise. @param {LonLat[]} ring */
function signed(ring) {
  return ring.reduce((sum, [x, y], i) => { const [u, v] = ring[(i + 1) % ring.length]; return sum + x * v - u * y; }, 0);
}

/** Exterior counter-clockwise, as RFC 7946 asks; holes of the outline before are kept.
 * @param {LonLat[]} ring open @param {LonLat[][]} [holes] closed rings @returns {import('./types.js').Outline|null} */
export function polygon(ring, holes = []) {
  if (ring.length < 3) return null;
  const corners = /** @type {LonLat[]} */ (ring.map(([lon, lat]) => [rounded(lon), rounded(lat)]));
  if (signed(corners) < 0) corners.reverse();
  return { type: 'Polygon', coordinates: [[...corners, corners[0]], ...holes] };
}

/** Corners and holes of a GeoJSON polygon or of its text; nothing where it is none.
 * @param {unknown} given @returns {{ring: LonLat[], holes: LonLat[][]}} */
export function cornersOf(given) {
  try {
    const found = typeof given === 'string' ? JSON.parse(given || 'null') : given;
    if (found?.type !== 'Polygon') return { ring: [], holes: [] };
    const [outer, ...holes] = found.coordinates;
    const ring = outer.map((/** @type {number[]} */ [lon, lat]) => /** @type {LonLat} */ ([lon, lat]));
    const last = ring.at(-1);
    if (ring.length > 1 && last && last.join() === ring[0].join()) ring.pop();
    return { ring, holes };
  } catch {
    return { ring: [], holes: [] };
  }
}
