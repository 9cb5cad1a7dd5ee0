/**
 * Label placement: by priority, from a table of positions around each mark, never overlapping.
 * A label that fits nowhere is dropped; it is never shrunk, moved over another or cut.
 */

/** @typedef {{x0: number, y0: number, x1: number, y1: number}} Box  pixels */
/** @typedef {{w: number, h: number}} Size */
/**
 * @typedef {object} Wanted
 * @property {string} id
 * @property {number} x @property {number} y  the mark's middle
 * @property {number} r  the mark's radius
 * @property {number} [east] @property {number} [north] @property {number} [south]  how far a count or clock beside the mark reaches, from its middle
 * @property {number} priority
 * @property {Size[]} sizes  preferred block first, then smaller ones
 * @property {string[]} [positions]  tried in this order
 * @property {string} [before]  the position taken last time, tried first
 * @property {string} [only]  of all with the same word, at most one is placed
 * @property {boolean} [counted]  counts towards the limit of labelled marks
 * @property {number} [clear]  px kept free all around
 * @property {boolean} [far]  may stand a little off its mark rather than be dropped
 */
/** @typedef {{id: string, box: Box, position: string, size: number}} Placed */
/** @typedef {{bounds: Box, cost: (box: Box) => number, taken: ReturnType<typeof ground>}} Setting */

/** Directions of the eight positions: unit steps from the mark to the label. @type {Record<string, [number, number]>} */
const TABLE = { E: [1, 0], W: [-1, 0], N: [0, -1], S: [0, 1], NE: [0.72, -0.72], SE: [0.72, 0.72], NW: [-0.72, -0.72], SW: [-0.72, 0.72], C: [0, 0] };
export const EIGHT = ['E', 'W', 'N', 'S', 'NE', 'SE', 'NW', 'SW'];
/** Above and below, flush with the mark: in crowded places they save a label that the eight would drop. */
const FLUSH = ['N<', 'N>', 'S<', 'S>'];
export const MOST_LABELS = 40;
const GAP = 3;
/** How far off its mark a name may stand, in its own heights. */
const FAR = [0.6, 1.2, 2, 2.8];
const CELL = 64;
/** A later position is taken when it crosses this much less line (in box shares). */
const ORDER_COST = 0.045;

/**
 * @param {Wanted[]} wanted @param {Box[]} obstacles symbols, which no label may touch
 * @param {{bounds: Box, limit?: number, cost?: (box: Box) => number}} options `cost`: 0..1, how much a box covers lines
 * @returns {Placed[]}
 */
export function placeLabels(wanted, obstacles, { bounds, limit = MOST_LABELS, cost = () => 0 }) {
  const taken = ground();
  obstacles.forEach((box) => taken.add(box, null));
  const setting = { bounds, cost, taken };
  /** @type {Map<string, Placed>} */
  const placed = new Map();
  const wishes = new Map(wanted.map((one) => [one.id, one]));
  let counted = 0;
  const done = new Set();
  for (const one of [...wanted].sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))) {
    if (one.counted && counted >= limit) continue;
    if (one.only && done.has(one.only)) continue;
    const found = place(one, setting) ?? (one.counted ? makeRoom(one, setting, placed, wishes) : null) ?? (one.far ? placeFar(one, setting) : null);
    if (!found) continue;
    taken.add(found.box, found.id);
    placed.set(found.id, found);
    if (one.counted) counted += 1;
    if (one.only) done.add(one.only);
  }
  return [...placed.values()];
}

/** @param {Wanted} one @param {Setting} setting @returns {Placed|null} */
function place(one, { bounds, cost, taken }) {
  const order = orderOf(one);
  for (let size = 0; size < one.sizes.length; size++) {
    let best = null, lowest = Infinity;
    for (let i = 0; i < order.length; i++) {
      const box = boxAt(one, one.sizes[size], order[i]);
      if (!within(box, bounds) || taken.blockers(widened(box, one.clear ?? 0)).size) continue;
      const price = cost(box) + i * ORDER_COST;
      if (price < lowest) { lowest = price; best = { id: one.id, box, position: order[i], size }; }
    }
    if (best) return best;
  }
  return null;
}

/** @param {Box} box @param {number} by px @returns {Box} */
const widened = ({ x0, y0, x1, y1 }, by) => ({ x0: x0 - by, y0: y0 - by, x1: x1 + by, y1: y1 + by });

