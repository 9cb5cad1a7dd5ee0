/** Railway lines, services and the corridor on a canvas: casing, band, dash, kilometre ticks; and which one a pixel hits. */
import { enlarged } from './enlarge.js';
import { strokePaths, visible } from './brush.js';
import { nearest, ticks, track } from './chainage.js';
import { path, ring } from './shapes.js';
import { faded, hueOf } from './theme.js';

/** @typedef {import('./types.js').Feature} Feature */
/** @typedef {{path: import('./shapes.js').Path, track: import('./chainage.js').Track|null, xy: Float64Array}} Part */
/** @typedef {{feature: Feature, parts: Part[], rank: number}} Line */
/** @typedef {{line: Line, part: number, km: number|null, x: number, y: number, distance: number}} Hit  x, y in world units, distance in px */

const FINE_TICK_ZOOM = 6;
const LINE_KINDS = new Set(['line', 'service', 'corridor', 'way', 'otherway']);
/** Width in px at zoom 4, 6 and 9. @type {Record<string, [number, number, number]>} */
const WIDTHS = { line: [3.2, 4.5, 5.5], service: [1.6, 2.2, 3], corridor: [2, 2.6, 3], branch: [1.6, 2.2, 2.6], band: [13, 18, 0] };
/** Drawn later, hit first. @type {Record<string, number>} */
const RANK = { otherway: 0, corridor: 1, service: 2, line: 3, way: 4 };

/** @param {Feature} feature */
export function isLine(feature) {
  return LINE_KINDS.has(feature.kind) && Boolean(feature.paths?.length);
}

/** @param {Feature} feature @returns {Line} */
export function prepareLine(feature) {
  const parts = (feature.paths ?? []).map((vertices) => ({ path: path(vertices), track: track(vertices), xy: ring(vertices).xy }));
  return { feature, parts, rank: RANK[feature.kind] ?? 2 };
}

/** Between the three zoom columns of the look. @param {[number, number, number]} widths @param {number} zoom */
export function widthAt([a, b, c], zoom) {
  const more = enlarged();
  if (zoom <= 4) return more * a * Math.max(0.75, 1 - Math.max(0, 3.2 - zoom) * 0.2);
  if (zoom <= 6) return more * (a + ((b - a) * (zoom - 4)) / 2);
  return more * (b + ((c - b) * Math.min(3, zoom - 6)) / 3);
}

/**
 * @param {import('./brush.js').Frame} frame @param {Line[]} lines
 * @param {{tokens: import('./theme.js').Tokens, sel: string|null, drawnShare: number}} state `drawnShare` 0..1, part of the chosen line that glows
 */
export function drawLines(frame, lines, state) {
  const ordered = [...lines].sort((a, b) => a.rank - b.rank || Number(a.feature.id === state.sel) - Number(b.feature.id === state.sel));
  for (const line of ordered) (line.feature.draw ?? drawLine)(frame, line, state);
  for (const line of ordered) if (line.feature.ticks) drawTicks(frame, line, state.tokens);
}

/** @param {import('./brush.js').Frame} frame @param {Line} line @param {{tokens: import('./theme.js').Tokens, sel: string|null, drawnShare: number}} state */
function drawLine(frame, line, { tokens, sel, drawnShare }) {
  const { feature } = line, { zoom } = frame;
  const colour = hueOf(tokens, feature.hue), chosen = feature.id === sel;
  const paths = line.parts.map((part) => part.path);
  const form = feature.form ?? (feature.kind === 'corridor' ? 'band' : feature.kind === 'service' ? 'thin' : 'solid');
  if (form === 'solid') {
    const width = widthAt(WIDTHS.line, zoom) + (chosen ? 0.6 : 0);
    if (chosen) strokePaths(frame, paths, { colour: faded(colour, 0.1), width: width + 9 });
    if (chosen) strokePaths(frame, firstShare(paths, drawnShare), { colour: faded(colour, 0.2), width: width + 9 });
    strokePaths(frame, paths, { colour: tokens.halo, width: width + 2.4 });
    strokePaths(frame, paths, { colour, width });
  } else if (form === 'thin') {
    const width = widthAt(WIDTHS.service, zoom);
    if (chosen) strokePaths(frame, paths, { colour: faded(colour, 0.2), width: width + 8 });
    strokePaths(frame, paths, { colour: faded(tokens.halo, 0.8), width: width + 1.6 });
    strokePaths(frame, paths, { colour: faded(colour, chosen ? 1 : 0.6), width });
  } else {
    const band = form === 'band' ? widthAt(WIDTHS.band, zoom) : 0;
    if (band > 1) strokePaths(frame, paths, { colour: faded(colour, chosen ? 0.32 : 0.2), width: band });
    if (chosen && band <= 1) strokePaths(frame, paths, { colour: faded(colour, 0.22), width: 11 });
    const width = widthAt(form === 'band' ? WIDTHS.corridor : WIDTHS.branch, zoom) + (chosen ? 0.5 : 0);
    strokePaths(frame, paths, { colour: tokens.halo, width: width + 1.6 });
    strokePaths(frame, paths, { colour, width, dash: form === 'band' ? [7, 3.2] : [2.5, 3] });
  }
}

