/** The schematic city: built-up land, water, roads by rank, railways. Objects may be missing. */
import { strokePaths, traceRings } from './brush.js';

/** Widths at zoom 11 per road rank; each zoom step halves or doubles them gently. @type {Record<number, number>} */
const ROAD_WIDTH = { 1: 3.2, 2: 2.4, 3: 1.6, 4: 1.1, 5: 0.8 };
const ROAD_RANKS = [5, 4, 3, 2, 1];

/** @param {import('./brush.js').Frame} frame @param {import('./topology.js').Shapes} city @param {import('./theme.js').Tokens} tokens */
export function drawCity(frame, city, tokens) {
  const shade = Math.min(1, Math.max(0, (frame.zoom - 6.5) * 1.2));
  frame.ctx.globalAlpha = shade;
  area(frame, city.built ?? city.urban, tokens.built);
  area(frame, city.water, tokens.sea, tokens.water);
  line(frame, city.water, { colour: tokens.water, width: widthAt(frame.zoom, 1.6) });
  line(frame, city.districts, { colour: tokens.border, width: 0.8, dash: [5, 3] });
  line(frame, city.city, { colour: tokens.own_border, width: 0.9, dash: [7, 3] });
  outline(frame, city.city, tokens.own_border);
  roads(frame, city.roads ?? [], tokens);
  railways(frame, city.rail ?? [], tokens);
  frame.ctx.globalAlpha = 1;
}

/** @param {number} zoom @param {number} width pixels at zoom 11 */
function widthAt(zoom, width) {
  return Math.max(0.4, width * 1.32 ** (zoom - 11));
}

/** @param {import('./brush.js').Frame} frame @param {import('./topology.js').Shape[]|undefined} shapes @param {string} fill @param {string} [edge] */
function area(frame, shapes, fill, edge) {
  if (!shapes) return;
  const { ctx } = frame;
  ctx.beginPath();
  traceRings(frame, shapes.flatMap((shape) => shape.rings));
  ctx.fillStyle = fill;
  ctx.fill();
  if (!edge) return;
  ctx.strokeStyle = edge;
  ctx.lineWidth = 0.8;
  ctx.stroke();
}

/** @param {import('./brush.js').Frame} frame @param {import('./topology.js').Shape[]|undefined} shapes @param {{colour: string, width: number, dash?: number[]}} style */
function line(frame, shapes, style) {
  if (shapes) strokePaths(frame, shapes.flatMap((shape) => shape.paths), style);
}

/** @param {import('./brush.js').Frame} frame @param {import('./topology.js').Shape[]|undefined} shapes @param {string} colour */
function outline(frame, shapes, colour) {
  if (!shapes) return;
  const { ctx } = frame;
  ctx.beginPath();
  traceRings(frame, shapes.flatMap((shape) => shape.rings));
  ctx.setLineDash([7, 3]);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 0.9;
  ctx.stroke();
  ctx.setLineDash([]);
}

/** @param {import('./brush.js').Frame} frame @param {import('./topology.js').Shape[]} shapes @param {import('./theme.js').Tokens} tokens */
function roads(frame, shapes, tokens) {
  const most = frame.zoom < 8 ? 2 : frame.zoom < 9.5 ? 3 : 5;
  for (const rank of ROAD_RANKS.filter((r) => r <= most)) {
    const some = shapes.filter((shape) => Math.min(5, shape.properties.rank ?? 3) === rank);
    line(frame, some, { colour: tokens.road, width: widthAt(frame.zoom, ROAD_WIDTH[rank]) });
  }
}

/** @param {import('./brush.js').Frame} frame @param {import('./topology.js').Shape[]} shapes @param {import('./theme.js').Tokens} tokens */
function railways(frame, shapes, tokens) {
  const near = frame.zoom >= 8;
  line(frame, shapes, { colour: tokens.rail, width: near ? 2.1 : 0.8 });
  if (near) line(frame, shapes, { colour: tokens.rail_core, width: 1.1, dash: [6, 6] });
}
