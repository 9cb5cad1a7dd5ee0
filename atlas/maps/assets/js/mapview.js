/** One mounted map: loads its files, runs folium's script, applies changes in place, cleans up. */
import { payloadFrom, scriptFrom, styles } from './assets.js';
import { basemap } from './basemap.js';
import { controls } from './controls.js';
import { element } from './element.js';
import { extentKeeper } from './extent.js';
import { keys } from './keyboard.js';
import { L } from './leaflet.js';
import { editing, planning } from './needing.js';
import { makeScene } from './scene.js';
import { pointing } from './pointing.js';
import { selection } from './selection.js';
import { hear } from './signals.js';
import { onlineMaps } from './online.js';
import { paintTokens, tokensOf } from './theme.js';
import { words } from './words.js';

/** Every map on this page by its name. @type {Map<string, any>} */
export const maps = new Map();

/** @param {HTMLElement} parent @param {import('./types.js').MapData} data @param {import('./types.js').Emit} emit */
export async function makeView(parent, data, emit) {
  const host = element('div', { class: 'atlas-map', 'data-testid': data.testid, 'data-ready': 'false' });
  parent.replaceChildren(host);
  const [payload, build] = await Promise.all([payloadFrom(data.payload), scriptFrom(data.script), styles()]);
  if (!host.isConnected) return null;
  const strings = words(payload.strings, data.strings);
  const tokens = tokensOf(payload.tokens, data.theme);
  paintTokens(host, tokens, data.theme);
  /** @type {any} */
  const view = { host, data, payload, strings, tokens, self: {}, ready: Promise.resolve() };
  const map = build(L, pieces(view, emit), host);
  map.attributionControl?.remove();
  maps.set(data.name, view);
  await Promise.all([view.ready, showWays(view)]);
  view.settle();
  edit(view);
  return view;
}

/** What planning needs comes where somebody plans. @param {any} view */
async function showWays(view) {
  const { ways } = view.data;
  if (!ways && !view.ways) return;
  try {
    const { wayLayer } = await planning();
    if (!view.host.isConnected) return;
    view.ways ??= wayLayer(view);
    await view.ways.update(view.data.ways ?? null);
  } catch (error) { console.error(error); }
}

/** @param {any} view */
function edit(view) {
  if (!view.data.edit && !view.editor) return;
  editing().then((more) => {
    if (!view.host.isConnected) return;
    view.editor ??= more.editMap(view);
    view.editor.update(view.data.edit ?? null);
  }).catch(console.error);
}

/** What folium's script may call. @param {any} view @param {import('./types.js').Emit} emit */
function pieces(view, emit) {
  return {
    /** @param {import('leaflet').Map} map @param {any} [files] */
    addBasemap(map, files) {
      map.createPane('base').style.zIndex = '150';
      view.files = files?.world ? files : view.payload.basemap;
      view.base = basemap(view.files, view.tokens, 'base');
      view.ready = view.base.ready;
    },
    /** @param {import('leaflet').Map} map @param {{home?: import('./types.js').Bounds}} [options] */
    addPayload(map, options) {
      view.home = view.data.ways?.bounds ?? options?.home ?? view.data.home ?? view.payload.bounds;
      fillMap(view, map, emit);
    },
    /** @param {import('leaflet').Map} _map */
    addControls(_map) { view.controls = controls(view, { small: view.data.name !== 'main' }); },
  };
}

/** @param {any} view @param {import('leaflet').Map} map @param {import('./types.js').Emit} emit */
function fillMap(view, map, emit) {
  const { payload, data } = view;
  map.setMinZoom(payload.minZoom ?? 2).setMaxZoom(payload.maxZoom ?? 12);
  view.map = map;
  view.scene = makeScene(map, view);
  const { scene } = view;
  view.extent = extentKeeper(map, { home: view.home, restored: data.bbox ?? null, writes: Boolean(data.writes_url), calm: scene.calm });
  scene.extent = view.extent;
  view.base?.layer.addTo(map);
  view.chosen = selection(scene, (event) => emit({ ...event, ...boxOf(view) }));
  pointing(scene, view.chosen);
  follow(view);
  setGround(view, data.basemap ?? 'relief');
  const stops = [hear(view, { setTheme, setLayers, setGround }), keys(view)];
  view.stop = () => stops.forEach((stop) => stop());
}

/** The extent goes with each event: Streamlit's own copy of the address does not know it. @param {any} view */
function boxOf(view) {
  const bbox = view.extent.chosen;
  return bbox && view.data.writes_url ? { bbox } : {};
}

/** @param {any} view */
function follow(view) {
  const { map, scene } = view;
  const rest = () => {
    view.host.classList.remove('is-zooming');
    scene.refreshMarks();
    scene.count();
    scene.card.place();
    view.base?.loadFor(map);
  };
  map.on('zoomstart', () => view.host.classList.add('is-zooming'));
  map.on('zoomanim', scene.marks.animate);
  map.on('zoom viewreset', scene.marks.move);
  map.on('move', scene.card.place);
  map.on('moveend', rest);
  view.settle = () => {
    scene.refresh();
    view.controls?.limits();
    scene.showPin?.();
    view.chosen.refreshCard();
    Promise.all([view.base?.loadFor(map), document.fonts?.ready]).then(() => {
      if (!view.host.isConnected) return;
      scene.remeasure();
      view.host.dataset.ready = 'true';
    });
  };
}

/** @param {any} view @param {import('./types.js').MapData} data */
export function applyData(view, data) {
  const before = view.data;
  view.data = data;
  if (data.theme !== before.theme) setTheme(view, data.theme);
  if (data.basemap !== before.basemap) setGround(view, data.basemap ?? 'relief');
  if (String(data.layers) !== String(before.layers)) setLayers(view, data.layers);
  showWays(view);
  view.chosen.follow({ id: data.sel ?? null, at: data.at ?? null });
  view.extent.reassert();
  edit(view);
}

/** What lies under everything: relief, plain, rail, or an online map over the embedded one. @param {any} view @param {string} id */
function setGround(view, id) {
  view.base?.set({ relief: id !== 'plain', rail: id === 'rail' || view.scene.shownLayers.has('rail') });
  view.online ??= onlineMaps(view.map, view.files?.online ?? {});
  view.online.show(id);
}

/** @param {any} view @param {string} theme */
export function setTheme(view, theme) {
  view.tokens = tokensOf(view.payload.tokens, theme);
  view.scene.tokens = view.tokens;
  paintTokens(view.host, view.tokens, theme);
  view.base?.set({ tokens: view.tokens });
  view.scene.refresh();
  view.chosen.refreshCard();
  view.scene.showPin?.();
}

/** @param {any} view @param {string[]} layers */
export function setLayers(view, layers) {
  view.scene.shownLayers = new Set(layers);
  view.scene.refresh();
}

/** @param {any} view */
export function destroyView(view) {
  view.editor?.destroy();
  view.ways?.destroy();
  view.extent.destroy();
  view.stop?.();
  // Leaflet ends a zoom animation by a timer of its own, even on a map that is gone by then.
  view.map.stop();
  view.map._animatingZoom = false;
  view.map.remove();
  if (maps.get(view.data.name) === view) maps.delete(view.data.name);
  view.host.remove();
}
