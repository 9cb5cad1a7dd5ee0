import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxAt, EIGHT, MOST_LABELS, overlap, placeLabels } from '../../atlas/maps/assets/js/labels.js';
import { cpuMs, random } from './fakes.js';

const BOUNDS = { x0: 0, y0: 0, x1: 1200, y1: 700 };

/** @param {number} seed @param {number} count */
function crowd(seed, count) {
  const next = random(seed);
  const wanted = Array.from({ length: count }, (_, n) => {
    const size = { w: 20 + next() * 120, h: 18 };
    return { id: `m${n}`, x: next() * 1200, y: next() * 700, r: 3 + next() * 12, priority: Math.floor(next() * 100), counted: true, sizes: [{ w: size.w * 1.2, h: 34 }, size] };
  });
  const symbols = wanted.map(({ x, y, r }) => ({ x0: x - r, y0: y - r, x1: x + r, y1: y + r }));
  return { wanted, symbols };
}

test('labels never overlap each other or a symbol, and stay inside, on 300 random crowds', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const { wanted, symbols } = crowd(seed, 5 + (seed % 120));
    const placed = placeLabels(wanted, symbols, { bounds: BOUNDS });
    placed.forEach(({ box }, i) => {
      assert.ok(box.x0 >= 0 && box.y0 >= 0 && box.x1 <= 1200 && box.y1 <= 700, `seed ${seed}: outside`);
      assert.ok(!symbols.some((symbol) => overlap(box, symbol)), `seed ${seed}: on a symbol`);
      assert.ok(!placed.slice(i + 1).some((other) => overlap(box, other.box)), `seed ${seed}: on a label`);
    });
  }
});

test('at most 40 marks are named, background texts do not count', () => {
  const wanted = Array.from({ length: 60 }, (_, n) => ({ id: `m${n}`, x: 40 + (n % 10) * 115, y: 40 + Math.floor(n / 10) * 100, r: 4, priority: 1, counted: n < 50, sizes: [{ w: 40, h: 18 }] }));
  const placed = placeLabels(wanted, [], { bounds: BOUNDS });
  assert.equal(placed.filter(({ id }) => Number(id.slice(1)) < 50).length, MOST_LABELS);
  assert.equal(placed.filter(({ id }) => Number(id.slice(1)) >= 50).length, 10);
});

test('the more important of two labels with one place is kept', () => {
  const mark = (/** @type {string} */ id, /** @type {number} */ priority) => ({ id, x: 50, y: 10, r: 2, priority, sizes: [{ w: 44, h: 18 }], positions: ['E'] });
  const placed = placeLabels([mark('low', 1), mark('high', 9)], [], { bounds: { x0: 0, y0: 0, x1: 100, y1: 20 } });
  assert.deepEqual(placed.map(({ id }) => id), ['high']);
});

test('a label makes room when it has another place', () => {
  const first = { id: 'first', x: 50, y: 50, r: 3, priority: 9, counted: true, sizes: [{ w: 40, h: 18 }] };
  const second = { id: 'second', x: 100, y: 50, r: 3, priority: 1, counted: true, sizes: [{ w: 38, h: 18 }], positions: ['W'] };
  const placed = placeLabels([first, second], [], { bounds: { x0: 0, y0: 0, x1: 200, y1: 100 } });
  assert.deepEqual(new Set(placed.map(({ id }) => id)), new Set(['first', 'second']));
});

test('a position that crosses a line is left for one that does not', () => {
  const cost = (/** @type {{x0: number}} */ box) => (box.x0 > 50 ? 1 : 0);
  const [placed] = placeLabels([{ id: 'a', x: 50, y: 50, r: 3, priority: 1, sizes: [{ w: 20, h: 10 }] }], [], { bounds: BOUNDS, cost });
  assert.equal(placed.position, 'W');
});

test('each of the eight positions leaves the symbol free', () => {
  for (const position of EIGHT) {
    const box = boxAt({ x: 0, y: 0, r: 6 }, { w: 60, h: 18 }, position);
    assert.ok(!overlap(box, { x0: -4, y0: -4, x1: 4, y1: 4 }), position);
  }
});

test('120 marks are named in less than 8 ms', () => {
  const { wanted, symbols } = crowd(7, 120);
  const times = Array.from({ length: 25 }, () => {
    return cpuMs(() => placeLabels(wanted, symbols, { bounds: BOUNDS }));
  }).sort((a, b) => a - b);
  assert.ok(times[0] < 8, `${times[0]} ms`);
});

test('a name that must not be dropped stands a little off its crowded mark, clear of the others', () => {
  const ring = [[-14, 0], [14, 0], [0, -14], [0, 14], [-11, -11], [11, -11], [-11, 11], [11, 11]].map(([x, y]) => ({ x0: 200 + x - 4, y0: 200 + y - 4, x1: 200 + x + 4, y1: 200 + y + 4 }));
  const one = { id: 'a', x: 200, y: 200, r: 8, priority: 1, sizes: [{ w: 30, h: 20 }], counted: true };
  const bounds = { x0: 0, y0: 0, x1: 400, y1: 400 };
  assert.equal(placeLabels([one], ring, { bounds }).length, 0);
  assert.equal(placeLabels([{ ...one, far: true }], ring, { bounds }).length, 1);
});
