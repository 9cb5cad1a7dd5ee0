import assert from 'node:assert/strict';
import { test } from 'node:test';

/** @type {any} */ (globalThis).document = { baseURI: 'http://host/', createElement: () => ({ setAttribute() {} }) };
/** @type {any[]} */
const log = [];
/** @type {any} */ (globalThis).bootstrapLog = log;
const MODULE = `data:text/javascript,${encodeURIComponent(`
  const start = (kind) => (parent, data, emit) => {
    bootstrapLog.push([kind, data.theme]);
    return { update: (next) => bootstrapLog.push(['update', next.theme]), destroy: () => bootstrapLog.push(['destroy']), emit };
  };
  export const mountMap = (parent, data, emit) => { emit({ type: 'hello' }); return start('map')(parent, data, emit); };
  export const mountTree = start('tree');`)}`;
const { default: component } = await import('../../atlas/maps/assets/js/bootstrap.js');
const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

test('mounted once, updated in place, destroyed only when it has left the page', async () => {
  const parent = { isConnected: true, replaceChildren() {} };
  /** @type {any[]} */
  const sent = [];
  const call = (/** @type {string} */ theme) => component({ data: { kind: 'map', module: MODULE, theme }, parentElement: parent, setTriggerValue: (/** @type {string} */ name, /** @type {any} */ value) => sent.push([name, value.type, typeof value.n]) });
  const early = call('light');
  early(); // data changed while the first call was pending: Streamlit cleans up, the page still shows it
  const cleanup = call('dark');
  await pause();
  assert.deepEqual(log.splice(0), [['map', 'dark']]);
  assert.deepEqual(sent, [['event', 'hello', 'number']]);
  call('hall');
  assert.deepEqual(log.splice(0), [['update', 'hall']]);
  parent.isConnected = false;
  cleanup();
  await pause();
  assert.deepEqual(log.splice(0), [['destroy']]);
});

test('a module that cannot be loaded leaves a calm sentence', async () => {
  /** @type {any[]} */
  const shown = [];
  const parent = { isConnected: true, replaceChildren: (/** @type {any} */ node) => shown.push(node.textContent) };
  const error = console.error;
  console.error = () => {};
  component({ data: { kind: 'tree', module: 'data:text/javascript,throw 1', strings: { failed: '地图未能载入。' } }, parentElement: parent, setTriggerValue() {} });
  await pause();
  console.error = error;
  assert.deepEqual(shown, ['地图未能载入。']);
});
