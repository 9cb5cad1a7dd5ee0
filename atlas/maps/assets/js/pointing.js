/** Mouse and touch on the map itself: what is clicked, what is hovered, what the cursor shows. */
import { sayHover } from './bus.js';
import { lineFacts } from './selection.js';
import { worldX, worldY } from './mercator.js';
import { L } from './leaflet.js';

/** Half a line's width: nearer than this the pointer is on the line itself. */
const ON_LINE_PX = 3;

/** @param {any} scene @param {{choose: (choice: any, more?: any) => void}} chosen */
export function pointing(scene, chosen) {
  const { map, extent } = scene;

  scene.clear = () => {
    scene.clicked = null;
    if (scene.sel !== null) chosen.choose({ id: null });
  };
  scene.pickId = (/** @type {string} */ id) => {
    const group = scene.marks.groupOf(id);
    chosen.choose({ id });
    if (group) listOthers(scene, group, chosen);
  };
  /** A name may lie on a line: who points at the line means the line. @param {string} id @param {MouseEvent} event */
  scene.pickLabel = (id, event) => {
    const latlng = map.mouseEventToLatLng(event);
    const { line } = scene.hitAt(worldX(latlng.lng), worldY(latlng.lat));
    if (line && line.distance <= ON_LINE_PX) pickLine(line, latlng); else scene.pickId(id);
  };
  /** The sign of a group is its leader's; its count opens it. @param {import('./marks.js').MarkGroup} group @param {boolean} [open] */
  scene.pickGroup = (group, open = false) => {
    if (!open || map.getZoom() >= map.getMaxZoom() - 0.05) {
      chosen.choose({ id: group.leader.id });
      return listOthers(scene, group, chosen);
    }
    const bounds = L.latLngBounds(group.members.map((member) => member.latlng));
    const least = Math.min(map.getMaxZoom(), map.getZoom() + 1.5);
    const zoom = Math.max(least, Math.min(map.getMaxZoom(), map.getBoundsZoom(bounds, false, L.point(160, 160))));
    map.flyTo(bounds.getCenter(), zoom, { animate: !scene.calm(), duration: scene.calm() ? 0 : 0.6 });
  };

  map.on('click', (/** @type {import('leaflet').LeafletMouseEvent} */ event) => {
    if (scene.measuring?.()) return;
    const { line, area } = scene.hitAt(worldX(event.latlng.lng), worldY(event.latlng.lat));
    if (line) return pickLine(line, event.latlng);
    if (area) return chosen.choose({ id: area.feature.id });
    scene.clear();
  });

  /** @param {import('./lines.js').Hit} hit @param {import('leaflet').LatLng} latlng */
  function pickLine({ line, part, km }, latlng) {
    scene.clicked = { id: line.feature.id, latlng };
    // A branching line has running kilometres, which only its own legs understand.
    const at = lineFacts(scene, line.feature) || line.feature.legs ? km : null;
    chosen.choose({ id: line.feature.id, at, leg: line.feature.legs ? part : null });
  }

  let pending = 0;
  /** @type {{at: number|null, id: string|null}} */
  let said = { at: null, id: null };
  map.on('mousemove', (/** @type {import('leaflet').LeafletMouseEvent} */ event) => {
    if (pending || /** @type {any} */ (map).dragging?.moving?.()) return;
    pending = requestAnimationFrame(() => { pending = 0; if (scene.host.isConnected) hover(event); });
  });
  map.on('mouseout', () => tell({ at: null, id: null }));

  /** @param {import('leaflet').LeafletMouseEvent} event */
  function hover(event) {
    const over = /** @type {Element} */ (event.originalEvent.target);
    if (over.closest?.('.atlas-mark, .atlas-card, .leaflet-control')) return;
    const { line, area } = scene.hitAt(worldX(event.latlng.lng), worldY(event.latlng.lat));
    map.getContainer().classList.toggle('is-pointing', Boolean(line || area));
    const at = line && lineFacts(scene, line.line.feature) ? line.km : null;
    tell({ at, id: line?.line.feature.id ?? null });
  }

  /** @param {{at: number|null, id: string|null}} now */
  function tell(now) {
    if (now.at === said.at && now.id === said.id) return;
    said = now;
    sayHover(now, scene.self);
    scene.showCross?.(now.at, now.id);
  }
  return { extent };
}

/** The others of a group stand in the card of the one that was chosen.
 * @param {any} scene @param {import('./marks.js').MarkGroup} group @param {any} chosen */
function listOthers(scene, group, chosen) {
  const others = group.members.filter((member) => member.id !== scene.sel);
  if (!others.length) return;
  const list = document.createElement('ul');
  list.className = 'atlas-card-others';
  for (const member of others) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = member.feature.label?.[0] ?? member.id;
    button.addEventListener('click', () => chosen.choose({ id: member.id }));
    const item = document.createElement('li');
    item.append(button);
    list.append(item);
  }
  scene.card.append(list);
}
