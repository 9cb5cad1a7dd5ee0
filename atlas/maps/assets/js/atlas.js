/** `window.atlas`: where things are on the screen, for tests and for other scripts of the page. */
import { maps } from './mapview.js';
import { worldX, worldY } from './mercator.js';

const MAIN = 'main';
/** Where the page's own map does not draw a thing, its inset may. */
const INSET = 'city';
/** A click this near to a symbol would hit the symbol. */
const CLEAR_PX = 26;

export function installAtlas() {
  /** @type {any} */ (window).atlas = { pixelOf, view: () => maps.get(MAIN)?.extent.current() ?? null, maps };
}

/** The page pixel of an entity on the main map, else on its inset; null where neither shows it. @param {string} id */
function pixelOf(id) {
  return pixelOn(maps.get(MAIN), id) ?? pixelOn(maps.get(INSET), id);
}

/** @param {any} view @param {string} id */
function pixelOn(view, id) {
  const feature = view?.scene.feature(id);
  if (!feature || !view.scene.isDue(feature)) return null;
  const spot = feature.paths ? lineSpot(view, id) : pointSpot(view, feature);
  if (!spot) return null;
  const size = view.map.getSize(), box = view.host.getBoundingClientRect();
  if (spot.x < 0 || spot.y < 0 || spot.x > size.x || spot.y > size.y) return null;
  return { x: box.left + spot.x + window.scrollX, y: box.top + spot.y + window.scrollY };
}

/** @param {any} view @param {import('./types.js').Feature} feature */
function pointSpot(view, feature) {
  if (feature.state === 'unconfirmed') return null;
  const group = view.scene.marks.groupOf(feature.id);
  const latlng = group?.leader.latlng ?? (feature.point ? [feature.point[1], feature.point[0]] : null);
  if (latlng) return view.map.latLngToContainerPoint(latlng);
  const corners = feature.polygon?.[0];
  if (!corners) return null;
  const lon = corners.reduce((sum, corner) => sum + corner[0], 0) / corners.length, lat = corners.reduce((sum, corner) => sum + corner[1], 0) / corners.length;
  return view.map.latLngToContainerPoint([lat, lon]);
}

/** A vertex of the line near the middle of the map, clear of symbols and names. @param {any} view @param {string} id */
function lineSpot(view, id) {
  const { map, scene } = view, size = map.getSize();
  const line = scene.lines.find((/** @type {any} */ one) => one.feature.id === id);
  const scale = 256 * 2 ** map.getZoom(), corner = map.getPixelBounds().min;
  const box = view.host.getBoundingClientRect();
  /** @type {{x: number, y: number, far: number}[]} */
  const spots = [];
  for (const part of line.parts) {
    for (let i = 0; i < part.xy.length; i += 2) {
      const x = part.xy[i] * scale - corner.x, y = part.xy[i + 1] * scale - corner.y;
      if (x < 30 || y < 30 || x > size.x - 30 || y > size.y - 30) continue;
      spots.push({ x, y, far: Math.hypot(x - size.x / 2, y - size.y / 2) });
    }
  }
  spots.sort((a, b) => a.far - b.far);
  const clear = (/** @type {number} */ room) => spots.find((spot) => isClear(view, spot, id, box, room));
  return clear(CLEAR_PX) ?? clear(0) ?? spots[0] ?? null;
}

/** @param {any} view @param {{x: number, y: number}} spot @param {string} id @param {DOMRect} box @param {number} room px to the next symbol */
function isClear({ scene, map, host }, spot, id, box, room) {
  const near = scene.groups.some((/** @type {import('./marks.js').MarkGroup} */ { leader }) => Math.hypot(leader.x - spot.x, leader.y - spot.y) < room);
  if (near) return false;
  const top = document.elementFromPoint(box.left + spot.x, box.top + spot.y);
  if (top && host.contains(top) && top.closest('.atlas-mark, .atlas-label, .atlas-card, .leaflet-control')) return false;
  const { lng, lat } = map.containerPointToLatLng([spot.x, spot.y]);
  return scene.hitAt(worldX(lng), worldY(lat)).line?.line.feature.id === id;
}
