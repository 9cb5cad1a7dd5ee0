/** Symbols too close to tell apart become one group, shown where its most important member stands. */

/** @typedef {{id: string, x: number, y: number, r: number, priority: number}} Spot  pixels */
/** @template {Spot} T @typedef {{leader: T, members: T[]}} Group  members include the leader */

export const CLOSEST_PX = 20;

/**
 * Groups such that any two leaders are at least 20 px and both radii apart.
 * @template {Spot} T
 * @param {T[]} spots @param {{chosen?: string|null, closest?: number}} [options] `chosen` always leads its group
 * @returns {Group<T>[]} by falling priority
 */
export function groups(spots, { chosen = null, closest = CLOSEST_PX } = {}) {
  const rank = (/** @type {T} */ spot) => (spot.id === chosen ? Infinity : spot.priority);
  const ordered = [...spots].sort((a, b) => rank(b) - rank(a) || (a.id < b.id ? -1 : 1));
  /** @type {Group<T>[]} */
  const found = [];
  for (const spot of ordered) {
    const near = found.find(({ leader }) => Math.hypot(leader.x - spot.x, leader.y - spot.y) < Math.max(closest, leader.r + spot.r + 1));
    if (near) near.members.push(spot);
    else found.push({ leader: spot, members: [spot] });
  }
  return found;
}
