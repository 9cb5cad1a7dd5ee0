/** The paper under everything: sea, soft coast, land, relief, water, borders, city, graticule, on one canvas. */
import { canvasLayer } from './canvaslayer.js';
import { strokePaths, tracePaths, traceRings } from './brush.js';
import { drawCity } from './citymap.js';
import { drawGraticule } from './graticule.js';
import { drawReliefs, loadRelief } from './relief.js';
import { faded } from './theme.js';
import { shapesFrom } from './topology.js';

const DETAIL_ZOOM = 5;
const CITY_ZOOM = 7;
/** Deeper, one cell of the relief covers a finger's width: it would only look like a stain. */
const RELIEF_END = 8.5;
const GRATICULE_OPACITY = 0.6;
/** @type {import('./types.js').Bounds} */
const CHANGCHUN = [123.5, 42.8, 127.6, 45.4];

/**
 * @typedef {object} Basemap
 * @property {import('leaflet').Layer & {redraw(): void}} layer
 * @property {Promise<void>} ready  the world is drawn
 * @property {(options: {tokens?: import('./theme.js').Tokens, relief?: boolean, rail?: boolean}) => void} set
 * @property {(map: import('leaflet').Map) => Promise<void>} loadFor  finer files for the present view
 */

/** @param {import('./types.js').BasemapFiles} files @param {import('./theme.js').Tokens} tokens @param {string} pane @returns {Basemap} */
export function basemap(files, tokens, pane) {
  /** @type {any} */
  const state = { tokens, relief: true, rail: false, world: {}, water: null, detail: null, waterDetail: null, city: null, railways: null, pictures: [] };
  const layer = canvasLayer({ pane, draw: (frame) => draw(frame, state) });
  const redraw = () => layer.redraw();
  const load = loader(state, redraw);
  const ready = load('world', files.world);
  load('water', files.water);
  // The picture is welcome but not waited for: coast and graticule come first.
  loadPicture(state, files.relief, redraw);
  let fine = false;
  return {
    layer,
    ready,
    set(options) {
      Object.assign(state, options);
      if (state.rail && files.rail) load('railways', files.rail);
      redraw();
    },
    async loadFor(map) {
      const zoom = map.getZoom();
      const wanted = [];
      // Inside the city there is no coast and no border to be finer about.
      const city = within(map, files.city_bounds ?? CHANGCHUN);
      if (zoom >= DETAIL_ZOOM - 0.25 && !city) wanted.push(load('detail', files.detail), load('waterDetail', files.water_detail));
      if (zoom >= CITY_ZOOM - 0.25 && near(map, files.city_bounds ?? CHANGCHUN)) wanted.push(load('city', files.city));
      if (zoom >= DETAIL_ZOOM && zoom < RELIEF_END && files.relief_fine && !fine && near(map, files.relief_fine.bounds)) {
        fine = true;
        loadPicture(state, files.relief_fine, redraw);
      }
      await Promise.all(wanted);
    },
  };
}

/** @param {any} state @param {() => void} redraw */
function loader(state, redraw) {
  /** @type {Record<string, Promise<void>>} */
  const begun = {};
  return (/** @type {string} */ slot, /** @type {string|string[]|undefined} */ urls) => {
    if (!urls) return Promise.resolve();
    begun[slot] ??= Promise.all([urls].flat().map(shapesFrom))
      .then((parts) => { state[slot] = Object.assign({}, ...parts); redraw(); })
      .catch((error) => { delete begun[slot]; console.warn(`basemap ${slot}:`, error); });
    return begun[slot];
  };
}

/** @param {any} state @param {import('./types.js').Picture|undefined} picture @param {() => void} redraw */
function loadPicture(state, picture, redraw) {
  if (!picture) return;
  loadRelief(picture)
    .then((relief) => { state.pictures.push(relief); state.pictures.sort((/** @type {any} */ a, /** @type {any} */ b) => width(b) - width(a)); redraw(); })
    .catch((error) => console.warn('relief:', error));
}

/** @param {import('./relief.js').Relief} relief */
function width({ bounds }) {
  return bounds[2] - bounds[0];
}

