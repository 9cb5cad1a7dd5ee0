import assert from 'node:assert/strict';
import { test } from 'node:test';
import { circle, destination, roundedKm } from '../../atlas/maps/assets/js/geocircle.js';
import { areaKm2, distanceKm } from '../../atlas/maps/assets/js/geodesic.js';
import { cornersOf, crossings, inserted, middle, moved, polygon, without } from '../../atlas/maps/assets/js/outline.js';
import { random } from './fakes.js';

/** @typedef {[number, number]} LonLat */
/** @type {LonLat[]} */
const SQUARE = [[125, 43], [126, 43], [126, 44], [125, 44]];
/** @type {LonLat[]} */
const BOW = [[125, 43], [126, 44], [126, 43], [125, 44]];

test('corners are put between, moved and taken away, the ring before stays as it was', () => {
  assert.deepEqual(inserted(SQUARE, 1, middle(SQUARE[0], SQUARE[1]))[1], [125.5, 43]);
  assert.deepEqual(inserted(SQUARE, 4, middle(SQUARE[3], SQUARE[0]))[4], [125, 43.5]);
  assert.deepEqual(moved(SQUARE, 2, [127, 45])[2], [127, 45]);
  assert.deepEqual(without(SQUARE, 0), SQUARE.slice(1));
  assert.equal(SQUARE.length, 4);
});

test('the edges that cross are found, neighbours that share a corner are not', () => {
  assert.deepEqual(crossings(SQUARE, true), []);
  assert.deepEqual(crossings(BOW, true), [[0, 2]]);
  assert.deepEqual(crossings(BOW.slice(0, 3), true), []);
  assert.deepEqual(crossings([[0, 0], [2, 2], [2, 0], [0, 2]], false), [[0, 2]]);
});

test('a corner on another edge and an edge that runs back on its neighbour are crossings too', () => {
  assert.ok(crossings([[0, 0], [4, 0], [4, 4], [2, 0], [0, 4]], true).length > 0);
  assert.ok(crossings([[0, 0], [4, 0], [2, 0], [2, 4]], true).length > 0);
});

test('corners taken by angle around a middle never cross', () => {
  const next = random(7);
  for (let trial = 0; trial < 50; trial++) {
    const ring = Array.from({ length: 12 }, (_, i) => { const r = 0.2 + next(), a = (i / 12) * 2 * Math.PI; return /** @type {LonLat} */ ([125 + r * Math.cos(a), 43 + r * Math.sin(a)]); });
    assert.deepEqual(crossings(ring, true), []);
  }
});

test('the polygon runs counter-clockwise, is closed and has six decimals', () => {
  const made = polygon([[125.1234567, 43], [125, 44], [126, 44]]);
  assert.deepEqual(made?.coordinates[0], [[126, 44], [125, 44], [125.123457, 43], [126, 44]]);
  assert.deepEqual(polygon([...SQUARE].reverse())?.coordinates[0].slice(0, 4), SQUARE);
  assert.equal(polygon(SQUARE.slice(0, 2)), null);
});

test('an outline read and written again is the same, its holes too', () => {
  const given = { type: 'Polygon', coordinates: [[...SQUARE, SQUARE[0]], [[125.2, 43.2], [125.2, 43.4], [125.4, 43.4], [125.2, 43.2]]] };
  const { ring, holes } = cornersOf(JSON.stringify(given));
  assert.deepEqual(polygon(ring, holes), given);
});

test('what is no polygon has no corners', () => {
  for (const bad of ['', '{', 'null', '{"type":"Point","coordinates":[1,2]}', null, undefined, '{"type":"Polygon"}']) assert.deepEqual(cornersOf(bad), { ring: [], holes: [] });
});

test('places at a distance are at that distance, in every direction', () => {
  for (const centre of /** @type {LonLat[]} */ ([[125.32, 43.88], [37.6, 55.75], [0, 0], [170, -45]])) {
    for (const point of circle(centre, 2.5)) assert.ok(Math.abs(distanceKm(centre, point) - 2.5) < 1e-6);
  }
  const [lon, lat] = destination([144.42486788888889, -37.951033416666666], 306 + 52 / 60 + 5.37 / 3600, 54.972271);
  // Flinders Peak to Buninyong, the example of the Australian geodetic manual.
  assert.ok(Math.abs(lon - (143 + 55 / 60 + 35.3839 / 3600)) < 1e-7 && Math.abs(lat + (37 + 39 / 60 + 10.1561 / 3600)) < 1e-7);
});

test('a circle has the area of a circle, and its radius is no finer than a hand', () => {
  assert.ok(Math.abs(areaKm2(circle([125.32, 43.88], 7)) / (Math.PI * 49) - 1) < 0.006);
  assert.deepEqual([0.001, 0.1234, 2.4678, 34.56].map(roundedKm), [0.01, 0.12, 2.5, 35]);
});
