import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsOf, pairs, setValue } from '../../atlas/maps/assets/js/fields.js';
import { applies, readRule } from '../../atlas/maps/assets/js/when.js';
import { isAccepted, sizeOf } from '../../atlas/maps/assets/js/uploading.js';

const text = (/** @type {string} */ name, /** @type {string} */ value, more = {}) => ({ name, value, type: 'text', ...more });
const box = (/** @type {string} */ name, /** @type {string} */ value, /** @type {boolean} */ checked) => ({ name, value, checked, type: 'checkbox' });
const radio = (/** @type {string} */ name, /** @type {string} */ value, /** @type {boolean} */ checked) => ({ name, value, checked, type: 'radio' });

test('a form is its fields by name, as typed', () => {
  const found = fieldsOf([text('value', ' 12,4 '), text('note', '<b>&'), text('', 'nameless'), text('off', 'x', { disabled: true }),
    { name: 'do', value: 'save', type: 'submit' }, { name: 'picture', value: 'C:\\fakepath\\a.png', type: 'file' }]);
  assert.deepEqual(found, { value: ' 12,4 ', note: '<b>&' });
});

test('one box is yes or no, several are those checked', () => {
  assert.deepEqual(fieldsOf([box('preferred', 'on', false), box('tags', 'a', true), box('tags', 'b', false), box('tags', 'c', true)]), { preferred: false, tags: ['a', 'c'] });
});

test('of radios the chosen one counts, none is an empty text', () => {
  assert.deepEqual(fieldsOf([radio('mode', 'place', false), radio('mode', 'outline', true), radio('kind', 'x', false)]), { mode: 'outline', kind: '' });
});

test('several fields of one name are a list, and one that says so', () => {
  assert.deepEqual(fieldsOf([text('alias', 'a'), text('alias', 'b'), text('link', 'x', { dataset: { list: '' } })]), { alias: ['a', 'b'], link: ['x'] });
  assert.deepEqual(fieldsOf([{ name: 'parks', type: 'select-multiple', selectedOptions: [{ value: 'rok' }] }]), { parks: ['rok'] });
});

test('a value goes into a field and is told as if typed', () => {
  /** @type {string[]} */
  const told = [];
  const field = { ...text('unit', 'ha'), dispatchEvent: (/** @type {Event} */ event) => told.push(event.type) };
  setValue(field, 'mu');
  assert.deepEqual([field.value, told], ['mu', ['input']]);
  const group = [radio('known', 'a', true), radio('known', 'b', false)].map((one) => ({ ...one, dispatchEvent: () => {} }));
  setValue(group, 'b');
  assert.deepEqual(group.map(({ checked }) => checked), [false, true]);
});

test('what a button fills in may hold signs of its own', () => {
  assert.deepEqual(pairs('value=12.4;note=a=b%3B c;;broken'), [['value', '12.4'], ['note', 'a=b; c']]);
});

test('a part of a form stands while its rule holds', () => {
  const says = (/** @type {string} */ rule, /** @type {Record<string, any>} */ fields) => applies(readRule(rule), fields);
  assert.ok(says('kind=point|area', { kind: 'area' }) && !says('kind=point|area', { kind: 'line' }));
  assert.ok(says('kind!=point', { kind: 'area' }) && !says('kind!=point', { kind: 'point' }));
  assert.ok(says('preferred=true', { preferred: true }) && !says('preferred', { preferred: false }) && says('preferred', { preferred: true }));
  assert.ok(says('tags=b', { tags: ['a', 'b'] }) && !says('tags=b', { tags: [] }) && says('tags=', { tags: [] }));
  assert.ok(!says('absent=x', {}) && says('absent=', {}) && says('absent!=x', {}) && !says('absent', {}));
});

test('kinds and sizes of files', () => {
  const png = { name: 'a.PNG', type: 'image/png' };
  assert.ok(isAccepted(png, 'image/png,image/webp') && isAccepted(png, '.png') && isAccepted(png, 'image/*') && isAccepted(png, ''));
  assert.ok(!isAccepted(png, 'image/webp') && !isAccepted({ name: 'a.png.exe', type: '' }, '.png'));
  assert.deepEqual([999, 15_400, 2_350_000].map(sizeOf), ['999 B', '15 kB', '2.4 MB']);
});
