/** A place set on the map: its point, and a circle as wide as the place is uncertain. */
import { formatNumber } from './format.js';
import { circle, destination, firstKm, roundedKm } from './geocircle.js';
import { distanceKm } from './geodesic.js';
import { editPane, grip } from './grip.js';
import { L } from './leafletthere.js';

/** @typedef {import('./types.js').LonLat} LonLat */

const EAST = 90;
const DECIMALS = 6;
const WIDER = 1.1;
const FIRST_RADIUS_PX = 60;

/** @param {any} view @param {ReturnType<typeof import('./formlink.js').formLink>} form @param {(words: string) => void} say */
export function editPlace({ map, scene, extent }, form, say) {
  /** @type {LonLat|null} */
  let point = null;
  /** @type {number|null} */
  let km = null;
  let active = false;
  /** @type {Record<string, string>} */
  let words = {};
  editPane(map);
  const disc = L.polygon([], { pane: 'edit', renderer: L.svg({ pane: 'edit' }), interactive: false, className: 'atlas-edit-circle' }).addTo(map);
  const marker = grip(map, { className: 'atlas-edit-point', label: '', onMove: (latlng) => { set(latlng); draw(); } });
  const rim = grip(map, { className: 'atlas-edit-rim', label: '', onMove: widen, onKey: byKey });

  /** @param {import('leaflet').LatLng} latlng */
  function set(latlng) {
    const { lng, lat } = latlng.wrap();
    point = [Number(lng.toFixed(DECIMALS)), Number(lat.toFixed(DECIMALS))];
    form.write({ lon: lng.toFixed(DECIMALS), lat: lat.toFixed(DECIMALS) });
  }

  /** @param {import('leaflet').LatLng} latlng */
  function widen({ lng, lat }) {
    if (point) setRadius(distanceKm(point, [lng, lat]));
  }

  /** @param {number} wanted km */
  function setRadius(wanted) {
    km = roundedKm(wanted);
    form.write({ accuracy_km: String(km) });
    draw();
  }

  /** @param {KeyboardEvent} event */
  function byKey({ key }) {
    const out = key === 'ArrowRight' || key === 'ArrowUp', inwards = key === 'ArrowLeft' || key === 'ArrowDown';
    if (!km || !(out || inwards)) return false;
    const next = roundedKm(out ? km * WIDER : km / WIDER);
    setRadius(next === km ? km + (out ? 0.01 : -0.01) : next);
    return true;
  }

  function draw() {
    const at = point && L.latLng(point[1], point[0]);
    const ring = point && km ? circle(point, km).map(([lon, lat]) => L.latLng(lat, lon)) : [];
    const edge = point && km ? destination(point, EAST, km) : null;
    disc.setLatLngs(ring);
    marker.show(at);
    rim.show(active && edge ? L.latLng(edge[1], edge[0]) : null);
    marker.button.disabled = !active;
    if (active) say(point ? `${formatNumber(point[0], scene.lang, 4)}°, ${formatNumber(point[1], scene.lang, 4)}°${km ? ` ± ${formatNumber(km, scene.lang, km < 1 ? 2 : km < 10 ? 1 : 0)} km` : ''}` : '');
  }

  /** A point is never exact: until somebody says more, it is as exact as a hand on this map. @param {import('leaflet').LeafletMouseEvent} event */
  function byClick({ latlng, containerPoint }) {
    set(latlng);
    if (!km && form.has('accuracy_km')) {
      const { lng, lat } = map.containerPointToLatLng(containerPoint.add([FIRST_RADIUS_PX, 0]));
      setRadius(firstKm(distanceKm([latlng.lng, latlng.lat], [lng, lat])));
    } else draw();
  }

  return {
    /** @param {boolean} on */
    activate(on) {
      if (on !== active) map[on ? 'on' : 'off']('click', byClick);
      active = on;
      draw();
    },
    /** @param {Record<string, string>} strings */
    name(strings) {
      words = strings;
      for (const [one, text] of /** @type {[any, string][]} */ ([[marker, words.edit_point], [rim, words.edit_rim]])) {
        one.button.setAttribute('aria-label', text);
        one.button.title = text;
      }
    },
    hint: () => words.edit_point_hint ?? '',
    /** What the form holds, else what the page gave. @param {import('./types.js').MapEdit} edit @param {boolean} fresh the page has just given it */
    read(edit, fresh) {
      const lon = form.number('lon'), lat = form.number('lat');
      const typed = lon !== null && lat !== null && Math.abs(lon) <= 180 && Math.abs(lat) < 90;
      const before = point;
      point = typed ? [lon, lat] : fresh ? edit.point ?? null : form.has('lon') ? null : point;
      const radius = form.has('accuracy_km') ? form.number('accuracy_km') : edit.accuracy_km ?? null;
      km = radius && radius > 0 ? radius : null;
      draw();
      if (active && point && String(before) !== String(point)) comeInSight(L.latLng(point[1], point[0]));
    },
    destroy() {
      map.off('click', byClick);
      disc.remove();
      marker.remove();
      rim.remove();
    },
  };

  /** @param {import('leaflet').LatLng} latlng */
  function comeInSight(latlng) {
    if (map.getSize().x && !map.getBounds().contains(latlng)) extent.ours(() => map.panTo(latlng, { animate: !scene.calm() }));
  }
}
