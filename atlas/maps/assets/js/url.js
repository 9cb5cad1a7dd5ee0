/** The map's part of the page address: `bbox=west,south,east,north`, four decimals. */

/** @typedef {import('./types.js').Bounds} Bounds */

/** @param {string} search @returns {Bounds|null} null where it is absent or no box */
export function bboxIn(search) {
  const text = new URLSearchParams(search).get('bbox');
  const numbers = text ? text.split(',').map(Number) : [];
  if (numbers.length !== 4 || !numbers.every(Number.isFinite)) return null;
  const [west, south, east, north] = numbers;
  return west < east && south < north && south >= -90 && north <= 90 ? [west, south, east, north] : null;
}

/** @param {Bounds} bounds */
export function bboxText(bounds) {
  return bounds.map((degrees) => String(Number(degrees.toFixed(4)))).join(',');
}

/** The address with another bbox, or none; every other key stays as it was typed.
 * @param {string} href @param {Bounds|null} bounds */
export function withBbox(href, bounds) {
  const url = new URL(href);
  const kept = url.search.replace(/^\?/, '').split('&').filter((pair) => pair && !/^bbox(=|$)/.test(pair));
  if (bounds) kept.push(`bbox=${bboxText(bounds)}`);
  url.search = kept.length ? `?${kept.join('&')}` : '';
  return url.href;
}

/** @param {Bounds|null} bounds */
export function writeBbox(bounds) {
  const href = withBbox(location.href, bounds);
  if (href !== location.href) history.replaceState(history.state, '', href);
}

/** An extent with its middle in the first copy of the world, four decimals. Its edges may lie beyond the
 * antimeridian: cut there it would not come back the same. @param {Bounds} bounds @returns {Bounds} */
export function inOneWorld([west, south, east, north]) {
  const turns = 360 * Math.round((west + east) / 2 / 360);
  const edges = [west - turns, Math.max(south, -90), east - turns, Math.min(north, 90)];
  return /** @type {Bounds} */ (edges.map((degrees) => Number(degrees.toFixed(4))));
}
