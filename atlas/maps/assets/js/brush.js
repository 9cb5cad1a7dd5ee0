/** Draws flat Mercator arrays on a canvas, skipping what is outside and what is smaller than a pixel. */

/**
 * @typedef {object} Frame  one drawing of a canvas layer, in layer pixels
 * @property {CanvasRenderingContext2D} ctx
 * @property {number} zoom
 * @property {number} scale  pixels of one world width
 * @property {number} originX
 * @property {number} originY
 * @property {number} ratio  device pixels per pixel
 * @property {{x: number, y: number}} min
 * @property {{x: number, y: number}} max
 */
/** @typedef {import('./types.js').WorldBox} WorldBox */

const SMALLEST_STEP = 0.6;

/** @param {WorldBox} box @param {Frame} frame @param {number} margin pixels */
export function visible(box, frame, margin = 4) {
  return box.east * frame.scale - frame.originX >= frame.min.x - margin
    && box.west * frame.scale - frame.originX <= frame.max.x + margin
    && box.south * frame.scale - frame.originY >= frame.min.y - margin
    && box.north * frame.scale - frame.originY <= frame.max.y + margin;
}

/** Adds a run of vertices to the current path. @param {Frame} frame @param {Float64Array} xy @param {boolean} fresh starts with moveTo
 * @param {number} [step] px, smaller steps are left out */
export function trace(frame, xy, fresh, step = SMALLEST_STEP) {
  const { ctx, scale, originX, originY } = frame;
  let x = xy[0] * scale - originX, y = xy[1] * scale - originY;
  if (fresh) ctx.moveTo(x, y); else ctx.lineTo(x, y);
  const last = xy.length - 2;
  for (let i = 2; i <= last; i += 2) {
    const nx = xy[i] * scale - originX, ny = xy[i + 1] * scale - originY;
    if (i < last && Math.abs(nx - x) + Math.abs(ny - y) < step) continue;
    ctx.lineTo(nx, ny);
    x = nx;
    y = ny;
  }
}

/** Adds closed rings. @param {Frame} frame @param {import('./shapes.js').Ring[]} rings @param {number} [margin] */
export function traceRings(frame, rings, margin) {
  for (const ring of rings) {
    if (!visible(ring.box, frame, margin)) continue;
    if ((ring.box.east - ring.box.west + ring.box.south - ring.box.north) * frame.scale < 1) continue;
    trace(frame, ring.xy, true);
    frame.ctx.closePath();
  }
}

/** Adds lines to the current path, gaps where they are out of sight. @param {Frame} frame @param {import('./shapes.js').Path[]} lines @param {number} margin @param {number} [step] */
export function tracePaths(frame, lines, margin, step) {
  for (const line of lines) {
    let open = false;
    for (const piece of line.pieces) {
      const seen = visible(piece.box, frame, margin);
      if (seen) trace(frame, piece.xy, !open, step);
      open = seen;
    }
  }
}

/** Strokes lines with one style; dashes keep their place on the ground while the map pans.
 * @param {Frame} frame @param {import('./shapes.js').Path[]} lines
 * @param {{colour: string, width: number, dash?: number[], cap?: CanvasLineCap}} style */
export function strokePaths(frame, lines, style) {
  const { ctx } = frame;
  ctx.strokeStyle = style.colour;
  ctx.lineWidth = style.width;
  ctx.lineJoin = 'round';
  ctx.lineCap = style.cap ?? (style.dash ? 'butt' : 'round');
  ctx.setLineDash(style.dash ?? []);
  if (!style.dash) ctx.beginPath();
  for (const line of lines) tracePieces(frame, line, style);
  if (!style.dash) ctx.stroke();
  ctx.setLineDash([]);
}

/** @param {Frame} frame @param {import('./shapes.js').Path} line @param {{width: number, dash?: number[]}} style */
function tracePieces(frame, line, style) {
  const { ctx } = frame;
  let open = false;
  for (const piece of line.pieces) {
    if (!visible(piece.box, frame, style.width + 2)) {
      if (open && style.dash) ctx.stroke();
      open = false;
      continue;
    }
    if (!open && style.dash) {
      ctx.beginPath();
      ctx.lineDashOffset = piece.start * frame.scale;
    }
    trace(frame, piece.xy, !open);
    open = true;
  }
  if (open && style.dash) ctx.stroke();
}
