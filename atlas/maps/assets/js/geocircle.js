/** Places at a distance on the WGS84 ellipsoid (Vincenty 1975, direct). Degrees, kilometres; longitude first. */

/** @typedef {import('./types.js').LonLat} LonLat */

const A = 6378.137, F = 1 / 298.257223563, B = A * (1 - F);
const RADIANS = Math.PI / 180;
const MOST_STEPS = 100;
const CORNERS = 72;

/** @param {LonLat} start @param {number} bearing degrees from north, clockwise @param {number} km @returns {LonLat} */
export function destination([lon, lat], bearing, km) {
  const alpha = bearing * RADIANS, sinA = Math.sin(alpha), cosA = Math.cos(alpha);
  const tanU = (1 - F) * Math.tan(lat * RADIANS), cosU = 1 / Math.hypot(1, tanU), sinU = tanU * cosU;
  const sigma1 = Math.atan2(tanU, cosA), sinAlpha = cosU * sinA, cos2Alpha = 1 - sinAlpha ** 2;
  const uu = (cos2Alpha * (A ** 2 - B ** 2)) / B ** 2;
  const p = 1 + (uu / 16384) * (4096 + uu * (-768 + uu * (320 - 175 * uu)));
  const q = (uu / 1024) * (256 + uu * (-128 + uu * (74 - 47 * uu)));
  let sigma = km / (B * p), cosM = 0, sinS = 0, cosS = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    cosM = Math.cos(2 * sigma1 + sigma); sinS = Math.sin(sigma); cosS = Math.cos(sigma);
    const next = km / (B * p) + q * sinS * (cosM + (q / 4) * (cosS * (2 * cosM ** 2 - 1) - (q / 6) * cosM * (4 * sinS ** 2 - 3) * (4 * cosM ** 2 - 3)));
    const settled = Math.abs(next - sigma) < 1e-12;
    sigma = next;
    if (settled) break;
  }
  cosM = Math.cos(2 * sigma1 + sigma); sinS = Math.sin(sigma); cosS = Math.cos(sigma);
  const x = sinU * sinS - cosU * cosS * cosA;
  const lat2 = Math.atan2(sinU * cosS + cosU * sinS * cosA, (1 - F) * Math.hypot(sinAlpha, x));
  const lambda = Math.atan2(sinS * sinA, cosU * cosS - sinU * sinS * cosA);
  const c = (F / 16) * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha));
  const l = lambda - (1 - c) * F * sinAlpha * (sigma + c * sinS * (cosM + c * cosS * (2 * cosM ** 2 - 1)));
  return [lon + l / RADIANS, lat2 / RADIANS];
}

/** @param {LonLat} centre @param {number} km @returns {LonLat[]} open ring */
export function circle(centre, km) {
  return Array.from({ length: CORNERS }, (_, i) => destination(centre, (i * 360) / CORNERS, km));
}

/** A radius no finer than a hand on a map is. @param {number} km */
export function roundedKm(km) {
  const digits = km < 1 ? 2 : km < 10 ? 1 : 0;
  return Math.max(0.01, Number(km.toFixed(digits)));
}

/** The radius a place begins with: a kilometre, far out 1, 2 or 5 times a power of ten. @param {number} km about as wide on the screen */
export function firstKm(km) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, km)));
  return power * ([5, 2].find((step) => km >= step * power) ?? 1);
}
