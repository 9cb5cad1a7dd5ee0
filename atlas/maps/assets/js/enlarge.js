/** A screen of more CSS pixels is a bigger one, looked at from further away: signs and words grow with it. */

/** From this width on, and how much larger then. @type {[number, number][]} */
const STEPS = [[3200, 1.7], [2400, 1.35]];

/** On a projector nothing is smaller than 15 px. */
const HALL = 1.3;

/** @param {number} [width] of the window, CSS px @param {string} [theme] of the page */
export function enlarged(width = globalThis.innerWidth ?? 0, theme = globalThis.document?.documentElement?.dataset?.theme) {
  const step = STEPS.find(([from]) => width >= from)?.[1] ?? 1;
  return theme === 'hall' ? Math.max(step, HALL) : step;
}
