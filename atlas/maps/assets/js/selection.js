/** Choosing a thing: highlight and card in the same frame, then one event. */
import { sayAct } from './bus.js';
import { calloutAt, cardOfLeg } from './callout.js';
import { pointAt } from './chainage.js';
import { lonAt, latAt } from './mercator.js';
import { L } from './leaflet.js';
import { keyOf, outbox } from './outbox.js';

/** @typedef {{id: string|null, at?: number|null, leg?: number|null}} Choice */

/** @param {any} scene @param {import('./types.js').Emit} emit */
export function selection(scene, emit) {
  const out = outbox();

  /** A card answers a click on this map; what is chosen elsewhere is only lit, but for a point on a line.
   * @param {Choice} choice @param {boolean} [here] */
  function apply({ id, at = null, leg = null }, here = false) {
    const feature = id ? scene.feature(id) : null;
    const other = id !== scene.sel;
    scene.sel = feature?.id ?? id;
    scene.at = feature ? at : null;
    scene.leg = feature ? leg : null;
    scene.cardWanted = here || (at !== null && scene.data.name === 'main');
    showCard(feature);
    scene.marks.light(scene.sel);
    scene.showPin?.();
    refreshSoon();
    if (other && feature?.kind === 'line') drawOnce(scene);
  }

  /** The card answers in this frame; placing every name anew takes longer and can wait for the next. */
  let due = 0;
  function refreshSoon() {
    if (due) return;
    due = requestAnimationFrame(() => setTimeout(() => { due = 0; if (scene.host.isConnected) scene.refresh(); }, 0));
  }

  /** @param {import('./types.js').Feature|null} feature */
  function showCard(feature) {
    const card = feature && scene.cardWanted && cardFor(scene, feature);
    if (!feature || !card) return scene.card.hide();
    scene.card.show(feature.id, card, anchorOf(scene, feature), feature.point ? scene.radius(feature) : 8);
  }

  return {
    /** A choice made here. @param {Choice} choice @param {Record<string, any>} [more] */
    choose(choice, more = {}) {
      apply(choice, true);
      sayAct({ type: 'select', id: choice.id, at: choice.at ?? null }, scene.self);
      const { id, at, leg } = choice;
      const event = { type: 'select', id, ...(at === null || at === undefined ? {} : { at: Math.round(at * 10) / 10 }), ...(leg === null || leg === undefined ? {} : { leg }), ...more };
      out.tell(choice, () => emit(event));
    },
    /** A choice that came from outside: the map pans only if the thing is out of sight. @param {Choice} choice */
    follow(choice) {
      if (out.answers(choice) || keyOf(choice) === keyOf({ id: scene.sel, at: scene.at })) return;
      apply(choice);
      bringIntoView(scene);
    },
    /** From another part of this page, which tells Python itself. @param {Choice} choice */
    mirror(choice) {
      apply(choice);
      out.note(choice);
      bringIntoView(scene);
    },
    refreshCard: () => showCard(scene.sel ? scene.feature(scene.sel) : null),
  };
}

/** @param {any} scene @param {import('./types.js').Feature} feature */
function cardFor(scene, feature) {
  const facts = lineFacts(scene, feature);
  if (scene.at !== null && facts) return facts.card?.(scene.at) ?? calloutAt(feature, scene.at, facts, { strings: scene.strings, lang: scene.lang, now: new Date() });
  return cardOfLeg(feature, scene.leg ?? (scene.at === null ? null : legAt(feature, scene.at)));
}

/** The part of a branching line that a running kilometre lies on. @param {import('./types.js').Feature} feature @param {number} at */
function legAt(feature, at) {
  const found = (feature.legs ?? []).findIndex(({ km0 = 0, km1 = 0 }) => km0 <= at && at <= km1);
  return found < 0 ? null : found;
}

/** The chainage facts belong to one line; kilometres of other paths do not count from Changchun.
 * @param {any} scene @param {import('./types.js').Feature} feature */
export function lineFacts(scene, feature) {
  const line = scene.way?.id === feature.id ? scene.way : scene.payload.line;
  return line && (line.id ?? 'line-cme') === feature.id ? line : undefined;
}

/** Where on the map a chosen thing is. @param {any} scene @param {import('./types.js').Feature} feature @returns {import('leaflet').LatLng|null} */
export function anchorOf(scene, feature) {
  if (scene.at !== null && feature.paths) {
    const spot = trackPoint(scene, feature.id, scene.at);
    if (spot) return L.latLng(latAt(spot.y), lonAt(spot.x));
  }
  if (scene.clicked && feature.paths && scene.clicked.id === feature.id) return scene.clicked.latlng;
  if (feature.point) return L.latLng(feature.point[1], feature.point[0]);
  const outline = feature.polygon?.[0];
  if (!outline) return null;
  return L.latLngBounds(outline.map(([lon, lat]) => [lat, lon])).getCenter();
}

/** @param {any} scene @param {string} id @param {number} km */
export function trackPoint(scene, id, km) {
  const line = scene.lines.find((/** @type {any} */ one) => one.feature.id === id);
  for (const part of line?.parts ?? []) {
    const found = part.track && pointAt(part.track, km);
    if (found) return found;
  }
  return null;
}

const DRAWING_MS = 900;

/** The glow of a chosen line runs along it once. @param {any} scene */
function drawOnce(scene) {
  if (scene.calm()) return;
  const begun = performance.now(), id = scene.sel;
  const step = () => {
    if (!scene.host.isConnected) return;
    scene.drawnShare = scene.sel === id ? Math.min(1, (performance.now() - begun) / DRAWING_MS) : 1;
    scene.lineLayer.redraw();
    if (scene.drawnShare < 1) requestAnimationFrame(step);
  };
  scene.drawnShare = 0;
  scene.lineLayer.redraw();
  requestAnimationFrame(step);
}

/** Only the page's own map goes there; an inset stays at its place. @param {any} scene */
function bringIntoView(scene) {
  if (scene.data.name !== 'main') return;
  const feature = scene.sel && scene.feature(scene.sel);
  const places = feature ? [anchorOf(scene, feature), ...scene.candidatesOf(feature.id).map((/** @type {any} */ zone) => anchorOf({ ...scene, at: null }, zone))].filter(Boolean) : [];
  if (!places.length || places.some((place) => scene.map.getBounds().pad(-0.04).contains(place))) return;
  scene.extent.ours(() => scene.map.panTo(places[0], { animate: !scene.calm(), duration: 0.6 }));
}
