/** An outline drawn on the map: corners are set, moved, put between and taken away. */
import { formatArea } from './format.js';
import { areaKm2 } from './geodesic.js';
import { editPane, grip } from './grip.js';
import { L } from './leafletthere.js';
import { cornersOf, crossings, inserted, middle, moved, polygon, without } from './outline.js';

/** @typedef {import('./types.js').LonLat} LonLat */
/** @typedef {{ring: LonLat[], closed: boolean}} State */

/** On a shorter edge a handle in its middle would lie on its corners. */
const LEAST_EDGE_PX = 44;
/** The second click of a double click is on the same place. */
const SAME_PX = 6;
const MOST_STEPS_BACK = 200;

/** @param {any} view @param {ReturnType<typeof import('./formlink.js').formLink>} form @param {(words: string, warning: string) => void} say */
export function editOutline({ map, host, scene }, form, say) {
  /** @type {State} */
  let state = { ring: [], closed: false };
  /** @type {State[]} */
  let before = [];
  /** @type {LonLat[][]} */
  let holes = [];
  /** @type {Record<string, string>} */
  let words = {};
  let active = false, chosen = -1, written = '';
  /** @type {LonLat|null} */
  let hover = null;
  /** The handle under the hand, which a new drawing must not replace. @type {number|null} */
  let dragging = null;
  /** @type {ReturnType<typeof grip>[]} */
  let corners = [];
  /** @type {ReturnType<typeof grip>[]} */
  let middles = [];

  editPane(map);
  const look = { pane: 'edit', renderer: L.svg({ pane: 'edit' }), interactive: false };
  const area = L.polygon([], { ...look, className: 'atlas-edit-area' }).addTo(map);
  const line = L.polyline([], { ...look, className: 'atlas-edit-line' }).addTo(map);
  const crossing = L.polyline([], { ...look, className: 'atlas-edit-crossing' }).addTo(map);
  const at = (/** @type {LonLat} */ [lon, lat]) => L.latLng(lat, lon);
  const lonLat = (/** @type {import('leaflet').LatLng} */ latlng) => { const { lng, lat } = latlng.wrap(); return /** @type {LonLat} */ ([lng, lat]); };
  const remember = () => { before = [...before.slice(-MOST_STEPS_BACK), state]; };

  /** @param {State} next */
  function change(next) {
    remember();
    state = next;
    tell();
    draw();
  }

  function tell() {
    const made = polygon(state.ring, holes);
    written = made ? JSON.stringify(made) : '';
    form.write({ outline: written });
  }

  /** @param {import('leaflet').LeafletMouseEvent} event */
  function add({ latlng }) {
    if (state.closed) return;
    const last = state.ring.at(-1);
    if (last && map.latLngToContainerPoint(at(last)).distanceTo(map.latLngToContainerPoint(latlng)) < SAME_PX) return;
    chosen = -1;
    change({ ring: [...state.ring, lonLat(latlng)], closed: false });
  }

  function close() {
    hover = null;
    if (!state.closed && state.ring.length > 2) change({ ...state, closed: true });
  }

  function undo() {
    const last = before.pop();
    if (!last) return;
    state = last;
    chosen = -1;
    tell();
    draw();
  }

  function startAgain() {
    holes = [];
    chosen = -1;
    if (state.ring.length) change({ ring: [], closed: false });
  }

  /** @param {number} index */
  function takeAway(index) {
    if (!state.ring[index]) return false;
    const ring = without(state.ring, index);
    chosen = -1;
    change({ ring, closed: state.closed && ring.length > 2 });
    (corners[Math.min(index, ring.length - 1)]?.button ?? host).focus({ preventScroll: true });
    return true;
  }

  /** @param {number} index of the new corner */
  function put(index) {
    const { ring } = state;
    chosen = index;
    change({ ...state, ring: inserted(ring, index, middle(ring[index - 1], ring[index % ring.length])) });
    corners[index]?.button.focus({ preventScroll: true });
  }

  /** @param {number} index */
  function cornerGrip(index) {
    return grip(map, {
      className: 'atlas-edit-corner', label: `${words.edit_corner ?? ''} ${index + 1}`,
      onStart: () => { remember(); dragging = index; },
      onMove: (latlng) => { state = { ...state, ring: moved(state.ring, index, lonLat(latlng)) }; tell(); draw(); },
      onEnd: () => { dragging = null; draw(); },
      // The second click of a double click falls on the corner the first has set.
      onPick: () => { if (index === 0 || index === state.ring.length - 1) close(); },
      onFocus: () => { chosen = index; lightChosen(); },
      onKey: ({ key }) => (key === 'Delete' || key === 'Backspace' ? takeAway(index) : key === 'Enter' && !state.closed ? (close(), true) : false),
    });
  }

  /** @param {number} index of the corner it would make */
  function middleGrip(index) {
    return grip(map, { className: 'atlas-edit-middle', label: words.edit_insert ?? '', onPick: () => put(index) });
  }

  function lightChosen() {
    corners.forEach(({ button }, i) => button.classList.toggle('is-chosen', i === chosen));
    sayAll();
  }

  function draw() {
    const { ring, closed } = state, crossed = crossings(ring, closed || ring.length > 2);
    const points = ring.map(at), edge = (/** @type {number} */ i) => [points[i], points[(i + 1) % points.length]];
    area.setLatLngs(points.length > 2 ? points : []);
    line.setLatLngs(closed ? [...points, ...points.slice(0, 1)] : [...points, ...(hover && points.length ? [at(hover)] : [])]);
    crossing.setLatLngs(crossed.flat().map(edge));
    drawGrips(points);
    lightChosen();
  }

  /** @param {import('leaflet').LatLng[]} points */
  function drawGrips(points) {
    const wanted = active ? points.length : 0;
    while (corners.length > wanted) corners.pop()?.remove();
    while (corners.length < wanted) corners.push(cornerGrip(corners.length));
    corners.forEach((one, i) => { one.show(points[i]); one.button.classList.toggle('is-first', i === 0 && !state.closed && points.length > 2); });
    drawMiddles(points);
  }

  /** @param {import('leaflet').LatLng[]} points */
  function drawMiddles(points) {
    const count = active && dragging === null ? (state.closed ? points.length : points.length - 1) : 0;
    while (middles.length > Math.max(0, count)) middles.pop()?.remove();
    while (middles.length < count) middles.push(middleGrip(middles.length + 1));
    middles.forEach((one, i) => {
      const next = points[(i + 1) % points.length];
      const long = map.latLngToContainerPoint(points[i]).distanceTo(map.latLngToContainerPoint(next)) >= LEAST_EDGE_PX;
      one.show(long ? at(middle(state.ring[i], state.ring[(i + 1) % state.ring.length])) : null);
    });
  }

  function sayAll() {
    if (!active) return;
    const { ring, closed } = state;
    const crossed = crossings(ring, closed || ring.length > 2).length > 0;
    // What crosses itself encloses no area that could be said.
    const figure = ring.length > 2 && !crossed ? formatArea(areaKm2(ring), scene.lang) : '';
    say(figure, crossed ? words.edit_crossing ?? '' : '');
  }

  const over = (/** @type {import('leaflet').LeafletMouseEvent} */ { latlng }) => {
    if (state.closed || !state.ring.length) return;
    hover = lonLat(latlng);
    line.setLatLngs([...state.ring.map(at), latlng]);
  };
  const out = () => { hover = null; if (!state.closed) line.setLatLngs(state.ring.map(at)); };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.target === host && event.key === 'Enter' && !state.closed) close();
  };
  const spread = () => { if (dragging === null) drawMiddles(state.ring.map(at)); };
  map.on('zoomend', spread);

  return {
    /** @param {boolean} on */
    activate(on) {
      if (on !== active) {
        const turn = on ? 'on' : 'off';
        map[turn]('click', add)[turn]('dblclick', close)[turn]('mousemove', over)[turn]('mouseout', out);
        map.doubleClickZoom[on ? 'disable' : 'enable']();
        host[on ? 'addEventListener' : 'removeEventListener']('keydown', onKey);
        hover = null;
      }
      active = on;
      draw();
    },
    /** @param {Record<string, string>} strings */
    name(strings) { words = strings; },
    hint: () => (state.closed ? words.edit_outline_closed : words.edit_outline_hint) ?? '',
    close, undo, startAgain,
    removeChosen: () => { takeAway(chosen); },
    can: () => ({ close: !state.closed && state.ring.length > 2, undo: before.length > 0, remove: chosen >= 0 && chosen < state.ring.length, again: state.ring.length > 0 }),
    /** What the form holds, else what the page gave. @param {import('./types.js').MapEdit} edit @param {boolean} fresh the page has just given it */
    read(edit, fresh) {
      const held = form.value('outline');
      if (held === written && !fresh) return;
      const found = cornersOf(held || edit.outline);
      if (String(found.ring) === String(polygon(state.ring)?.coordinates[0].slice(0, -1) ?? '') && !fresh) return;
      written = held;
      before = [];
      chosen = -1;
      holes = found.holes;
      state = { ring: found.ring, closed: found.ring.length > 2 };
      draw();
    },
    destroy() {
      this.activate(false);
      map.off('zoomend', spread);
      [area, line, crossing].forEach((layer) => layer.remove());
      [...corners, ...middles].forEach((one) => one.remove());
    },
  };
}
