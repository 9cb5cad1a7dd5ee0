import assert from 'node:assert/strict';
import test from 'node:test';
import { firstKm, roundedKm } from '../../atlas/maps/assets/js/geocircle.js';

test('a place begins with a kilometre, far out with a round figure below what the hand covers', () => {
  const wide = [0.02, 0.99, 1, 1.9, 2, 4.9, 5, 9.9, 10, 37, 83, 640];
  assert.deepEqual(wide.map(firstKm), [1, 1, 1, 1, 2, 2, 5, 5, 10, 20, 50, 500]);
});

test('what it begins with is a radius the ring can be pulled to', () => {
  for (const km of [0.1, 3, 8, 70]) assert.equal(roundedKm(firstKm(km)), firstKm(km));
});