/** Beyond the marks that crowd around it, and clear of them: nobody takes it for another's name. @param {Wanted} one @param {Setting} setting @returns {Placed|null} */
function placeFar(one, setting) {
  const heights = Math.min(...one.sizes.map(({ h }) => h));
  for (const share of FAR) {
    const found = place({ ...one, r: one.r + share * heights, clear: heights / 2 }, setting);
    if (found) return found;
  }
  return null;
}

/** A position blocked by one other label only is taken when that label finds another place.
 * @param {Wanted} one @param {Setting} setting @param {Map<string, Placed>} placed @param {Map<string, Wanted>} wishes @returns {Placed|null} */
function makeRoom(one, setting, placed, wishes) {
  const { bounds, taken } = setting, size = one.sizes.length - 1;
  for (const position of orderOf(one)) {
    const box = boxAt(one, one.sizes[size], position);
    const [id, ...more] = within(box, bounds) ? taken.blockers(box) : [null];
    const other = id && !more.length ? placed.get(id) : undefined, wish = id ? wishes.get(id) : undefined;
    if (!other || !wish) continue;
    taken.remove(other.box, other.id);
    taken.add(box, one.id);
    const moved = place(wish, setting);
    taken.remove(box, one.id);
    taken.add((moved ?? other).box, other.id);
    if (!moved) continue;
    placed.set(other.id, moved);
    return { id: one.id, box, position, size };
  }
  return null;
}

/** @param {Wanted} one */
function orderOf(one) {
  const table = one.positions ?? [...EIGHT, ...FLUSH];
  return one.before && table.includes(one.before) ? [one.before, ...table.filter((name) => name !== one.before)] : table;
}

/** @param {{x: number, y: number, r: number, east?: number, north?: number, south?: number}} mark @param {Size} size @param {string} position @returns {Box} */
export function boxAt({ x, y, r, east = 0, north = 0, south = 0 }, { w, h }, position) {
  const [ux, uy] = TABLE[position.replace(/[<>]/, '')];
  const reach = position === 'C' ? 0 : r + GAP;
  const diagonal = ux !== 0 && uy !== 0;
  let left = ux > 0 ? x + Math.max(ux * reach, uy > 0 && !south ? 0 : east + 2) : ux < 0 ? x + ux * reach - w : x - w / 2;
  if (position.endsWith('<')) left = x + r - w;
  if (position.endsWith('>')) left = x - r;
  const top = uy > 0 ? y + (diagonal ? uy * reach - 2 : Math.max(reach, south + 1)) : uy < 0 ? y - (diagonal ? -uy * reach - 2 : Math.max(reach, north + 1)) - h : y - h / 2;
  return { x0: left, y0: top, x1: left + w, y1: top + h };
}

/** @param {Box} box @param {Box} bounds */
function within(box, bounds) {
  return box.x0 >= bounds.x0 && box.y0 >= bounds.y0 && box.x1 <= bounds.x1 && box.y1 <= bounds.y1;
}

/** @param {Box} a @param {Box} b */
export function overlap(a, b) {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

/** The taken ground by cells of 64 px, so that a test looks at a few neighbours only. */
function ground() {
  /** @type {Map<number, {box: Box, id: string|null}[]>} */
  const cells = new Map();
  const each = (/** @type {Box} */ box, /** @type {(key: number) => void} */ visit) => {
    for (let i = Math.floor(box.x0 / CELL); i <= Math.floor(box.x1 / CELL); i++) {
      for (let j = Math.floor(box.y0 / CELL); j <= Math.floor(box.y1 / CELL); j++) visit(i * 65536 + j);
    }
  };
  return {
    /** @param {Box} box @param {string|null} id a label's; null for a symbol */
    add(box, id) {
      each(box, (key) => { const list = cells.get(key); if (list) list.push({ box, id }); else cells.set(key, [{ box, id }]); });
    },
    /** @param {Box} box @param {string} id */
    remove(box, id) {
      each(box, (key) => cells.set(key, (cells.get(key) ?? []).filter((one) => one.id !== id)));
    },
    /** Ids of what a box would cover; symbols count as null. @param {Box} box @returns {Set<string|null>} */
    blockers(box) {
      /** @type {Set<string|null>} */
      const found = new Set();
      each(box, (key) => { for (const one of cells.get(key) ?? []) if (overlap(box, one.box)) found.add(one.id); });
      return found;
    },
  };
}
