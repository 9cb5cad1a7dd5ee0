/** Where lines run on the screen, as a coarse grid, so that labels can keep off them. */
import { visible } from './brush.js';

const CELL_PX = 4;

/** @param {import('./brush.js').Frame} frame @param {import('./lines.js').Line[]} lines
 * @returns {(box: import('./labels.js').Box) => number} share of a box's columns that a line crosses, 0..1 */
export function coverOf(frame, lines) {
  const { min, max } = frame;
  // A map that has no size yet has min beyond max.
  const columns = Math.max(1, Math.ceil((max.x - min.x) / CELL_PX) + 1), rows = Math.max(1, Math.ceil((max.y - min.y) / CELL_PX) + 1);
  const cells = new Uint8Array(columns * rows);
  const mark = (/** @type {number} */ x, /** @type {number} */ y) => {
    const i = Math.floor((x - min.x) / CELL_PX), j = Math.floor((y - min.y) / CELL_PX);
    if (i >= 0 && j >= 0 && i < columns && j < rows) cells[j * columns + i] = 1;
  };
  for (const line of lines) for (const part of line.parts) for (const piece of part.path.pieces) {
    if (visible(piece.box, frame)) walk(frame, piece.xy, mark);
  }
  return (box) => covered(box, { cells, columns, rows, min });
}

/** @param {import('./brush.js').Frame} frame @param {Float64Array} xy @param {(x: number, y: number) => void} mark */
function walk({ scale, originX, originY, min, max }, xy, mark) {
  const longest = Math.hypot(max.x - min.x, max.y - min.y) * 2;
  for (let i = 0; i + 3 < xy.length; i += 2) {
    const x = xy[i] * scale - originX, y = xy[i + 1] * scale - originY;
    const dx = xy[i + 2] * scale - originX - x, dy = xy[i + 3] * scale - originY - y;
    const length = Math.hypot(dx, dy);
    if (length > longest) continue;
    const steps = Math.max(1, Math.ceil(length / CELL_PX));
    for (let n = 0; n <= steps; n++) mark(x + (dx * n) / steps, y + (dy * n) / steps);
  }
}

/** @param {import('./labels.js').Box} box @param {{cells: Uint8Array, columns: number, rows: number, min: {x: number, y: number}}} grid */
function covered(box, { cells, columns, rows, min }) {
  const i0 = Math.max(0, Math.floor((box.x0 - min.x) / CELL_PX)), i1 = Math.min(columns - 1, Math.floor((box.x1 - min.x) / CELL_PX));
  const j0 = Math.max(0, Math.floor((box.y0 - min.y) / CELL_PX)), j1 = Math.min(rows - 1, Math.floor((box.y1 - min.y) / CELL_PX));
  let crossed = 0;
  for (let i = i0; i <= i1; i++) {
    for (let j = j0; j <= j1; j++) if (cells[j * columns + i]) { crossed += 1; break; }
  }
  return crossed / Math.max(1, i1 - i0 + 1);
}
