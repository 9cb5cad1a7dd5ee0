/** Widths of texts as the browser will set them, measured once each. */

/** @typedef {{text: string, size: number, weight: number, spacing?: number, italic?: boolean}} Setting  sizes in px, spacing in em */

/** @param {string} family CSS font family */
export function measurer(family) {
  const ctx = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
  /** @type {Map<string, number>} */
  const known = new Map();
  return (/** @type {Setting} */ { text, size, weight, spacing = 0, italic = false }) => {
    const key = `${size}|${weight}|${spacing}|${italic}|${text}`;
    let width = known.get(key);
    if (width === undefined) {
      ctx.font = `${italic ? 'italic ' : ''}${weight} ${size}px ${family}`;
      width = ctx.measureText(text).width + [...text].length * spacing * size;
      known.set(key, width);
    }
    return width;
  };
}
