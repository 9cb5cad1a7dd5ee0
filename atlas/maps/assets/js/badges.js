/** What stands beside a symbol: the count of a group, and the clock of figures due for review. */
import { clockAt } from './symbols.js';

/** @typedef {import('./marks.js').MarkGroup} MarkGroup */

/** The count of a group, at the upper right of its symbol: as in `.atlas-count`. */
const COUNT_PX = 15, COUNT_DIGIT_PX = 6;

/** Whether any place of a group has figures due for review. @param {MarkGroup} group */
export function isOverdue({ members }) {
  return members.some(({ feature }) => Boolean(feature.overdue));
}

/** What names must keep off: the symbol, on a group its count, and the clock. Pixels from the symbol's middle.
 * @param {MarkGroup} group @returns {import('./labels.js').Box[]} */
export function boxesOf(group) {
  const r = group.leader.r + 1;
  return [{ x0: -r, y0: -r, x1: r, y1: r }, ...countBox(group), ...clockBox(group)];
}

/** @param {MarkGroup} group @returns {import('./labels.js').Box[]} */
function countBox({ leader, members }) {
  if (members.length < 2) return [];
  const away = Math.max(leader.r * 0.75, 5), width = COUNT_PX + (String(members.length).length - 1) * COUNT_DIGIT_PX;
  return [{ x0: away - 5, y0: -away - 13, x1: away - 1 + width, y1: -away + 6 }];
}

/** @param {MarkGroup} group @returns {import('./labels.js').Box[]} */
function clockBox(group) {
  if (!isOverdue(group)) return [];
  const { radius, away } = clockAt(group.leader.r), near = away - radius - 1, far = away + radius + 1;
  return [{ x0: near, y0: near, x1: far, y1: far }];
}

/** How far count and clock reach beyond the symbol: to the right, up and down. @param {MarkGroup} group */
export function badgeReach(group) {
  const [count] = countBox(group), [clock] = clockBox(group);
  return {
    ...(count || clock ? { east: Math.max(count?.x1 ?? 0, clock?.x1 ?? 0) } : {}),
    ...(count ? { north: -count.y0 } : {}),
    ...(clock ? { south: clock.y1 } : {}),
  };
}
