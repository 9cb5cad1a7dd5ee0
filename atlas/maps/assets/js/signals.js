/** What the map hears from the rest of the page, and does at once, before Python answers. */
import { listen } from './bus.js';
import { crosshair } from './crosshair.js';

/** @param {any} view @param {{setTheme: (view: any, theme: string) => void, setLayers: (view: any, layers: string[]) => void, setGround: (view: any, id: string) => void}} change
 * @returns {() => void} stops listening */
export function hear(view, change) {
  const { scene, chosen } = view;
  const cross = crosshair(scene, 'is-hover'), pin = crosshair(scene, 'is-chosen');
  scene.showCross = cross.show;
  scene.showPin = () => pin.show(scene.at, scene.sel);

  const stopHover = listen('atlas:hover', scene.self, ({ id = null, at = null }) => {
    scene.hover = id;
    scene.marks.highlight(id);
    cross.show(at, id && scene.feature(id)?.paths ? id : null);
  });
  const stopActs = listen('atlas:act', scene.self, (act) => {
    if (Array.isArray(act.layers) && act.type === 'layers') change.setLayers(view, act.layers.map(String));
    if (act.type === 'select') pick({ id: act.id ?? null, at: act.at ?? null }, Boolean(act.tell));
    if (Array.isArray(act.look)) lookAt(view, act.look.map(Number));
    if (act.type === 'zoom') zoomTo(view, act.to);
    if (typeof act.theme === 'string') change.setTheme(view, act.theme);
    if (typeof act.basemap === 'string') change.setGround(view, act.basemap);
    if (act.type === 'hover') scene.marks.highlight(act.id ?? null);
  });
  /** @param {import('./selection.js').Choice} choice @param {boolean} tell nobody else tells Python */
  function pick(choice, tell) {
    if (tell && view.data.name === 'main') chosen.choose(choice); else chosen.mirror(choice);
  }
  return () => { stopHover(); stopActs(); };
}

/** A row below the map shows its place there: the map comes into sight and goes to it. @param {any} view @param {number[]} bounds */
function lookAt({ extent, map, scene }, bounds) {
  map.getContainer().scrollIntoView({ block: 'nearest', behavior: scene.calm?.() ? 'auto' : 'smooth' });
  if (bounds.length) extent.show(bounds);
}

/** A named place: home, the city, or an entity. @param {any} view @param {string} to */
function zoomTo(view, to) {
  const { extent, payload, scene, map } = view;
  if (to === 'home') return extent.home();
  if (to === 'city') return extent.show(payload.basemap?.city_bounds ?? [125.02, 43.72, 125.85, 44.16]);
  const feature = scene.feature(to);
  const points = feature && (feature.paths?.flat() ?? feature.polygon?.flat() ?? (feature.point ? [feature.point] : []));
  if (!points?.length) return undefined;
  const lons = points.map((/** @type {number[]} */ p) => p[0]), lats = points.map((/** @type {number[]} */ p) => p[1]);
  const room = points.length === 1 ? 0.4 : 0;
  return extent.show([Math.min(...lons) - room, Math.min(...lats) - room, Math.max(...lons) + room, Math.max(...lats) + room], map);
}
