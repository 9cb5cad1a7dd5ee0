/**
 * Distances on the WGS84 ellipsoid (Vincenty 1975, inverse) and areas on the authalic sphere.
 * Degrees in, kilometres and square kilometres out; longitude first.
 */

/** @typedef {import('./types.js').LonLat} LonLat */

const A = 6378.137, F = 1 / 298.257223563, B = A * (1 - F);
/** Sphere with the ellipsoid's surface; areas of shapes of our size are within 0.5 %. */
const AUTHALIC_KM = 6371.0071809;
const RADIANS = Math.PI / 180;
const MOST_STEPS = 200;

/** @param {LonLat} a @param {LonLat} b @returns {number} km */
export function distanceKm([lon1, lat1], [lon2, lat2]) {
  if (lon1 === lon2 && lat1 === lat2) return 0;
  const L = (lon2 - lon1) * RADIANS;
  const u1 = Math.atan((1 - F) * Math.tan(lat1 * RADIANS)), u2 = Math.atan((1 - F) * Math.tan(lat2 * RADIANS));
  const [s1, c1, s2, c2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = L;
  for (let step = 0; step < MOST_STEPS; step++) {
    const sl = Math.sin(lambda), cl = Math.cos(lambda);
    const sinSigma = Math.hypot(c2 * sl, c1 * s2 - s1 * c2 * cl);
    const cosSigma = s1 * s2 + c1 * c2 * cl, sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (c1 * c2 * sl) / sinSigma, cos2Alpha = 1 - sinAlpha ** 2;
    const cosM = cos2Alpha ? cosSigma - (2 * s1 * s2) / cos2Alpha : 0;
    const c = (F / 16) * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha));
    const next = L + (1 - c) * F * sinAlpha * (sigma + c * sinSigma * (cosM + c * cosSigma * (2 * cosM ** 2 - 1)));
    if (Math.abs(next - lambda) < 1e-12) return vincentyLength(sigma, sinSigma, cosSigma, cosM, cos2Alpha);
    lambda = next;
  }
  return haversineKm([lon1, lat1], [lon2, lat2]); // nearly antipodal points do not converge
}

/** @param {number} sigma @param {number} sinSigma @param {number} cosSigma @param {number} cosM @param {number} cos2Alpha */
function vincentyLength(sigma, sinSigma, cosSigma, cosM, cos2Alpha) {
  const uu = (cos2Alpha * (A ** 2 - B ** 2)) / B ** 2;
  const p = 1 + (uu / 16384) * (4096 + uu * (-768 + uu * (320 - 175 * uu)));
  const q = (uu / 1024) * (256 + uu * (-128 + uu * (74 - 47 * uu)));
  const delta = q * sinSigma * (cosM + (q / 4) * (cosSigma * (2 * cosM ** 2 - 1)
    - (q / 6) * cosM * (4 * sinSigma ** 2 - 3) * (4 * cosM ** 2 - 3)));
  return B * p * (sigma - delta);
}

/** On the authalic sphere. @param {LonLat} a @param {LonLat} b */
export function haversineKm([lon1, lat1], [lon2, lat2]) {
  const dp = ((lat2 - lat1) * RADIANS) / 2, dl = ((lon2 - lon1) * RADIANS) / 2;
  const h = Math.sin(dp) ** 2 + Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * Math.sin(dl) ** 2;
  return 2 * AUTHALIC_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** @param {LonLat[]} points */
export function lengthKm(points) {
  return points.slice(1).reduce((sum, point, i) => sum + distanceKm(points[i], point), 0);
}

/** Area by spherical excess, sides taken as great circles. @param {LonLat[]} ring open or closed */
export function areaKm2(ring) {
  let excess = 0;
  for (let i = 0; i < ring.length; i++) {
    const [lon1, lat1] = ring[i], [lon2, lat2] = ring[(i + 1) % ring.length];
    const dl = wrap((lon2 - lon1) * RADIANS);
    const t1 = Math.tan(authalic(lat1) / 2), t2 = Math.tan(authalic(lat2) / 2);
    excess += 2 * Math.atan2(Math.tan(dl / 2) * (t1 + t2), 1 + t1 * t2);
  }
  return Math.abs(excess) * AUTHALIC_KM ** 2;
}

/** Latitude on the sphere of equal area, radians. @param {number} lat degrees */
function authalic(lat) {
  const e2 = F * (2 - F), e = Math.sqrt(e2);
  const q = (/** @type {number} */ s) => (1 - e2) * (s / (1 - e2 * s * s) - Math.log((1 - e * s) / (1 + e * s)) / (2 * e));
  return Math.asin(Math.max(-1, Math.min(1, q(Math.sin(lat * RADIANS)) / q(1))));
}

/** @param {number} angle radians */
function wrap(angle) {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}

/** Points along the great circle, for drawing. @param {LonLat} a @param {LonLat} b @param {number} count @returns {LonLat[]} */
export function greatCircle(a, b, count) {
  const [x, y] = [vector(a), vector(b)];
  const angle = Math.acos(Math.max(-1, Math.min(1, x[0] * y[0] + x[1] * y[1] + x[2] * y[2])));
  if (angle < 1e-9) return [a, b];
  return Array.from({ length: count + 1 }, (_, i) => {
    const p = Math.sin((1 - i / count) * angle) / Math.sin(angle), q = Math.sin((i / count) * angle) / Math.sin(angle);
    const [vx, vy, vz] = x.map((value, n) => p * value + q * y[n]);
    const lon = Math.atan2(vy, vx) / RADIANS;
    return /** @type {LonLat} */ ([lon + 360 * Math.round((a[0] + ((b[0] - a[0]) * i) / count - lon) / 360), Math.asin(vz) / RADIANS]);
  });
}

/** @param {LonLat} point */
function vector([lon, lat]) {
  const c = Math.cos(lat * RADIANS);
  return [c * Math.cos(lon * RADIANS), c * Math.sin(lon * RADIANS), Math.sin(lat * RADIANS)];
}
