/** Names on the map: collected from marks, lines, ticks and background texts, placed together, set as SVG text. */
import { enlarged } from './enlarge.js';
import { formatNumber } from './format.js';
import { MOST_LABELS, placeLabels } from './labels.js';
import { coverOf } from './linecover.js';
import { ticksInView } from './lines.js';
import { svg } from './svg.js';
import { measurer } from './textsize.js';
import { hueOf } from './theme.js';
import { L } from './leaflet.js';
import { badgeReach, boxesOf } from './badges.js';
import { routeTags } from './routetags.js';

/** @typedef {import('./types.js').Feature} Feature */
/** @typedef {import('./textsize.js').Setting & {colour: string, lang?: string, className?: string}} Line  one line of a label */
/** @typedef {{id: string, lines: Line[], className: string, pick?: string, tag?: string}} Block */

const MAIN = { size: 12, weight: 500 }, SECOND = { size: 10.4, weight: 400 };
const LEADING = 1.5;
/** Ranks below every mark. */
const TICK_PRIORITY = -10, TEXT_PRIORITY = -1000, TAG_PRIORITY = -5;
const EDGE_PX = 6;

/** @param {{map: import('leaflet').Map, pane: HTMLElement, lang: string, onPick: (id: string, event: MouseEvent) => void}} options */
export function labelLayer({ map, pane, lang, onPick }) {
  const canvas = svg('svg', { class: 'atlas-labels', width: 1, height: 1, role: 'presentation' });
  pane.append(canvas);
  const family = getComputedStyle(map.getContainer()).fontFamily;
  let measure = measurer(family);
  /** @type {Map<string, string>} */
  let before = new Map();
  let beforeZoom = NaN;

  /** @param {any} scene @param {import('./marks.js').MarkGroup[]} groups @param {import('./brush.js').Frame} frame @param {import('./labels.js').Box[]} blocked */
  function refresh(scene, groups, frame, blocked) {
    const origin = map.containerPointToLayerPoint([0, 0]);
    const size = map.getSize();
    const bounds = { x0: origin.x + EDGE_PX, y0: origin.y + EDGE_PX, x1: origin.x + size.x - EDGE_PX, y1: origin.y + size.y - EDGE_PX };
    if (beforeZoom !== frame.zoom) before = new Map();
    beforeZoom = frame.zoom;
    const view = { ...frame, min: { x: bounds.x0, y: bounds.y0 }, max: { x: bounds.x1, y: bounds.y1 } };
    /** @type {Map<string, Block[]>} */
    const blocks = new Map();
    const asked = [
      ...markLabels(scene, groups, blocks, map),
      ...tickLabels(scene, view, blocks, lang),
      ...routeTags(scene, view, blocks, TAG_PRIORITY),
      ...textLabels(scene, blocks, map),
    ];
    grow(blocks, enlarged());
    const wanted = asked.map((one) => ({ ...one, before: before.get(one.id), sizes: (blocks.get(one.id) ?? []).map((block) => sizeOf(block, measure)) }));
    const symbols = groups.flatMap((group) => {
      const { x, y } = map.latLngToLayerPoint(group.leader.latlng).round();
      return boxesOf(group).map(({ x0, y0, x1, y1 }) => ({ x0: x + x0, y0: y + y0, x1: x + x1, y1: y + y1 }));
    });
    const placed = placeLabels(wanted, [...symbols, ...blocked], { bounds, limit: MOST_LABELS, cost: coverOf(view, scene.lines.filter((/** @type {any} */ line) => scene.isOn(line.feature))) });
    before = new Map(placed.map((one) => [one.id, one.position]));
    canvas.replaceChildren(...placed.map((one) => draw(one, /** @type {Block[]} */ (blocks.get(one.id))[one.size])));
    return placed;
  }

  canvas.addEventListener('click', (event) => {
    const id = /** @type {Element} */ (event.target).closest('[data-pick]')?.getAttribute('data-pick');
    if (!id) return;
    event.stopPropagation();
    onPick(id, event);
  });
  L.DomEvent.on(/** @type {any} */ (canvas), 'dblclick', L.DomEvent.stopPropagation);
  return { refresh, remeasure: () => { measure = measurer(getComputedStyle(map.getContainer()).fontFamily); before = new Map(); } };
}

/** @param {Block} block @param {ReturnType<typeof measurer>} measure */
function sizeOf(block, measure) {
  const pad = block.tag ? { w: 26, h: 12 } : { w: 3, h: 0 };
  return {
    w: Math.ceil(Math.max(...block.lines.map((line) => measure(line)))) + pad.w,
    h: Math.ceil(block.lines.reduce((sum, line) => sum + line.size * LEADING, 0)) + pad.h,
  };
}

/** @param {import('./labels.js').Placed} placed @param {Block} block */
function draw({ id, box, position }, block) {
  const anchor = block.tag ? 'start' : /[E>]/.test(position) ? 'start' : /[W<]/.test(position) ? 'end' : 'middle';
  const x = block.tag ? box.x0 + 15 : anchor === 'start' ? box.x0 + 1 : anchor === 'end' ? box.x1 - 1 : (box.x0 + box.x1) / 2;
  const group = svg('g', { class: `atlas-label ${block.className}`, 'data-label': id, ...(block.pick ? { 'data-pick': block.pick } : {}) });
  if (block.tag) {
    group.append(
      svg('rect', { x: box.x0, y: box.y0, width: box.x1 - box.x0, height: box.y1 - box.y0, rx: 5, class: 'atlas-tag' }),
      svg('rect', { x: box.x0, y: box.y0, width: 5, height: box.y1 - box.y0, rx: 1.5, fill: block.tag }));
  }
  let y = box.y0 + (block.tag ? 6 : 0);
  for (const line of block.lines) {
    const text = svg('text', {
      x: x.toFixed(1), y: (y + line.size * 1.13).toFixed(1), 'text-anchor': anchor, 'font-size': line.size, 'font-weight': line.weight, fill: line.colour,
      ...(line.lang ? { lang: line.lang } : {}), ...(line.spacing ? { 'letter-spacing': `${line.spacing}em` } : {}), ...(line.italic ? { 'font-style': 'italic' } : {}),
    }, line.text);
    group.append(text);
    y += line.size * LEADING;
  }
  return group;
}

