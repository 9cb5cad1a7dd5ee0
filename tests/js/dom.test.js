import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acts, build } from '../../atlas/maps/assets/js/dom.js';
import { FakeElement, fakeDocument } from './fakes.js';

const doc = fakeDocument();
/** @param {any} node @returns {any} */
const make = (node) => build(node, doc);

const HOSTILE = ['<img src=x onerror=alert(1)>', '{{7*7}}', '"><script>alert(1)</script>', "'; DROP TABLE parks; --", '${alert(1)}', '\u202eabc', '&lt;b&gt;', '{% raw %}', 'javascript:alert(1)', ']]>'];

test('hostile text appears as typed, as text', () => {
  for (const text of HOSTILE) {
    const made = make(['p', { title: text, 'data-x': text }, text]);
    assert.equal(made.textContent, text);
    assert.equal(made.childNodes.length, 1);
    assert.equal(made.childNodes[0].nodeType, 3);
    assert.equal(made.attributes.title, text);
  }
});

test('tags outside the list become spans', () => {
  for (const tag of ['script', 'iframe', 'object', 'embed', 'style', 'link', 'meta', 'base', 'math', 'template', 'SCRIPT', 'x-evil', 'foreignObject', 'noscript', 'video']) {
    assert.equal(make([tag, null, 'x']).tagName, 'SPAN', tag);
  }
});

test('inside SVG only shapes are made', () => {
  const made = make(['svg', { viewBox: '0 0 1 1' }, ['foreignObject', null, ['p', null, 'x']], ['script', null, 'x'], ['circle', { r: 3 }]]);
  assert.deepEqual(made.childNodes.map((/** @type {FakeElement} */ child) => child.tagName), ['g', 'g', 'circle']);
  assert.ok(made.childNodes.every((/** @type {FakeElement} */ child) => child.namespace));
});

test('handlers and unknown attributes are left out', () => {
  const made = make(['div', { onclick: 'alert(1)', onmouseover: 'x', srcdoc: 'x', formaction: 'x', 'xlink:href': 'x', style: 'color:red', id: 'ok' }]);
  assert.deepEqual(made.attributes, { id: 'ok' });
});

test('links lead to the web, to mail and to own pages only', () => {
  const href = (/** @type {string} */ value) => make(['a', { href: value }, 'x']).attributes.href;
  for (const good of ['https://a.cn/', 'http://a.cn/', 'mailto:a@b.cn', '/parks', '?lang=en', '#top', '/']) assert.equal(href(good), good);
  for (const bad of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'vbscript:x', '//evil.example', '/\\evil.example', 'file:///etc/passwd', 'blob:x', '\u0001javascript:alert(1)']) {
    assert.equal(href(bad), undefined, bad);
  }
});

test('foreign links open apart and tell nothing', () => {
  const made = make(['a', { href: 'https://a.cn/', target: '_top', rel: 'opener' }, 'x']);
  assert.equal(made.attributes.target, '_blank');
  assert.equal(made.attributes.rel, 'noopener noreferrer');
  assert.equal(make(['a', { href: '/parks' }, 'x']).attributes.target, undefined);
});

test('pictures come from our assets or are inline bitmaps', () => {
  const src = (/** @type {string} */ value) => make(['img', { src: value, alt: '' }]).attributes.src;
  assert.ok(src('/assets/1/x.webp') && src('data:image/png;base64,AAAA'));
  for (const bad of ['https://a.cn/x.png', 'data:image/svg+xml,<svg onload=alert(1)>', 'javascript:x', '/other/x.png']) assert.equal(src(bad), undefined, bad);
});

test('styles are set by property, without addresses', () => {
  const made = make(['div', { style: { color: 'var(--ink)', '--hue': '#fff', background: 'url(https://a.cn/x)', width: '3px', 'background-image': 'URL( x )' } }]);
  assert.deepEqual(made.styles, { color: 'var(--ink)', '--hue': '#fff', width: '3px' });
});

test('paint in SVG may name a pattern of the same drawing only', () => {
  const fill = (/** @type {string} */ value) => make(['svg', null, ['rect', { fill: value }]]).childNodes[0].attributes.fill;
  assert.equal(fill('url(#hatch)'), 'url(#hatch)');
  assert.equal(fill('url(https://a.cn/x#y)'), undefined);
  assert.equal(make(['svg', null, ['use', { href: 'https://a.cn/x.svg#y' }]]).childNodes[0].attributes.href, undefined);
});

test('an act is kept beside the element, not in it', () => {
  const made = make(['button', { act: { type: 'select', id: 'park-rok' } }, 'x']);
  assert.deepEqual(acts.get(made), { type: 'select', id: 'park-rok' });
  assert.deepEqual(made.attributes, {});
});

test('a search field takes its index from this host only', () => {
  assert.equal(make(['atlas-search', { index: '/maps/1.json' }]).attributes.index, '/maps/1.json');
  for (const bad of ['https://a.cn/i.json', '//a.cn/i.json', '/\\a.cn']) assert.equal(make(['atlas-search', { index: bad }]).attributes.index, undefined);
  assert.equal(make(['div', { index: '/maps/1.json' }]).attributes.index, undefined);
});

test('an ordinary form posts to this host only, and its fields keep what helps to fill them', () => {
  const form = make(['form', { method: 'post', action: '/editor/session' }, ['input', { list: 'sources', accept: 'image/png', pattern: '.+', formaction: 'https://a.cn/' }]]);
  assert.deepEqual(form.attributes, { method: 'post', action: '/editor/session' });
  assert.deepEqual(form.childNodes[0].attributes, { list: 'sources', accept: 'image/png', pattern: '.+' });
  for (const bad of ['https://a.cn/', '//a.cn/', '/\\a.cn', 'javascript:alert(1)']) assert.deepEqual(make(['form', { method: 'get', action: bad }]).attributes, {});
});

test('a list to choose from is made with its choices', () => {
  const made = make(['datalist', { id: 'sources' }, ['option', { value: 'Jilin Daily' }]]);
  assert.deepEqual([made.tagName, made.childNodes[0].tagName, made.childNodes[0].attributes.value], ['DATALIST', 'OPTION', 'Jilin Daily']);
});

test('numbers, nothing and nested lists are fine', () => {
  assert.equal(make(['p', null, 3, null, ['b', null, 'x'], undefined, false]).textContent, '3x');
  assert.equal(make(null).textContent, '');
});
