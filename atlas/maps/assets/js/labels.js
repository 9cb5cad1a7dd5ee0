/**
 * Label placement: by priority, from a table of eight positions per mark, never overlapping.
 * A label that fits nowhere is dropped; it is never shrunk, moved over another or cut.
 */

/** @typedef {{x0: number, y0: number, x1: number, y1: number}} Box  pixels */
/** @typedef {{w: number, h: number}} Size */
/**
 * @typedef {object} Wanted
 * @property {string} id
 * @property {number} x @property {number} y  the mark's middle
 * @property {number} r  the mark's radius
 * @property {number} priority
 * @property {Size[]} sizes  preferred block first, then smaller ones
 * @property {string[]} [positions]  tried in this order
 * @property {string} [before]  the position taken last time, tried first
 * @property {string} [only]  of all with the same word, at most one is placed
 * @property {boolean} [counted]  counts towards the limit of labelled marks
 */
/** @typedef {{id: string, box: Box, position: string, size: number}} Placed */

/** Directions of the eight positions: unit steps from the mark to the label. @type {Record<string, [number, number]>} */
const TABLE = { E: [1, 0], W: [-1, 0], N: [0, -1], S: [0, 1], NE: [0.72, -0.72], SE: [0.72, 0.72], NW: [-0.72, -0.72], SW: [-0.72, 0.72], C: [0, 0] };
export const EIGHT = ['E', 'W', 'N', 'S', 'NE', 'SE', 'NW', 'SW'];
export const MOST_LABELS = 40;
const GAP = 3;
const CELL = 64;
/** A later position is taken when it crosses this much less line (in box shares). */
const ORDER_COST = 0.045;

/**
 * @param {Wanted[]} wanted @param {Box[]} obstacles symbols, which no label may touch
 * @param {{bounds: Box, limit?: number, cost?: (box: Box) => number}} options `cost`: 0..1, how much a box covers lines
 * @returns {Placed[]}
 */
export function placeLabels(wanted, obstacles, { bounds, limit = MOST_LABELS, cost = () => 0 }) {
  const taken = grid();
  obstacles.forEach((box) => taken.add(box));
  /** @type {Placed[]} */
  const placed = [];
  let counted = 0;
  const done = new Set();
  for (const one of [...wanted].sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))) {
    if (one.counted && counted >= limit) continue;
    if (one.only && done.has(one.only)) continue;
    const found = place(one, taken, bounds, cost);
    if (!found) continue;
    taken.add(found.box);
    placed.push(found);
    if (one.counted) counted += 1;
    if (one.only) done.add(one.only);
  }
  return placed;
}

/** @param {Wanted} one @param {ReturnType<typeof grid>} taken @param {Box} bounds @param {(box: Box) => number} cost @returns {Placed|null} */
function place(one, taken, bounds, cost) {
  const table = one.positions ?? EIGHT;
  const order = one.before && table.includes(one.before) ? [one.before, ...table.filter((name) => name !== one.before)] : table;
  for (let size = 0; size < one.sizes.length; size++) {
    let best = null, lowest = Infinity;
    for (let i = 0; i < order.length; i++) {
      const box = boxAt(one, one.sizes[size], order[i]);
      if (!within(box, bounds) || taken.hits(box)) continue;
      const price = cost(box) + i * ORDER_COST;
      if (price < lowest) { lowest = price; best = { id: one.id, box, position: order[i], size }; }
    }
    if (best) return best;
  }
  return null;
}

/** @param {{x: number, y: number, r: number}} mark @param {Size} size @param {string} position @returns {Box} */
export function boxAt({ x, y, r }, { w, h }, position) {
  const [ux, uy] = TABLE[position];
  const reach = position === 'C' ? 0 : r + GAP;
  const diagonal = ux !== 0 && uy !== 0;
  const left = ux > 0 ? x + ux * reach : ux < 0 ? x + ux * reach - w : x - w / 2;
  const top = uy > 0 ? y + uy * reach - (diagonal ? 2 : 0) : uy < 0 ? y + uy * reach - h + (diagonal ? 2 : 0) : y - h / 2;
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

/** Boxes by cells of 64 px, so that a test looks at a few neighbours only. */
function grid() {
  /** @type {Map<string, Box[]>} */
  const cells = new Map();
  const each = (/** @type {Box} */ box, /** @type {(key: string) => boolean} */ visit) => {
    for (let i = Math.floor(box.x0 / CELL); i <= Math.floor(box.x1 / CELL); i++) {
      for (let j = Math.floor(box.y0 / CELL); j <= Math.floor(box.y1 / CELL); j++) if (visit(`${i},${j}`)) return true;
    }
    return false;
  };
  return {
    /** @param {Box} box */
    add(box) {
      each(box, (key) => { const list = cells.get(key); if (list) list.push(box); else cells.set(key, [box]); return false; });
    },
    /** @param {Box} box */
    hits: (box) => each(box, (key) => cells.get(key)?.some((other) => overlap(box, other)) ?? false),
  };
}
