import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLOSEST_PX, groups } from '../../atlas/maps/assets/js/cluster.js';
import { random } from './fakes.js';

test('no two shown symbols are closer than 20 px, and none is lost', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const next = random(seed);
    const spots = Array.from({ length: 150 }, (_, n) => ({ id: `s${n}`, x: next() * 600, y: next() * 400, r: 3 + next() * 12, priority: Math.floor(next() * 5) }));
    const found = groups(spots);
    found.forEach(({ leader: a }, i) => found.slice(i + 1).forEach(({ leader: b }) => assert.ok(Math.hypot(a.x - b.x, a.y - b.y) >= CLOSEST_PX)));
    assert.equal(found.reduce((sum, { members }) => sum + members.length, 0), spots.length);
  }
});

test('the most important member leads, the chosen one before all', () => {
  const spots = [{ id: 'a', x: 0, y: 0, r: 4, priority: 1 }, { id: 'b', x: 5, y: 0, r: 4, priority: 9 }];
  assert.equal(groups(spots)[0].leader.id, 'b');
  assert.equal(groups(spots, { chosen: 'a' })[0].leader.id, 'a');
});
