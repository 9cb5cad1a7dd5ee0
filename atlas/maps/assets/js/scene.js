/** One map and everything on it: what is visible, and the order in which it is drawn and named. */
import { drawAreas, hitArea, isArea, prepareArea } from './areas.js';
import { drawClouds, prepareCloud } from './bulk.js';
import { canvasLayer } from './canvaslayer.js';
import { cardBox } from './card.js';
import { fill } from './format.js';
import { labelLayer } from './labellayer.js';
import { drawLines, hitLine, isLine, prepareLine } from './lines.js';
import { isMark, markLayer } from './marks.js';
import { radiusOf } from './symbols.js';
import { sayHover } from './bus.js';

const PANES = { bulk: 410, lines: 420, cross: 430, labels: 610, marks: 620 };
/** Zooms are fractions after fitting an extent. */
const NEARLY = 0.02;
const REACH_PX = 8, REACH_COARSE_PX = 16;

/**
 * @param {import('leaflet').Map} map @param {any} base  payload, data, strings, tokens, self
 */
export function makeScene(map, base) {
  for (const [name, z] of Object.entries(PANES)) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(z);
    if (name === 'bulk' || name === 'lines' || name === 'cross') pane.style.pointerEvents = 'none';
  }
  const { payload, data, strings } = base;
  /** @type {import('./types.js').Feature[]} */
  let features = payload.features;
  let byId = indexOf(features);

  /** @type {any} */
  const scene = {
    ...base, map, features, lang: payload.lang ?? 'zh',
    sel: data.sel ?? null, at: data.at ?? null, leg: null, hover: null, cross: null, clicked: null, drawnShare: 1,
    // A link to a kilometre opens with its call-out.
    cardWanted: typeof data.at === 'number' && data.name === 'main',
    lines: features.filter(isLine).map(prepareLine),
    areas: features.filter(isArea).map(prepareArea),
    clouds: features.filter((feature) => feature.kind === 'bulk').map(prepareCloud),
    shownLayers: new Set(data.layers),
    groups: [], placed: [],
    feature: (/** @type {string} */ id) => byId.get(id) ?? null,
    put,
    candidatesOf: (/** @type {string} */ id) => features.filter((feature) => feature.state === 'candidate' && feature.for === id),
    radius: (/** @type {import('./types.js').Feature} */ feature) => radiusOf(feature.symbol ?? 'dot', map.getZoom()),
    calm: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
    reach: () => (matchMedia('(pointer: coarse)').matches ? REACH_COARSE_PX : REACH_PX),
  };

  const lines = scene.lines;
  /** Features beside the payload's; they stand for those of the same name. @param {import('./types.js').Feature[]} more */
  function put(more) {
    const named = new Set(more.flatMap(({ id, aliases = [] }) => [id, ...aliases]));
    features = [...payload.features.filter((/** @type {import('./types.js').Feature} */ { id }) => !named.has(id)), ...more];
    byId = indexOf(features);
    scene.lines = [...lines, ...more.filter(isLine).map(prepareLine)];
  }

  /** Layer switched on and, for a candidate zone, its park chosen. @param {import('./types.js').Feature} feature */
  scene.isOn = (feature) => (feature.state === 'candidate' && feature.for
    ? feature.for === scene.sel
    : [feature.layer].flat().some((id) => scene.shownLayers.has(id)) || feature.id === scene.sel);
  /** @param {import('./types.js').Feature} feature */
  scene.isDue = (feature) => {
    const zoom = map.getZoom();
    return scene.isOn(feature) && (feature.id === scene.sel || feature.state === 'candidate' || (zoom >= (feature.minzoom ?? 0) - NEARLY && zoom <= (feature.maxzoom ?? 24) + NEARLY));
  };
  const on = (/** @type {any[]} */ prepared) => prepared.filter(({ feature }) => scene.isOn(feature));
  const due = (/** @type {any[]} */ prepared) => prepared.filter(({ feature }) => scene.isDue(feature));

  const bulk = canvasLayer({ pane: 'bulk', draw: (frame) => drawClouds(frame, on(scene.clouds), scene.tokens) });
  const lineLayer = canvasLayer({ pane: 'lines', draw: (frame) => {
    drawAreas(frame, due(scene.areas), scene);
    drawLines(frame, on(scene.lines), scene);
  } });
  const markPane = /** @type {HTMLElement} */ (map.getPane('marks'));
  const marks = markLayer({
    map, pane: markPane, nameOf: (group) => nameOf(group, strings),
    onPick: (group, open) => scene.pickGroup(group, open),
    onHover: (id) => { scene.hover = id; sayHover({ id }, scene.self); },
  });
  const labels = labelLayer({ map, pane: /** @type {HTMLElement} */ (map.getPane('labels')), lang: scene.lang, onPick: (id, event) => scene.pickLabel(id, event) });
  scene.card = cardBox({ map, strings, onClose: () => scene.clear() });
  scene.marks = marks;
  scene.lineLayer = lineLayer;
  lineLayer.addTo(map);
  if (scene.clouds.length) bulk.addTo(map);

  /** The drawing at the present view, as the canvases see it. */
  const frame = () => {
    const origin = map.getPixelOrigin(), zoom = map.getZoom();
    return /** @type {any} */ ({ zoom, scale: 256 * 2 ** zoom, originX: origin.x, originY: origin.y, ratio: 1, min: { x: 0, y: 0 }, max: { x: 0, y: 0 } });
  };
  scene.frame = frame;

  /** Boxes of the controls, in layer pixels: names keep off them. */
  scene.blocked = () => {
    const corner = map.containerPointToLayerPoint([0, 0]), box = scene.host.getBoundingClientRect();
    return [...scene.host.querySelectorAll('.leaflet-control')].map((control) => control.getBoundingClientRect()).filter((r) => r.width > 0)
      .map((r) => ({ x0: r.left - box.left + corner.x, y0: r.top - box.top + corner.y, x1: r.right - box.left + corner.x, y1: r.bottom - box.top + corner.y }));
  };

  scene.refreshMarks = () => {
    scene.groups = marks.refresh(features.filter((feature) => isMark(feature) && scene.isDue(feature)), scene);
    scene.placed = labels.refresh(scene, scene.groups, frame(), scene.blocked());
  };
  scene.refresh = () => {
    lineLayer.redraw();
    if (scene.clouds.length) bulk.redraw();
    scene.refreshMarks();
    scene.count();
  };
  /** Features of visible layers that have geometry and are drawn; grouped ones count. */
  scene.count = () => {
    const drawn = features.filter((feature) => scene.isDue(feature) && feature.state !== 'unconfirmed'
      && Boolean(feature.point || feature.paths?.length || feature.polygon?.length || feature.points?.length));
    scene.host.dataset.features = String(drawn.length);
  };
  scene.remeasure = () => { labels.remeasure(); scene.refreshMarks(); };
  /** What lies under a position in world units. @param {number} x @param {number} y */
  scene.hitAt = (x, y) => {
    const zoom = map.getZoom(), line = hitLine(on(scene.lines), x, y, 256 * 2 ** zoom, scene.reach());
    return line ? { line } : { area: hitArea(due(scene.areas), x, y, zoom) };
  };
  return scene;
}

/** @param {import('./types.js').Feature[]} features @returns {Map<string, import('./types.js').Feature>} */
const indexOf = (features) => new Map(features.flatMap((feature) => [...(feature.aliases ?? []), feature.id].map((id) => [id, feature])));

/** @param {import('./marks.js').MarkGroup} group @param {Record<string, string>} strings */
function nameOf({ leader, members }, strings) {
  const overdue = members.some(({ feature }) => feature.overdue) ? strings.overdue : null;
  const name = [leader.feature.card?.title ?? leader.feature.label?.[0] ?? leader.feature.id, leader.feature.sub, overdue].filter(Boolean).join(', ');
  return members.length > 1 ? `${name}. ${fill(strings.group, { count: String(members.length) })}` : name;
}
