/** Shaded relief: pictures with alpha, their rows evenly spaced in Mercator, laid over the land. */
import { worldX, worldY } from './mercator.js';

/** @typedef {{image: HTMLImageElement, bounds: import('./types.js').Bounds}} Relief */

/** @param {import('./types.js').Picture} picture @returns {Promise<Relief>} */
export async function loadRelief({ url, bounds }) {
  const image = new Image();
  image.src = url;
  await image.decode();
  return { image, bounds };
}

/** From here on the pictures are too soft to be honest; they fade out over two zooms. */
const FADES_AT = 6.6;

/** The pictures from coarse to fine; where a finer one lies the coarser is left out.
 * @param {import('./brush.js').Frame} frame @param {Relief[]} reliefs @param {number} opacity */
export function drawReliefs(frame, reliefs, opacity) {
  const shade = opacity * Math.min(1, Math.max(0, 1 - (frame.zoom - FADES_AT) / 2));
  if (shade <= 0.02) return;
  const finer = frame.zoom >= FINE_ZOOM ? reliefs : reliefs.slice(0, 1);
  finer.forEach((relief, i) => drawRelief(frame, relief, shade, finer[i + 1]));
}

const FINE_ZOOM = 4.75;

/** @param {import('./brush.js').Frame} frame @param {Relief} relief @param {number} opacity @param {Relief} [finer] */
function drawRelief(frame, { image, bounds }, opacity, finer) {
  const { ctx, min, max } = frame;
  const box = boxOf(frame, bounds);
  ctx.save();
  if (finer) {
    const hole = boxOf(frame, finer.bounds);
    ctx.beginPath();
    ctx.rect(min.x, min.y, max.x - min.x, max.y - min.y);
    ctx.rect(hole.x, hole.y, hole.width, hole.height);
    ctx.clip('evenodd');
  }
  ctx.globalAlpha = opacity;
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(image, box.x, box.y, box.width, box.height);
  ctx.restore();
}

/** @param {import('./brush.js').Frame} frame @param {import('./types.js').Bounds} bounds */
function boxOf({ scale, originX, originY }, [west, south, east, north]) {
  const x = Math.round(worldX(west) * scale - originX), y = Math.round(worldY(north) * scale - originY);
  return { x, y, width: Math.round(worldX(east) * scale - originX) - x, height: Math.round(worldY(south) * scale - originY) - y };
}
