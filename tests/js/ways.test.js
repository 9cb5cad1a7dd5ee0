import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formOf } from '../../atlas/maps/assets/js/waylines.js';
import { legAt, readingAt } from '../../atlas/maps/assets/js/wayreading.js';
import { along } from '../../atlas/maps/assets/js/ways.js';

const COURSE = [[10, 0, 0], [20, 1, 60], [30, 2, 100]];
/** @type {any} */
const LEG = { course: 'a', mode: 'sea', km0: 500, km1: 600 };
const STRINGS = { km: 'km', next_stop: 'Next stop', end_of_line: 'end', local_time: 'Local time' };
const SETTING = { strings: STRINGS, lang: 'en', now: new Date('2026-11-23T00:00:00Z') };
/** @type {any} */
const WAY = {
  id: 'way', label: ['Sea'], origin: 'from Changchun',
  legs: [
    { course: 'r', mode: 'road', km0: 0, km1: 700, here: [['Country', 'China']], rows: [['Leg', 'Changchun – Dalian']] },
    { course: 's', mode: 'sea', km0: 700, km1: 21000, untimed: true, rows: [['Leg', 'Dalian – Hamburg']], foot: 'Kilometres: searoute' },
  ],
  stops: [{ id: 'c', km: 0, name: 'Changchun', tz: 'Asia/Shanghai' }, { id: 'd', km: 700, name: 'Dalian', tz: 'Asia/Shanghai' },
    { id: 'suez', km: 15000, name: 'Suez Canal', tz: null }, { id: 'h', km: 21000, name: 'Hamburg', tz: 'Europe/Berlin' }],
};

test('a leg carries the kilometres of its way, there and back, on its copy of the world', () => {
  assert.deepEqual(along(LEG, COURSE), [[10, 0, 500], [20, 1, 560], [30, 2, 600]]);
  assert.deepEqual(along({ ...LEG, back: true }, COURSE), [[30, 2, 500], [20, 1, 540], [10, 0, 600]]);
  assert.deepEqual(along({ ...LEG, lift: -360 }, COURSE)[0], [-350, 0, 500]);
});

test('running back changes nothing of the course itself', () => {
  const before = JSON.stringify(COURSE);
  along({ ...LEG, back: true }, COURSE);
  assert.equal(JSON.stringify(COURSE), before);
});

test('at a stop the leg ahead is meant, at the end the last one', () => {
  assert.equal(legAt(WAY, 700)?.mode, 'sea');
  assert.equal(legAt(WAY, 21000)?.mode, 'sea');
  assert.equal(legAt(WAY, 30000), null);
});

test('a reading on land names the next stop, the country, the time and the leg', () => {
  const card = readingAt(WAY, 400.04, SETTING);
  assert.equal(card.title, '400 km');
  assert.equal(card.sub, 'from Changchun');
  const rows = Object.fromEntries(card.rows ?? []);
  assert.equal(rows['Next stop'], 'Dalian · 300 km');
  assert.equal(rows.Country, 'China');
  assert.match(rows['Local time'], /UTC\+8/);
  assert.equal(rows.Leg, 'Changchun – Dalian');
});

test('at sea no local time is made up', () => {
  const card = readingAt(WAY, 10000, SETTING), rows = Object.fromEntries(card.rows ?? []);
  assert.equal(rows['Next stop'], 'Suez Canal · 5,000 km');
  assert.equal(rows['Local time'], undefined);
  assert.equal(card.foot, 'Kilometres: searoute');
});

test('at the end there is no next stop', () => {
  assert.equal(Object.fromEntries(readingAt(WAY, 21000, SETTING).rows ?? [])['Next stop'], 'end');
});

test('each mode has a form of its own', () => {
  const forms = ['rail', 'sea', 'air', 'road'].map((mode) => JSON.stringify(formOf(mode)));
  assert.equal(new Set(forms).size, 4);
  assert.deepEqual([formOf('rail').dash, formOf('road').dash], [undefined, undefined]);
  assert.ok(/** @type {number[]} */ (formOf('air').dash)[0] > /** @type {number[]} */ (formOf('sea').dash)[0]);
});
