import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsAt, nearest, pointAt, ticks, track } from '../../atlas/maps/assets/js/chainage.js';
import { latAt, lonAt, worldX, worldY } from '../../atlas/maps/assets/js/mercator.js';

const LINE = /** @type {any} */ (track([[125, 44, 0], [120, 48, 900], [110, 50, 2100], [90, 55, 4000]]));

test('a kilometre lies where its vertices say, ends included', () => {
  const middle = /** @type {any} */ (pointAt(LINE, 900));
  assert.ok(Math.abs(lonAt(middle.x) - 120) < 1e-9 && Math.abs(latAt(middle.y) - 48) < 1e-9);
  assert.ok(pointAt(LINE, 0) && pointAt(LINE, 4000));
  assert.equal(pointAt(LINE, 4001), null);
  assert.equal(pointAt(LINE, -1), null);
});

test('the nearest kilometre to a point on the line is its own kilometre', () => {
  for (let km = 0; km <= 4000; km += 37) {
    const { x, y } = /** @type {any} */ (pointAt(LINE, km));
    const found = nearest(LINE, x, y);
    assert.ok(Math.abs(/** @type {number} */ (found.km) - km) < 1e-6);
    assert.ok(found.distance < 1e-12);
  }
});

test('a line given from its far end is turned round; one without chainage is none', () => {
  const turned = /** @type {any} */ (track([[90, 55, 4000], [125, 44, 0]]));
  assert.deepEqual([...turned.km], [0, 4000]);
  assert.equal(track([[1, 2], [3, 4]]), null);
});

test('ticks stand at round kilometres', () => {
  assert.deepEqual(ticks(LINE, 1000).map(({ km }) => km), [1000, 2000, 3000, 4000]);
});

test('call-out: next stop, leg, zone of the nearer stop', () => {
  const line = {
    stops: [{ id: 'a', km: 0, name: 'A', tz: 'Asia/Shanghai', country: 'CN' }, { id: 'b', km: 1000, name: 'B', tz: 'Asia/Chita', country: 'RU' }],
    legs: [{ from: 'a', to: 'b', km0: 0, km1: 1000, gauge: 1435, traction: '25 kV', country: 'CN' }],
  };
  const at = factsAt(line, 700);
  assert.equal(at.next?.id, 'b');
  assert.equal(at.previous?.id, 'a');
  assert.equal(at.tz, 'Asia/Chita');
  assert.equal(at.gauge, 1435);
  assert.equal(factsAt(line, 1000).next, null);
});

test('at a stop the leg ahead is meant; between two stops of one country the border leg is in it', () => {
  const line = {
    stops: [{ id: 'a', km: 0, name: 'A', country: 'RU' }, { id: 'b', km: 100, name: 'B', country: 'BY' }, { id: 'c', km: 200, name: 'C', country: 'BY' }],
    legs: [{ from: 'z', to: 'a', km0: -10, km1: 0, country: 'RU', gauge: 1520 }, { from: 'a', to: 'c', km0: 0, km1: 200, country: 'RU–BY', gauge: 1435 }],
  };
  assert.equal(factsAt(line, 0).gauge, 1435);
  assert.equal(factsAt(line, 50).country, 'RU–BY');
  assert.equal(factsAt(line, 150).country, 'BY');
  assert.equal(factsAt(line, 200).leg?.to, 'c');
});

test('Mercator there and back', () => {
  for (const [lon, lat] of [[-180, -80], [0, 0], [125.3, 43.9], [179.9, 84]]) {
    assert.ok(Math.abs(lonAt(worldX(lon)) - lon) < 1e-9);
    assert.ok(Math.abs(latAt(worldY(lat)) - lat) < 1e-9);
  }
});
