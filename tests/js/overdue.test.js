import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxAt, EIGHT, overlap } from '../../atlas/maps/assets/js/labels.js';
import { badgeReach, boxesOf, isOverdue } from '../../atlas/maps/assets/js/badges.js';
import { clockAt, radiusOf } from '../../atlas/maps/assets/js/symbols.js';

/** A park's character is as high as its disc's radius and a little more, and as wide: as in `disc`. */
const CHARACTER = 1.06 / 2;

/** @param {number} r @param {boolean[]} overdue one for each member @returns {any} */
const group = (r, overdue) => ({ leader: { r }, members: overdue.map((one) => ({ feature: one ? { overdue: 2 } : {} })) });

test('the clock keeps off the character on a park’s disc at every zoom', () => {
  for (let zoom = 2; zoom <= 14; zoom += 0.5) {
    const r = radiusOf('disc', zoom), { radius, away } = clockAt(r);
    assert.ok(Math.hypot(away - CHARACTER * r, away - CHARACTER * r) > radius, `zoom ${zoom}`);
  }
});

test('a group is overdue when any of its members is', () => {
  assert.equal(isOverdue(group(9, [false, true])), true);
  assert.equal(isOverdue(group(9, [false, false])), false);
});

test('names keep off the clock wherever they stand', () => {
  for (const r of [3.6, 5, 7, 9, 12, 13, 16, 22]) {
    for (const members of [[true], [true, false]]) {
      const one = group(r, members), [, ...badges] = boxesOf(one);
      assert.equal(badges.length, members.length);
      for (const position of [...EIGHT, 'N<', 'N>', 'S<', 'S>']) {
        const box = boxAt({ x: 0, y: 0, r, ...badgeReach(one) }, { w: 80, h: 18 }, position);
        assert.ok(!overlap(box, badges[badges.length - 1]), `${position} at ${r}`);
      }
    }
  }
});

test('without a clock nothing is kept free for one', () => {
  assert.deepEqual(badgeReach(group(9, [false])), {});
  assert.equal(boxesOf(group(9, [false])).length, 1);
  assert.equal('south' in badgeReach(group(9, [false, false])), false);
});
