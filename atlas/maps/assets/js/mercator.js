/** Web Mercator in units of one world width: x 0..1 from 180°W, y 0..1 from 85.05°N. */

export const MAX_LATITUDE = 85.0511287798;
const RADIANS = Math.PI / 180;

/** @param {number} lon degrees */
export function worldX(lon) {
  return (lon + 180) / 360;
}

/** @param {number} lat degrees */
export function worldY(lat) {
  const clamped = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat));
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + (clamped * RADIANS) / 2)) / (2 * Math.PI);
}

/** @param {number} x */
export function lonAt(x) {
  return x * 360 - 180;
}

/** @param {number} y */
export function latAt(y) {
  return (2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2) / RADIANS;
}

/** Pixels of one kilometre at a latitude. @param {number} lat @param {number} zoom */
export function pixelsPerKm(lat, zoom) {
  const equatorKm = 2 * Math.PI * 6378.137;
  return (256 * 2 ** zoom) / (equatorKm * Math.cos(lat * RADIANS));
}
