import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outbox } from '../../atlas/maps/assets/js/outbox.js';

/** @type {any} */ (globalThis).location = { search: '' };
const told = () => new Promise((resolve) => setTimeout(resolve, 5));

/** Where a person chooses, and what Python has been told. */
function desk() {
  /** @type {(string|null)[]} */
  const events = [];
  const out = outbox();
  const choose = (/** @type {import('../../atlas/maps/assets/js/selection.js').Choice} */ choice) => out.tell(choice, () => events.push(choice.id));
  return { events, out, choose };
}

test('Escape before the choice is in the address is told after it', async () => {
  const { events, out, choose } = desk();
  location.search = '';
  choose({ id: 'a' });
  choose({ id: null });
  await told();
  assert.deepEqual(events, ['a']);
  location.search = '?sel=a'; // Python has answered the first
  out.answers({ id: 'a' });
  await told();
  assert.deepEqual(events, ['a', null]);
  location.search = '';
  out.answers({ id: null });
  await told();
  assert.deepEqual(events, ['a', null]);
});

test('what is chosen in another part of the page and left at once is told after it too', async () => {
  const { events, out, choose } = desk();
  location.search = '?lang=en';
  out.note({ id: 'row' });
  choose({ id: null });
  await told();
  assert.deepEqual(events, []);
  out.answers({ id: 'row' });
  await told();
  assert.deepEqual(events, [null]);
});

test('back on the thing that the address names is told after the choice between', async () => {
  const { events, out, choose } = desk();
  location.search = '?sel=line&at=12';
  choose({ id: 'b' });
  choose({ id: 'line', at: 12.3 });
  await told();
  assert.deepEqual(events, ['b']);
  out.answers({ id: 'b' });
  await told();
  assert.deepEqual(events, ['b', 'line']);
});

test('another thing is told at once, and the last choice is the only one that still waits', async () => {
  const { events, out, choose } = desk();
  location.search = '';
  choose({ id: 'a' });
  choose({ id: null });
  choose({ id: 'b' });
  await told();
  assert.deepEqual(events, ['a', 'b']);
  out.answers({ id: 'a' });
  out.answers({ id: 'b' });
  await told();
  assert.deepEqual(events, ['a', 'b']);
});

test('a choice with nothing before it waits for nobody, whatever the address says', async () => {
  const { events, choose } = desk();
  location.search = '?sel=a';
  choose({ id: 'a' });
  await told();
  assert.deepEqual(events, ['a']);
});

test('where no answer comes the choice is told after some seconds all the same', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const { events, choose } = desk();
  location.search = '';
  choose({ id: 'a' });
  choose({ id: null });
  context.mock.timers.tick(3900);
  assert.deepEqual(events, ['a']);
  context.mock.timers.tick(200);
  context.mock.timers.tick(1);
  assert.deepEqual(events, ['a', null]);
});
