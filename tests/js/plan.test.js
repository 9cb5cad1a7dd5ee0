import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayFactor } from '../../atlas/maps/assets/js/plan.js';

/** @param {string|null} form @param {string} value @returns {any} */
function slider(form, value) {
  const output = { textContent: '× 1', getAttribute: () => form };
  /** @type {Record<string, string>} */
  const attributes = {};
  return { value, attributes, output, setAttribute: (/** @type {string} */ name, /** @type {string} */ text) => { attributes[name] = text; }, parentElement: { querySelector: () => output } };
}

test('a slider says its factor as the page writes numbers', () => {
  /** @type {any} */ (globalThis).document = { documentElement: { lang: 'de' } };
  const made = slider('× {factor}', '2.25');
  sayFactor(made);
  assert.equal(made.output.textContent, '× 2,25');
  assert.equal(made.attributes['aria-valuetext'], '× 2,25');
  delete (/** @type {any} */ (globalThis).document);
});

test('a slider without words is left alone', () => {
  const made = slider(null, '2');
  sayFactor(made);
  assert.equal(made.output.textContent, '× 1');
});
