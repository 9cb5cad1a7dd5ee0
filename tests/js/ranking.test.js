import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errors, fold, prepare, search } from '../../atlas/maps/assets/js/ranking.js';
import { cpuMs, random } from './fakes.js';

const PLACES = prepare([
  { id: 'cn-manzhouli', label: '满洲里', hay: ['Manzhouli', 'Маньчжурия', '만저우리', 'mzl'] },
  { id: 'ru-novosibirsk', label: '新西伯利亚', hay: ['Novosibirsk', 'Новосибирск'] },
  { id: 'de-schwarzheide', label: '施瓦茨海德', hay: ['Schwarzheide'] },
  { id: 'de-duesseldorf', label: '杜塞尔多夫', hay: ['Düsseldorf'] },
  { id: 'park-rok', label: '中韩（长春）国际合作示范区', hay: ['China–ROK zone'] },
  { id: 'cn-changchun', label: '长春', hay: ['Changchun'] },
  { id: 'cn-changchun-west', label: '长春西站', hay: ['Changchun West'] },
]);
const first = (/** @type {string} */ query) => search(PLACES, query)[0]?.item.id;

test('any script finds the place', () => {
  for (const query of ['满洲里', 'Manzhouli', 'маньчжурия', '만저우리', 'MZL', 'manzh']) assert.equal(first(query), 'cn-manzhouli', query);
});

test('traditional characters find simplified names and the other way round', () => {
  assert.equal(first('滿洲里'), 'cn-manzhouli');
  assert.equal(first('長春'), 'cn-changchun');
  assert.equal(fold('漢堡 後貝加爾 瀋陽'), '汉堡 后贝加尔 沈阳');
  const named = prepare([{ id: 'tw', label: '臺北', hay: [] }]);
  assert.equal(search(named, '台北')[0]?.item.id, 'tw');
});

test('accents, case and punctuation do not matter', () => {
  assert.equal(first('dusseldorf'), 'de-duesseldorf');
  assert.equal(first('中韩(长春)'), 'park-rok');
  assert.equal(fold('  Ｍａｎ–Zhou '), 'man zhou');
});

test('typing errors are forgiven: one from four letters, two from eight', () => {
  assert.equal(first('manzholi'), 'cn-manzhouli');
  assert.equal(first('manhzouli'), 'cn-manzhouli');
  assert.equal(first('schwartzhiede'), 'de-schwarzheide');
  assert.equal(first('новосибрск'), 'ru-novosibirsk');
  assert.equal(search(PLACES, 'mzx').length, 0);
});

test('exact before prefix before inside', () => {
  assert.deepEqual(search(PLACES, '长春').map(({ item }) => item.id), ['cn-changchun', 'cn-changchun-west', 'park-rok']);
});

test('distance counts swaps once and stops early', () => {
  assert.equal(errors('abcd', 'abdc', 2), 1);
  assert.equal(errors('kitten', 'sitting', 3), 3);
  assert.equal(errors('kitten', 'sitting', 1), 2);
});

test('empty and hostile queries find nothing and throw nothing', () => {
  for (const query of ['', '   ', '.*+?^${}()|[]\\', '<img src=x onerror=alert(1)>', '\u0000\ud800']) assert.deepEqual(search(PLACES, query), []);
});

test('3,000 places are searched in less than 50 ms, with errors too', () => {
  const next = random(3), letters = 'abcdefghijklmnoprstuvz';
  const word = (/** @type {number} */ n) => Array.from({ length: n }, () => letters[Math.floor(next() * letters.length)]).join('');
  const entries = prepare(Array.from({ length: 3000 }, (_, n) => ({ id: `p${n}`, label: word(9), hay: Array.from({ length: 8 }, () => `${word(7)} ${word(5)}`) })));
  search(entries, 'warm up');
  for (const query of ['ab', 'manzhouli', 'qqqqqqqqqqqq', word(9)]) {
    const times = Array.from({ length: 8 }, () => cpuMs(() => search(entries, query)));
    assert.ok(Math.min(...times) < 50, `${query}: ${Math.min(...times)} ms`);
  }
});