/** @param {import('leaflet').Map} map @param {import('./types.js').Bounds} bounds */
function near(map, [west, south, east, north]) {
  return map.getBounds().intersects([[south, west], [north, east]]);
}

/** @param {import('leaflet').Map} map @param {import('./types.js').Bounds} bounds */
function within(map, [west, south, east, north]) {
  const seen = map.getBounds();
  return seen.getWest() >= west && seen.getEast() <= east && seen.getSouth() >= south && seen.getNorth() <= north;
}

/** @param {import('./brush.js').Frame} frame @param {any} state */
function draw(frame, state) {
  const { ctx, min, max } = frame;
  const { tokens } = state;
  ctx.fillStyle = tokens.sea;
  ctx.fillRect(min.x, min.y, max.x - min.x, max.y - min.y);
  for (const copy of copies(frame)) drawWorld(copy, state);
  drawGraticule(frame, faded(tokens.graticule, GRATICULE_OPACITY));
}

/** The same frame once for every copy of the world that is in sight. @param {import('./brush.js').Frame} frame */
function copies(frame) {
  const first = Math.floor((frame.min.x + frame.originX) / frame.scale);
  const last = Math.floor((frame.max.x + frame.originX) / frame.scale);
  const frames = [];
  for (let n = first; n <= last; n++) frames.push({ ...frame, originX: frame.originX - n * frame.scale });
  return frames;
}

/** The finest loaded shapes of one kind. @param {import('./brush.js').Frame} frame @param {any} state @param {string} name
 * @returns {import('./topology.js').Shape[]} */
function finest(frame, state, name) {
  const fine = frame.zoom >= DETAIL_ZOOM - 0.25 ? [state.detail, state.waterDetail] : [];
  for (const shapes of [...fine, state.world, state.water]) if (shapes?.[name]) return shapes[name];
  return [];
}

/** @param {import('./brush.js').Frame} frame @param {any} state */
function drawWorld(frame, state) {
  const { tokens } = state;
  const countries = finest(frame, state, 'countries');
  const all = countries.flatMap((country) => country.rings);
  const own = countries.filter((country) => country.properties.own).flatMap((country) => country.rings);
  drawCoast(frame, finest(frame, state, 'coast'), all, tokens);
  fillRings(frame, all, tokens.land);
  fillRings(frame, own, tokens.own);
  if (state.relief && frame.zoom < RELIEF_END) drawReliefs(frame, state.pictures, Number(tokens.relief));
  drawWater(frame, state);
  if (frame.zoom >= 6.5 && state.city) drawCity(frame, state.city, tokens);
  drawRailways(frame, state);
  drawBorders(frame, state);
}

/** A wide faint stroke needs no fine corners, and costs a third without them. */
const GLOW_STEP_PX = 3;

/** Soft glow: three wide faint strokes, the land then covers their inner half.
 * @param {import('./brush.js').Frame} frame @param {import('./topology.js').Shape[]} coast @param {import('./shapes.js').Ring[]} land @param {import('./theme.js').Tokens} tokens */