/** The beginning of lines, to the nearest piece. @param {import('./shapes.js').Path[]} paths @param {number} share 0..1 */
function firstShare(paths, share) {
  if (share >= 1) return paths;
  return paths.map(({ pieces, properties }) => {
    const end = pieces.length ? pieces[pieces.length - 1].start * share : 0;
    return { properties, pieces: pieces.filter(({ start }) => start <= end) };
  });
}

/** Kilometres between ticks at a zoom. @param {Feature} feature @param {number} zoom */
export function tickStep(feature, zoom) {
  const step = feature.ticks ?? 0;
  return zoom >= FINE_TICK_ZOOM - 0.25 ? step / 10 : step;
}

/** Ticks in sight with their direction across the line. @param {import('./brush.js').Frame} frame @param {Line} line */
export function ticksInView(frame, line) {
  const step = tickStep(line.feature, frame.zoom);
  if (!step) return [];
  return line.parts.flatMap((part) => (part.track ? ticks(part.track, step) : []))
    .filter(({ x, y }) => visible({ west: x, east: x, north: y, south: y }, frame, 20))
    .map((tick) => {
      const length = Math.hypot(tick.dx, tick.dy) || 1;
      return { ...tick, px: tick.x * frame.scale - frame.originX, py: tick.y * frame.scale - frame.originY, nx: -tick.dy / length, ny: tick.dx / length };
    });
}

/** @param {import('./brush.js').Frame} frame @param {Line} line @param {import('./theme.js').Tokens} tokens */
function drawTicks(frame, line, tokens) {
  const { ctx } = frame;
  const half = frame.zoom < 3.4 ? 4 : 6;
  const all = ticksInView(frame, line);
  for (const [width, colour] of /** @type {[number, string][]} */ ([[4, tokens.halo], [1.7, hueOf(tokens, line.feature.hue)]])) {
    ctx.beginPath();
    for (const { px, py, nx, ny } of all) {
      ctx.moveTo(px - nx * half, py - ny * half);
      ctx.lineTo(px + nx * half, py + ny * half);
    }
    ctx.lineCap = 'butt';
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
}

/**
 * The line under a position; the more important line wins where several are near.
 * @param {Line[]} lines @param {number} x @param {number} y world units @param {number} scale px of one world width @param {number} reach px
 * @returns {Hit|null}
 */
export function hitLine(lines, x, y, scale, reach) {
  /** @type {Hit|null} */
  let best = null;
  for (const line of lines) {
    const extra = line.feature.form === 'band' ? reach * 0.5 : 0;
    line.parts.forEach((part, index) => {
      if (!near(part, x, y, (reach + extra) / scale)) return;
      const found = part.track ? nearest(part.track, x, y) : nearest(part, x, y);
      const distance = found.distance * scale;
      if (distance > reach + extra) return;
      const better = !best || line.rank > best.line.rank || (line.rank === best.line.rank && distance < best.distance);
      if (better) best = { line, part: index, km: found.km, x: found.x, y: found.y, distance };
    });
  }
  return best;
}

/** @param {Part} part @param {number} x @param {number} y @param {number} margin */
function near(part, x, y, margin) {
  return part.path.pieces.some(({ box }) => x >= box.west - margin && x <= box.east + margin && y >= box.north - margin && y <= box.south + margin);
}
