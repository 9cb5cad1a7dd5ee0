/** Geometry made ready for canvas: Mercator coordinates in flat arrays, cut into pieces that can be skipped. */
import { worldX, worldY } from './mercator.js';

/** @typedef {import('./types.js').WorldBox} WorldBox */
/** @typedef {{xy: Float64Array, box: WorldBox}} Ring */
/** @typedef {{xy: Float64Array, box: WorldBox, start: number}} Piece  `start` is the length before it, in world widths */
/** @typedef {{pieces: Piece[], properties: Record<string, any>}} Path */

const PIECE_VERTICES = 64;

/** @param {number[][]} coordinates @returns {Ring} */
export function ring(coordinates) {
  const xy = new Float64Array(coordinates.length * 2);
  coordinates.forEach(([lon, lat], i) => {
    xy[2 * i] = worldX(lon);
    xy[2 * i + 1] = worldY(lat);
  });
  return { xy, box: boxOf(xy) };
}

/** @param {number[][]} coordinates @param {Record<string, any>} [properties] @returns {Path} */
export function path(coordinates, properties = {}) {
  const { xy } = ring(coordinates);
  const pieces = [];
  let start = 0;
  for (let i = 0; i < coordinates.length - 1; i += PIECE_VERTICES) {
    const part = xy.slice(2 * i, 2 * Math.min(coordinates.length, i + PIECE_VERTICES + 1));
    pieces.push({ xy: part, box: boxOf(part), start });
    start += lengthOf(part);
  }
  return { pieces, properties };
}

/** Every ring of a Polygon or MultiPolygon. @param {any} geometry @returns {Ring[]} */
export function rings(geometry) {
  if (!geometry) return [];
  if (geometry.type === 'Polygon') return geometry.coordinates.map(ring);
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat().map(ring);
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(rings);
  return [];
}

/** Every line of a line geometry, or the edges of an area. @param {any} geometry @param {Record<string, any>} [properties] @returns {Path[]} */
export function paths(geometry, properties) {
  if (!geometry) return [];
  const c = geometry.coordinates;
  if (geometry.type === 'LineString') return [path(c, properties)];
  if (geometry.type === 'MultiLineString' || geometry.type === 'Polygon') return c.map((/** @type {number[][]} */ line) => path(line, properties));
  if (geometry.type === 'MultiPolygon') return c.flat().map((/** @type {number[][]} */ line) => path(line, properties));
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap((/** @type {any} */ g) => paths(g, properties));
  return [];
}

/** @param {Float64Array} xy @returns {WorldBox} */
function boxOf(xy) {
  let west = Infinity, north = Infinity, east = -Infinity, south = -Infinity;
  for (let i = 0; i < xy.length; i += 2) {
    if (xy[i] < west) west = xy[i];
    if (xy[i] > east) east = xy[i];
    if (xy[i + 1] < north) north = xy[i + 1];
    if (xy[i + 1] > south) south = xy[i + 1];
  }
  return { west, north, east, south };
}

/** @param {Float64Array} xy */
function lengthOf(xy) {
  let sum = 0;
  for (let i = 2; i < xy.length; i += 2) sum += Math.hypot(xy[i] - xy[i - 2], xy[i + 1] - xy[i - 1]);
  return sum;
}