function drawCoast(frame, coast, land, tokens) {
  const { ctx } = frame;
  const shore = coast.flatMap((shape) => shape.paths);
  const outline = (/** @type {number} */ step) => {
    ctx.beginPath();
    if (shore.length) tracePaths(frame, shore, 14, step); else traceRings(frame, land, 14);
  };
  outline(GLOW_STEP_PX);
  ctx.lineJoin = 'bevel';
  ctx.strokeStyle = tokens.coast;
  for (const [width, alpha] of [[15, 0.28], [9, 0.38], [4.5, 0.55]]) {
    ctx.globalAlpha = alpha;
    ctx.lineWidth = width;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
  outline(0.8);
  ctx.strokeStyle = tokens.shore;
  ctx.lineWidth = 1.6;
  ctx.stroke();
}

/** @param {import('./brush.js').Frame} frame @param {import('./shapes.js').Ring[]} areas @param {string} colour */
function fillRings(frame, areas, colour) {
  frame.ctx.beginPath();
  traceRings(frame, areas);
  frame.ctx.fillStyle = colour;
  frame.ctx.fill();
}

/** @param {import('./brush.js').Frame} frame @param {any} state */
function drawWater(frame, state) {
  const { tokens } = state;
  const rivers = finest(frame, state, 'rivers');
  const most = frame.zoom < 3.5 ? 2 : frame.zoom < 4.5 ? 4 : 9;
  for (const rank of [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((r) => r <= most)) {
    const lines = rivers.filter((river) => (river.properties.rank ?? 3) === rank).flatMap((river) => river.paths);
    if (lines.length) strokePaths(frame, lines, { colour: tokens.water, width: Math.max(0.5, 1.35 - rank * 0.16 + (frame.zoom - 4) * 0.16) });
  }
  const lakes = finest(frame, state, 'lakes').flatMap((lake) => lake.rings);
  fillRings(frame, lakes, tokens.sea);
  frame.ctx.strokeStyle = tokens.water;
  frame.ctx.lineWidth = 0.7;
  frame.ctx.stroke();
}

/** @param {import('./brush.js').Frame} frame @param {any} state */
function drawRailways(frame, state) {
  if (!state.rail || !state.railways || frame.zoom < 3.5) return;
  const { tokens } = state;
  const lines = Object.values(state.railways).flat().flatMap((/** @type {any} */ shape) => shape.paths);
  const near = frame.zoom >= 8;
  strokePaths(frame, lines, { colour: tokens.rail, width: near ? 1.9 : 0.8 });
  if (near) strokePaths(frame, lines, { colour: tokens.rail_core, width: 1.1, dash: [6, 6] });
}

/** @param {import('./brush.js').Frame} frame @param {any} state */
function drawBorders(frame, state) {
  const { tokens } = state, { zoom } = frame;
  const width = zoom < 4.5 ? 0.8 : zoom < 7.5 ? 1 : 1.2;
  if (zoom >= DETAIL_ZOOM - 0.25) {
    const provinces = finest(frame, state, 'provinces').flatMap((shape) => shape.paths);
    strokePaths(frame, provinces, { colour: tokens.border, width: zoom < 7.5 ? 0.5 : 0.8, dash: [5, 2.5] });
  }
  const borders = finest(frame, state, 'borders');
  const by = (/** @type {string} */ style) => borders.filter((b) => (b.properties.style ?? 'normal') === style).flatMap((b) => b.paths);
  strokePaths(frame, by('normal'), { colour: tokens.border, width });
  strokePaths(frame, by('dashed'), { colour: tokens.border, width, dash: [4, 3] });
  strokePaths(frame, by('own'), { colour: tokens.own_border, width: width + 0.3 });
  strokePaths(frame, by('own-dashed'), { colour: tokens.own_border, width: width + 0.3, dash: [5, 3] });
  const dashes = finest(frame, state, 'dashes').flatMap((shape) => shape.paths.concat(shape.rings.map(asPath)));
  strokePaths(frame, dashes, { colour: tokens.own_border, width: width + 0.6 });
  drawIslands(frame, state);
}

/** Small islands keep at least a visible dot. @param {import('./brush.js').Frame} frame @param {any} state */
function drawIslands(frame, state) {
  const { tokens } = state, { ctx, scale, originX, originY } = frame;
  ctx.fillStyle = tokens.own;
  ctx.strokeStyle = tokens.own_border;
  ctx.lineWidth = 0.7;
  for (const { rings } of finest(frame, state, 'islands')) {
    for (const { box } of rings) {
      if ((box.east - box.west) * scale > 3) continue;
      ctx.beginPath();
      ctx.arc(((box.west + box.east) / 2) * scale - originX, ((box.north + box.south) / 2) * scale - originY, 1.2, 0, 2 * Math.PI);
      ctx.fill();
      ctx.stroke();
    }
    ctx.beginPath();
    traceRings(frame, rings);
    ctx.fill();
    ctx.stroke();
  }
}

/** @param {import('./shapes.js').Ring} ring @returns {import('./shapes.js').Path} */
function asPath(ring) {
  return { pieces: [{ ...ring, start: 0 }], properties: {} };
}
