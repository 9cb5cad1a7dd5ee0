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

/** @param {import('./brush.js').Frame} frame @param {Relief} relief @param {number} opacity */
export function drawRelief(frame, { image, bounds }, opacity) {
  const { ctx, scale, originX, originY } = frame;
  const [west, south, east, north] = bounds;
  const x = worldX(west) * scale - originX, y = worldY(north) * scale - originY;
  const width = worldX(east) * scale - originX - x, height = worldY(south) * scale - originY - y;
  ctx.globalAlpha = opacity;
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(image, x, y, width, height);
  ctx.globalAlpha = 1;
}
