/** Route tags: a hue bar, the line's name and one figure, beside the line instead of a text along it. */
import { visible } from './brush.js';
import { hueOf } from './theme.js';

const SMALLEST_MAP_PX = 720;
const CLEAR_PX = 34;

/**
 * @param {any} scene @param {import('./brush.js').Frame} view @param {Map<string, any[]>} blocks
 * @param {(setting: any) => number} _measure @param {number} priority
 */
export function routeTags(scene, view, blocks, _measure, priority) {
  if (view.max.x - view.min.x < SMALLEST_MAP_PX) return [];
  return scene.lines.filter((/** @type {any} */ line) => line.feature.label?.[0] && line.feature.kind !== 'service' && scene.isOn(line.feature))
    .flatMap((/** @type {any} */ line) => {
      const { feature } = line, anchor = middleInView(view, line);
      if (!anchor) return [];
      const id = `tag:${feature.id}`;
      const hue = hueOf(scene.tokens, feature.hue);
      const lines = [{ text: feature.label[0], size: 12.5, weight: 650, colour: 'var(--ink)' }];
      if (feature.sub) lines.push({ text: feature.sub, size: 11, weight: 400, colour: 'var(--ink2)' });
      blocks.set(id, [{ id, className: 'is-tag', pick: feature.id, tag: hue, lines }]);
      return [{ id, x: anchor.x, y: anchor.y, r: CLEAR_PX, priority, positions: ['N', 'S', 'W', 'E', 'NW', 'NE', 'SW', 'SE'] }];
    });
}

/** The vertex in sight that is nearest to the middle of what is in sight. @param {import('./brush.js').Frame} view @param {any} line */
function middleInView(view, line) {
  /** @type {{x: number, y: number}[]} */
  const seen = [];
  for (const part of line.parts) for (const piece of part.path.pieces) {
    if (!visible(piece.box, view)) continue;
    for (let i = 0; i < piece.xy.length; i += 2) {
      const x = piece.xy[i] * view.scale - view.originX, y = piece.xy[i + 1] * view.scale - view.originY;
      if (x > view.min.x && x < view.max.x && y > view.min.y && y < view.max.y) seen.push({ x, y });
    }
  }
  if (seen.length < 2) return null;
  const cx = seen.reduce((sum, p) => sum + p.x, 0) / seen.length, cy = seen.reduce((sum, p) => sum + p.y, 0) / seen.length;
  return seen.reduce((a, b) => (Math.hypot(a.x - cx, a.y - cy) < Math.hypot(b.x - cx, b.y - cy) ? a : b));
}
