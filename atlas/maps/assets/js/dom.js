/**
 * Trees from Python become elements. A node is a text or `[tag, attributes|null, ...children]`.
 * Only the tags and attributes listed here are made; every text is a text node, so hostile
 * values appear as typed.
 */

/** @typedef {string|number|null|undefined|any[]} TreeNode */

const HTML_TAGS = new Set((
  'a abbr address article aside b bdi bdo blockquote br button caption cite code col colgroup data datalist dd del details dfn div dl dt em '
  + 'fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li main mark menu meter nav ol '
  + 'optgroup option output p picture pre progress q rp rt ruby s samp search section select small span strong sub summary sup table tbody td '
  + 'textarea tfoot th thead time tr u ul var wbr').split(' '));
const SVG_TAGS = new Set((
  'svg g path line polyline polygon rect circle ellipse text tspan title desc defs clipPath pattern marker linearGradient radialGradient stop use symbol mask').split(' '));
/** Our own widgets, drawn by widgets.js. */
const WIDGET_TAGS = new Set(['atlas-search']);
const WIDGET_ATTRIBUTES = new Set(['index', 'label', 'empty']);

const HTML_ATTRIBUTES = new Set((
  'class id role title lang dir tabindex type value placeholder colspan rowspan scope for name checked disabled open datetime alt hidden '
  + 'selected multiple min max step rows cols maxlength readonly required autocomplete inputmode enterkeyhint download width height loading '
  + 'list accept minlength pattern novalidate spellcheck').split(' '));
const SVG_ATTRIBUTES = new Set((
  'viewBox x y x1 y1 x2 y2 cx cy r rx ry d points dx dy width height transform preserveAspectRatio fill fill-opacity fill-rule stroke '
  + 'stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin opacity font-size font-weight font-family '
  + 'font-style text-anchor dominant-baseline letter-spacing word-spacing paint-order vector-effect offset stop-color stop-opacity gradientUnits '
  + 'gradientTransform patternUnits patternTransform clip-path clipPathUnits marker-end marker-mid marker-start markerWidth markerHeight refX refY orient '
  + 'textLength lengthAdjust rotate shape-rendering visibility focusable mask').split(' '));
const SAFE_HREF = /^(https?:\/\/|mailto:|[/?#])/i;
const SAFE_IMAGE = /^(\/assets\/|data:image\/(png|webp|jpeg);base64,)/i;
const SAFE_REFERENCE = /^url\(#[\w-]+\)$/;
const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/** Acts of elements, outside the document so that no markup can forge one. @type {WeakMap<Element, any>} */
export const acts = new WeakMap();

/** @param {TreeNode} node @param {Document} doc @param {boolean} [inSvg] @returns {Node} */
export function build(node, doc, inSvg = false) {
  if (!Array.isArray(node)) return doc.createTextNode(node === null || node === undefined ? '' : String(node));
  const [wanted, attributes, ...children] = node;
  const tag = tagOf(wanted, inSvg);
  const svg = SVG_TAGS.has(tag) && (inSvg || tag === 'svg');
  const made = svg ? doc.createElementNS(SVG_NAMESPACE, tag) : doc.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) setAttribute(made, name, value, svg);
  secureLink(made);
  for (const child of children) if (child !== null && child !== undefined && child !== false) made.appendChild(build(child, doc, svg));
  return made;
}

/** @param {any} wanted @param {boolean} inSvg */
function tagOf(wanted, inSvg) {
  const tag = String(wanted);
  if (inSvg) return SVG_TAGS.has(tag) ? tag : 'g';
  return HTML_TAGS.has(tag) || WIDGET_TAGS.has(tag) || tag === 'svg' ? tag : 'span';
}

/** @param {Element} element @param {string} name @param {any} value @param {boolean} svg */
function setAttribute(element, name, value, svg) {
  if (name === 'style') return setStyle(/** @type {any} */ (element), value);
  if (name === 'act') return void (value && typeof value === 'object' && acts.set(element, value));
  if (value === null || value === undefined || value === false) return;
  const text = value === true ? '' : String(value);
  if (allowed(name, text, svg, element.tagName.includes('-'))) element.setAttribute(name, text);
}

/** @param {string} name @param {string} text @param {boolean} svg @param {boolean} widget */
function allowed(name, text, svg, widget) {
  if (/^(aria|data)-[\w-]+$/.test(name)) return true;
  if (WIDGET_ATTRIBUTES.has(name)) return widget && (name !== 'index' || /^\/(?![/\\])/.test(text));
  if (name === 'href') return svg ? /^#[\w-]+$/.test(text) : safeHref(text);
  if (name === 'src') return SAFE_IMAGE.test(text);
  if (name === 'action') return /^\/(?![/\\])/.test(text);
  if (name === 'method') return text === 'post';
  if (svg && SVG_ATTRIBUTES.has(name)) return !/url\s*\(/i.test(text) || SAFE_REFERENCE.test(text);
  return HTML_ATTRIBUTES.has(name);
}

/** Web, mail and own pages; a control character or `//host` in disguise is refused. @param {string} text */
function safeHref(text) {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0020\\]/.test(text.slice(0, 12)) || text.startsWith('//')) return false;
  return SAFE_HREF.test(text);
}

/** @param {HTMLElement} element @param {any} style */
function setStyle(element, style) {
  if (!style || typeof style !== 'object') return;
  for (const [name, value] of Object.entries(style)) {
    if (/^(--)?[a-z][a-z-]*[a-z0-9]$/.test(name) && !/url\s*\(|expression|\\/i.test(String(value))) element.style.setProperty(name, String(value));
  }
}

/** @param {Element} element */
function secureLink(element) {
  const href = element.tagName.toLowerCase() === 'a' && element.getAttribute('href');
  if (!href || !/^https?:/i.test(href)) return;
  element.setAttribute('target', '_blank');
  element.setAttribute('rel', 'noopener noreferrer');
}
