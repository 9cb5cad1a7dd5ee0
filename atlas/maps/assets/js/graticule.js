/** Hairline meridians and parallels at round degrees, with small numbers at the edge of the canvas left out. */
import { latAt, lonAt, worldX, worldY } from './mercator.js';

const STEPS = [30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1];
const CLOSEST_PX = 110;

/** Degrees between lines at a zoom. @param {number} scale pixels of one world width */
export function stepAt(scale) {
  const fitting = STEPS.filter((step) => (step / 360) * scale >= CLOSEST_PX);
  return fitting.length ? fitting[fitting.length - 1] : STEPS[0];
}

/** @param {import('./brush.js').Frame} frame @param {string} colour */
export function drawGraticule(frame, colour) {
  const { ctx, scale, originX, originY, min, max } = frame;
  const step = stepAt(scale);
  const west = lonAt((min.x + originX) / scale), east = lonAt((max.x + originX) / scale);
  const north = latAt((min.y + originY) / scale), south = latAt((max.y + originY) / scale);
  ctx.beginPath();
  for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
    const x = crisp(worldX(lon) * scale - originX);
    ctx.moveTo(x, min.y);
    ctx.lineTo(x, max.y);
  }
  for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
    const y = crisp(worldY(lat) * scale - originY);
    ctx.moveTo(min.x, y);
    ctx.lineTo(max.x, y);
  }
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  ctx.stroke();
}

/** The middle of a pixel, where a one-pixel line is sharp. @param {number} value */
function crisp(value) {
  return Math.round(value - 0.5) + 0.5;
}
