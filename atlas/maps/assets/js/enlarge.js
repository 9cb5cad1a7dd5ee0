/** A screen of more CSS pixels is a bigger one, looked at from further away: signs and words grow with it. */

/** From this width on, and how much larger then. @type {[number, number][]} */
const STEPS = [[3200, 1.7], [2400, 1.35]];

/** @param {number} [width] of the window, CSS px */
export function enlarged(width = globalThis.innerWidth ?? 0) {
  return STEPS.find(([from]) => width >= from)?.[1] ?? 1;
}