/** @param {any} scene @param {import('./marks.js').MarkGroup[]} groups @param {Map<string, Block[]>} blocks @param {import('leaflet').Map} map */
function markLabels(scene, groups, blocks, map) {
  return groups.filter((group) => group.leader.feature.label?.[0]).map((group) => {
    const { feature } = group.leader, id = feature.id;
    const point = map.latLngToLayerPoint(group.leader.latlng).round();
    blocks.set(id, markBlocks(feature));
    const chosen = group.members.some((member) => member.id === scene.sel);
    return { id, x: point.x, y: point.y, r: group.leader.r, ...badgeReach(group), priority: (feature.priority ?? 0) + (chosen ? 10000 : 0), counted: true,
      // The place all is counted from keeps its name, if need be a little off its crowded mark.
      far: feature.symbol === 'target' };
  });
}

/** From the fullest block to the name alone. @param {Feature} feature @returns {Block[]} */
function markBlocks(feature) {
  const [name, second] = /** @type {string[]} */ (feature.label);
  const strong = feature.symbol === 'target' || feature.kind === 'park';
  const candidate = feature.state === 'candidate';
  const main = { text: name, size: feature.symbol === 'target' ? 14.5 : strong ? 12.5 : MAIN.size, weight: strong ? 650 : MAIN.weight, colour: candidate ? 'var(--warn)' : 'var(--ink)' };
  const other = second ? { text: second, ...SECOND, colour: 'var(--ink2)', lang: feature.lang2 } : null;
  const sub = feature.sub ? { text: feature.sub, ...SECOND, colour: 'var(--ink2)' } : null;
  const full = [main, other, sub].filter((line) => line !== null), short = [main, sub].filter((line) => line !== null);
  const choices = [full, ...(other && sub ? [short] : []), [main]].filter((lines, i, all) => i === 0 || lines.length < all[i - 1].length);
  return choices.map((lines) => ({ id: feature.id, lines, className: 'is-mark', pick: feature.id }));
}

/** @param {any} scene @param {import('./brush.js').Frame} view @param {Map<string, Block[]>} blocks @param {string} lang */
function tickLabels(scene, view, blocks, lang) {
  return scene.lines.filter((/** @type {any} */ line) => line.feature.ticks && scene.isOn(line.feature)).flatMap((/** @type {any} */ line) =>
    ticksInView(view, line).map(({ km, px, py, nx, ny }) => {
      const id = `tick:${line.feature.id}:${km}`;
      const round = km % 1000 === 0;
      blocks.set(id, [{ id, className: 'is-tick', lines: [{ text: formatNumber(km, lang), size: 10, weight: 600, colour: hueOf(scene.tokens, line.feature.hue) }] }]);
      const across = Math.abs(nx) > Math.abs(ny) ? ['E', 'W'] : ['N', 'S'];
      return { id, x: px, y: py, r: 5, priority: TICK_PRIORITY - (round ? 0 : 500), positions: across };
    }));
}

/** @param {any} scene @param {Map<string, Block[]>} blocks @param {import('leaflet').Map} map */
function textLabels(scene, blocks, map) {
  const zoom = map.getZoom();
  return (scene.payload.texts ?? []).flatMap((/** @type {import('./types.js').BackgroundText} */ text, /** @type {number} */ n) => {
    if (zoom < (text.minzoom ?? 0) - 0.02 || zoom >= (text.maxzoom ?? 24) + 1) return [];
    const id = `text:${n}`;
    const { x, y } = map.latLngToLayerPoint([text.point[1], text.point[0]]);
    blocks.set(id, [{ id, className: `is-text is-${text.kind}`, lines: [textStyle(text)] }]);
    return [{ id, x, y, r: 12, priority: TEXT_PRIORITY + (text.priority ?? 0), positions: ['C', 'N', 'S', 'E', 'W'] }];
  });
}

const CJK = /[\u3000-\u9fff\uac00-\ud7af]/;

/** @param {import('./types.js').BackgroundText} text @returns {Line} */
function textStyle({ text, kind, lang }) {
  if (kind === 'water') return { text, size: 11, weight: 400, spacing: CJK.test(text) ? 0.2 : 0.04, italic: !CJK.test(text), colour: 'var(--water-text)', lang };
  if (kind === 'country') return { text, size: 12.5, weight: 400, spacing: 0.22, colour: 'var(--ink3)', lang };
  return { text, size: 11, weight: 400, spacing: 0.06, colour: 'var(--ink3)', lang };
}

/** Every word larger by one factor. @param {Map<string, Block[]>} blocks @param {number} factor */
function grow(blocks, factor) {
  if (factor === 1) return;
  for (const block of [...blocks.values()].flat()) block.lines = block.lines.map((line) => ({ ...line, size: line.size * factor }));
}
