import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areaKm2, distanceKm, greatCircle, lengthKm } from '../../atlas/maps/assets/js/geodesic.js';

/** @typedef {[number, number]} LonLat */
const near = (/** @type {number} */ found, /** @type {number} */ known, /** @type {number} */ share) =>
  assert.ok(Math.abs(found - known) <= known * share, `${found} instead of ${known}`);

test('Flinders Peak to Buninyong, the example of the Australian geodetic manual', () => {
  const flinders = /** @type {LonLat} */ ([144 + 25 / 60 + 29.5244 / 3600, -(37 + 57 / 60 + 3.7203 / 3600)]);
  const buninyong = /** @type {LonLat} */ ([143 + 55 / 60 + 35.3839 / 3600, -(37 + 39 / 60 + 10.1561 / 3600)]);
  near(distanceKm(flinders, buninyong), 54.972271, 1e-8);
});

test('one degree of latitude and of longitude at the equator (WGS84)', () => {
  near(distanceKm([0, 0], [0, 1]), 110.574389, 1e-6);
  near(distanceKm([0, 0], [1, 0]), 111.319491, 1e-6);
});

test('same point, and a nearly antipodal pair that Vincenty cannot do', () => {
  assert.equal(distanceKm([10, 50], [10, 50]), 0);
  near(distanceKm([0, 0], [179.7, 0.5]), 19_936, 0.006);
});

test('a path is the sum of its parts', () => {
  near(lengthKm([[0, 0], [0, 1], [0, 2]]), distanceKm([0, 0], [0, 2]), 1e-9);
});

test('areas: an octant of the Earth and a degree square at the equator', () => {
  near(areaKm2([[0, 0], [90, 0], [0, 90]]), 510_065_621.724 / 8, 1e-4);
  near(areaKm2([[0, 0], [1, 0], [1, 1], [0, 1]]), 12_308.778, 5e-3);
});

test('area does not care for direction, start or the antimeridian', () => {
  const ring = /** @type {LonLat[]} */ ([[178, 50], [-178, 50], [-178, 54], [178, 54]]);
  const moved = /** @type {LonLat[]} */ (ring.map(([lon, lat]) => [((lon + 360) % 360) - 100, lat]));
  near(areaKm2([...ring].reverse()), areaKm2(ring), 1e-12);
  near(areaKm2(moved), areaKm2(ring), 1e-9);
});

test('the great circle goes through both ends and bends north', () => {
  const arc = greatCircle([13.9, 51.5], [125.3, 43.9], 20);
  near(arc[0][0], 13.9, 1e-9);
  near(arc[20][1], 43.9, 1e-9);
  assert.ok(arc[10][1] > 55);
});
