import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calloutAt, cardOfLeg } from '../../atlas/maps/assets/js/callout.js';
import { words } from '../../atlas/maps/assets/js/words.js';
import { tokensOf } from '../../atlas/maps/assets/js/theme.js';

const LINE = {
  stops: [{ id: 'a', km: 0, name: '长春', tz: 'Asia/Shanghai', country: '中国' }, { id: 'b', km: 500, name: '满洲里', tz: 'Asia/Shanghai', country: '中国' }],
  legs: [{ from: 'a', to: 'b', km0: 0, km1: 500, gauge: 1435, traction: '', country: '中国', basis: 'published' }],
};
const SETTING = { strings: words(), lang: 'en', now: new Date('2026-11-22T04:00:00Z') };

test('a place on the line: kilometre, next stop with distance, what is not known said so', () => {
  const card = calloutAt(/** @type {any} */ ({ id: 'line-cme' }), 120.4, LINE, SETTING);
  assert.equal(card.title, '120 km');
  assert.deepEqual(card.rows?.[0], ['Next stop', '满洲里 · 380 km']);
  assert.deepEqual(card.rows?.[2], ['Gauge', '1,435 mm']);
  assert.deepEqual(card.rows?.[3], ['Traction', 'not found']);
  assert.equal(card.foot, 'published');
});

test('a stop without a leg of its own says so; half a kilometre is rounded as in the panel', () => {
  const stops = [LINE.stops[0], { ...LINE.stops[1], km: 408.5, interpolated: true }];
  const card = calloutAt(/** @type {any} */ ({ id: 'line-cme' }), 0, { ...LINE, stops }, SETTING);
  assert.deepEqual(card.rows?.[0], ['Next stop', '满洲里 · about 409 km (interpolated)']);
});

test('a section of the corridor is named on its card', () => {
  const feature = /** @type {any} */ ({ id: 'corridor-cmr', card: { title: 'Corridor', rows: [['x', 'y']] }, legs: [{ name: 'A – B', rows: [['Length', '9 km']] }] });
  assert.deepEqual(cardOfLeg(feature, 0)?.rows, [['Length', '9 km']]);
  assert.equal(cardOfLeg(feature, 0)?.sub, 'A – B');
  assert.equal(cardOfLeg(feature, null)?.sub, undefined);
  assert.equal(cardOfLeg(feature, 7)?.title, 'Corridor');
});

test('tokens of the payload win over the defaults, whatever their spelling', () => {
  const tokens = tokensOf({ dark: { 'own-land': '#123456', 'relief-opacity': 0.3, hues: { 'park-rok': '#ABCDEF' } } }, 'dark');
  assert.equal(tokens.own, '#123456');
  assert.equal(tokens.relief, 0.3);
  assert.equal(tokens.hues['park-rok'], '#ABCDEF');
  assert.equal(tokens.hues['line-cme'], '#FF6B4A');
  assert.equal(tokensOf(undefined, 'unknown').panel, '#FFFFFF');
});
