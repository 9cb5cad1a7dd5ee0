import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bboxIn, bboxText, inOneWorld, withBbox } from '../../atlas/maps/assets/js/url.js';

test('bbox is written with four decimals and nothing else changes', () => {
  const href = 'http://host/routes?lang=zh&layers=parks,line&q=a%20b#top';
  assert.equal(withBbox(href, [1.23456789, -2, 3, 4]), 'http://host/routes?lang=zh&layers=parks,line&q=a%20b&bbox=1.2346,-2,3,4#top');
});

test('an old bbox is replaced, or removed', () => {
  assert.equal(withBbox('http://host/?bbox=1,2,3,4&sel=x', [5, 6, 7, 8]), 'http://host/?sel=x&bbox=5,6,7,8');
  assert.equal(withBbox('http://host/?bbox=1,2,3,4', null), 'http://host/');
  assert.equal(withBbox('http://host/?bboxes=1', null), 'http://host/?bboxes=1');
});

test('reading gives back what was written', () => {
  assert.deepEqual(bboxIn(`?bbox=${bboxText([100.1, 39.25, 130.0001, 50])}`), [100.1, 39.25, 130.0001, 50]);
});

test('a bad value is no box', () => {
  for (const bad of ['', '?bbox=', '?bbox=1,2,3', '?bbox=a,b,c,d', '?bbox=3,2,1,4', '?bbox=1,4,3,2', '?bbox=1,-95,3,2', '?bbox=1,2,3,4,5', '?bbox=NaN,0,1,1']) assert.equal(bboxIn(bad), null, bad);
});

test('an extent past the antimeridian is written from the first copy of the world', () => {
  assert.deepEqual(inOneWorld([370, 10, 390, 20]), [10, 10, 30, 20]);
  assert.deepEqual(inOneWorld([43.1, -0.5, 187.1, 61.2]), [43.1, -0.5, 187.1, 61.2]);
  assert.deepEqual(inOneWorld([2, 20, 146, 66]), [2, 20, 146, 66]);
});
