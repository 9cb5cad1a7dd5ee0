/** How a way is drawn: one hue, the mode told by the form. Rails are solid, ships dashed, planes thin with long dashes, lorries thin. */
import { strokePaths } from './brush.js';
import { widthAt } from './lines.js';
import { faded, hueOf } from './theme.js';

/** @typedef {{width: [number, number, number], dash?: number[]}} Form  width in px at zoom 4, 6 and 9 */

/** @type {Record<string, Form>} */
const FORMS = {
  rail: { width: [3.4, 4.6, 5.6] },
  sea: { width: [2.8, 3.4, 4], dash: [8, 5] },
  air: { width: [1.9, 2.2, 2.6], dash: [18, 8] },
  road: { width: [1.7, 2.2, 3] },
};
const OTHER = 0.55, OTHER_HOVER = 1;

/** @param {string} mode */
export const formOf = (mode) => FORMS[mode] ?? FORMS.rail;

/** @param {any} line @param {(leg: import('./ways.js').WayLeg) => boolean} [wanted] @returns {[Form, import('./shapes.js').Path[]][]} */
function byForm(line, wanted = () => true) {
  /** @type {Map<string, import('./shapes.js').Path[]>} */
  const found = new Map();
  line.parts.forEach((/** @type {any} */ part, /** @type {number} */ n) => {
    const leg = line.feature.legs[n], { mode } = leg;
    if (!wanted(leg)) return;
    found.set(mode, [...(found.get(mode) ?? []), part.path]);
  });
  return [...found].map(([mode, paths]) => [formOf(mode), paths]);
}

/** @param {import('./brush.js').Frame} frame @param {any} line @param {any} scene */
export function drawWay(frame, line, scene) {
  const { tokens } = scene, colour = hueOf(tokens, line.feature.hue);
  const leg = scene.sel === line.feature.id && scene.at !== null
    ? line.parts.filter((/** @type {any} */ _part, /** @type {number} */ n) => { const { km0, km1 } = line.feature.legs[n]; return km0 <= scene.at && scene.at <= km1; })
    : [];
  strokePaths(frame, leg.map((/** @type {any} */ { path }) => path), { colour: faded(colour, 0.22), width: widthAt(FORMS.rail.width, frame.zoom) + 10 });
  const forms = byForm(line);
  for (const [form, paths] of forms) strokePaths(frame, paths, { colour: faded(tokens.halo, form.dash ? 0.7 : 1), width: widthAt(form.width, frame.zoom) + 2.4 });
  for (const [form, paths] of forms) strokePaths(frame, paths, { colour, width: widthAt(form.width, frame.zoom), dash: form.dash });
}

/** @param {import('./brush.js').Frame} frame @param {any} line @param {any} scene */
export function drawOther(frame, line, scene) {
  const hovered = scene.hover === line.feature.id, colour = faded(hueOf(scene.tokens, line.feature.hue), hovered ? OTHER_HOVER : OTHER);
  for (const [form, paths] of byForm(line, ({ again }) => hovered || !again)) {
    if (hovered) strokePaths(frame, paths, { colour: scene.tokens.halo, width: 4.6 });
    strokePaths(frame, paths, { colour, width: hovered ? 2.4 : form.dash ? 1.2 : 1.4, dash: form.dash?.map((px) => px * 0.6) });
  }
}
