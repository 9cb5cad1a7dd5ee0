import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distanceKm } from '../../atlas/maps/assets/js/geodesic.js';
import { formatArea, formatDegrees, formatLength, formatNumber, localTime } from '../../atlas/maps/assets/js/format.js';
import { stepAt } from '../../atlas/maps/assets/js/graticule.js';
import { pixelsPerKm } from '../../atlas/maps/assets/js/mercator.js';
import { barAt } from '../../atlas/maps/assets/js/scale.js';

test('the bar is round, fits, and is true at its latitude within 0.5 %', () => {
  for (const lat of [0, 30, 43.9, 55, 70]) for (const zoom of [2, 3.56, 6, 9.3, 12]) {
    const { km, px } = barAt(lat, zoom, 140);
    assert.ok([1, 2, 5].includes(Number((km / 10 ** Math.floor(Math.log10(km) + 1e-9)).toFixed(6))), `${km}`);
    assert.ok(px <= 140 && px > 50, `${px}`);
    const degrees = (px / (256 * 2 ** zoom)) * 360;
    const eastWest = distanceKm([0, lat], [Math.min(degrees, 2), lat]) * (degrees / Math.min(degrees, 2));
    assert.ok(Math.abs(eastWest - km) / km < 0.005, `${lat} ${zoom}: ${eastWest} instead of ${km}`);
  }
});

test('a kilometre is longer on the screen further north', () => {
  assert.ok(pixelsPerKm(60, 5) / pixelsPerKm(0, 5) > 1.99);
});

test('numbers as each language writes them', () => {
  assert.equal(formatNumber(9756, 'zh'), '9\u202f756');
  assert.equal(formatNumber(9756, 'en'), '9,756');
  assert.equal(formatNumber(1234567.891, 'de', 1), '1\u202f234\u202f567,9');
  assert.equal(formatNumber(-0.2, 'en'), '0');
  assert.equal(formatLength(0.25, 'en'), '250 m');
  assert.equal(formatArea(0.5, 'en'), '50.0 ha');
  assert.equal(formatDegrees(-12.5, 'lon', 1), '12.5°W');
});

test('local time carries its offset; an unknown zone is none', () => {
  const now = new Date('2026-11-22T04:00:00Z');
  assert.match(localTime('Asia/Shanghai', 'en', now) ?? '', /12:00.*\(UTC\+8\)/);
  assert.match(localTime('Asia/Shanghai', 'zh', now) ?? '', /^周日 12:00/);
  assert.equal(localTime('Nowhere/Land', 'en', now), null);
});

test('the graticule is never denser than its least distance', () => {
  for (let zoom = 2; zoom <= 12; zoom += 0.37) assert.ok((stepAt(256 * 2 ** zoom) / 360) * 256 * 2 ** zoom >= 85);
});
