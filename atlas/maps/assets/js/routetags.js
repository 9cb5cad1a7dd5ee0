/** Route tags: a hue bar, the line's name and one figure, beside the line instead of a text along it. */
import { visible } from './brush.js';
import { hueOf } from './theme.js';

const SMALLEST_MAP_PX = 720;
/** Nearer than this a tag says what the visitor knows already. */
const LAST_ZOOM = 6.5;
const CLEAR_PX = 30;
const PLACES = ['N', 'S', 'NW', 'NE', 'SW', 'SE', 'W', 'E'];
/** Where along the visible part a tag may stand, best first. */
const ALONG = [0.45, 0.6, 0.3, 0.75, 0.15, 0.9];

/**
 * One wish per tag and place along the line; the first that fits is kept (`only`).
 * @param {any} scene @param {import('./brush.js').Frame} view @param {Map<string, any[]>} blocks @param {number} priority
 */
export function routeTags(scene, view, blocks, priority) {
  if (view.max.x - view.min.x < SMALLEST_MAP_PX || view.zoom > LAST_ZOOM) return [];
  return scene.lines.filter((/** @type {any} */ line) => line.feature.label?.[0] && line.feature.kind !== 'service' && scene.isOn(line.feature))
    .flatMap((/** @type {any} */ line) => {
      const { feature } = line, seen = verticesInView(view, line);
      if (seen.length < 2) return [];
      const lines = [{ text: feature.label[0], size: 12.5, weight: 650, colour: 'var(--ink)' }];
      if (feature.sub) lines.push({ text: feature.sub, size: 11, weight: 400, colour: 'var(--ink2)' });
      return ALONG.map((share, n) => {
        const id = `tag:${feature.id}:${n}`, { x, y } = seen[Math.floor(share * (seen.length - 1))];
        blocks.set(id, [{ id, className: 'is-tag', pick: feature.id, tag: hueOf(scene.tokens, feature.hue), lines }]);
        return { id, only: `tag:${feature.id}`, x, y, r: CLEAR_PX, priority: priority - n, positions: PLACES };
      });
    });
}

/** @param {import('./brush.js').Frame} view @param {any} line */
function verticesInView(view, line) {
  /** @type {{x: number, y: number}[]} */
  const seen = [];
  for (const part of line.parts) for (const piece of part.path.pieces) {
    if (!visible(piece.box, view)) continue;
    for (let i = 0; i < piece.xy.length; i += 2) {
      const x = piece.xy[i] * view.scale - view.originX, y = piece.xy[i + 1] * view.scale - view.originY;
      if (x > view.min.x && x < view.max.x && y > view.min.y && y < view.max.y) seen.push({ x, y });
    }
  }
  return seen;
}
