/** Layers of very many points: one canvas, one square per point, no labels. */
import { worldX, worldY } from './mercator.js';
import { faded, hueOf } from './theme.js';

/** @typedef {{feature: import('./types.js').Feature, xy: Float64Array}} Cloud */

/** @param {import('./types.js').Feature} feature @returns {Cloud} */
export function prepareCloud(feature) {
  const points = feature.points ?? [];
  const xy = new Float64Array(points.length * 2);
  points.forEach(([lon, lat], i) => { xy[2 * i] = worldX(lon); xy[2 * i + 1] = worldY(lat); });
  return { feature, xy };
}

/** Points that fall on the same pixel are drawn once. @param {import('./brush.js').Frame} frame @param {Cloud[]} clouds @param {import('./theme.js').Tokens} tokens */
export function drawClouds(frame, clouds, tokens) {
  const { ctx, scale, originX, originY, min, max } = frame;
  const width = Math.ceil(max.x - min.x), height = Math.ceil(max.y - min.y);
  const size = frame.zoom < 6 ? 2 : frame.zoom < 9 ? 3 : 5;
  for (const { feature, xy } of clouds) {
    const seen = new Uint8Array(width * height);
    ctx.fillStyle = faded(hueOf(tokens, feature.hue), 0.72);
    for (let i = 0; i < xy.length; i += 2) {
      const x = Math.round(xy[i] * scale - originX), y = Math.round(xy[i + 1] * scale - originY);
      const column = x - min.x, row = y - min.y;
      if (column < 0 || row < 0 || column >= width || row >= height) continue;
      const cell = row * width + column;
      if (seen[cell]) continue;
      seen[cell] = 1;
      ctx.fillRect(x - size / 2, y - size / 2, size, size);
    }
  }
}
