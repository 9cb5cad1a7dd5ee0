/** Where GCJ-02 maps draw a WGS84 place inside mainland China (the published approximation, 1–2 m). */

const A = 6378245, EE = 0.00669342162296594323;
/** Beyond this box the shift is not applied. */
const BOX = { west: 73.5, east: 135.1, south: 17.5, north: 53.6 };

/** @param {number} lon @param {number} lat degrees @returns {[number, number]} shifted lon, lat */
export function gcj02Shift(lon, lat) {
  if (lon < BOX.west || lon > BOX.east || lat < BOX.south || lat > BOX.north) return [lon, lat];
  const x = lon - 105, y = lat - 35, { PI, sin, sqrt, abs } = Math;
  const wave = (20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2 / 3;
  const dy = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + wave
    + (20 * sin(y * PI) + 40 * sin(y / 3 * PI)) * 2 / 3 + (160 * sin(y / 12 * PI) + 320 * sin(y * PI / 30)) * 2 / 3;
  const dx = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + wave
    + (20 * sin(x * PI) + 40 * sin(x / 3 * PI)) * 2 / 3 + (150 * sin(x / 12 * PI) + 300 * sin(x / 30 * PI)) * 2 / 3;
  const phi = lat / 180 * PI, magic = 1 - EE * sin(phi) ** 2;
  const dLat = dy * 180 / (A * (1 - EE) / (magic * sqrt(magic)) * PI), dLon = dx * 180 / (A / sqrt(magic) * Math.cos(phi) * PI);
  return [lon + dLon, lat + dLat];
}
