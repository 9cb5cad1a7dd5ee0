/** Measuring on the map: distance along clicked points, or the area they enclose. */
import { element } from './element.js';
import { formatArea, formatLength } from './format.js';
import { areaKm2, greatCircle, lengthKm } from './geodesic.js';
import { L } from './leaflet.js';

/** @typedef {import('./types.js').LonLat} LonLat */

const ARC_POINTS = 24;

/** @param {any} view */
export function measureTool({ map, host, strings, scene }) {
  let on = false, closed = false;
  /** @type {LonLat[]} */
  let points = [];
  let finished = false;
  let ended = () => {};
  const pane = map.createPane('measure');
  pane.style.zIndex = '640';
  pane.style.pointerEvents = 'none';
  const renderer = L.svg({ pane: 'measure' });
  const look = { pane: 'measure', renderer, interactive: false, className: 'atlas-measure-line' };
  const line = L.polyline([], look), fill = L.polygon([], { ...look, className: 'atlas-measure-fill' });
  const dots = L.layerGroup([], { pane: 'measure' });

  const figure = element('output', { class: 'atlas-measure-figure' });
  const tab = (/** @type {string} */ name, /** @type {boolean} */ area) => element('button', { type: 'button', 'aria-pressed': String(area === closed), on: { click: () => { closed = area; show(); } } }, strings[name]);
  const tabs = [tab('distance', false), tab('area', true)];
  const panel = element('div', { class: 'atlas-measure', hidden: true, role: 'group', 'aria-label': strings.measure },
    element('div', { class: 'atlas-measure-tabs' }, ...tabs,
      element('button', { type: 'button', class: 'is-quiet', on: { click: () => reset() } }, strings.clear),
      element('button', { type: 'button', class: 'is-quiet', 'aria-label': strings.close, on: { click: () => end() } }, '×')),
    figure);
  L.DomEvent.disableClickPropagation(panel);
  host.append(panel);

  /** @param {LonLat|null} [hover] */
  function show(hover = null) {
    const all = hover && !finished ? [...points, hover] : points;
    const ring = closed && all.length > 2 ? [...all, all[0]] : all;
    const drawn = ring.slice(1).flatMap((point, i) => greatCircle(ring[i], point, ARC_POINTS)).map(([lon, lat]) => L.latLng(lat, lon));
    line.setLatLngs(drawn);
    fill.setLatLngs(closed && all.length > 2 ? drawn : []);
    tabs.forEach((button, i) => button.setAttribute('aria-pressed', String((i === 1) === closed)));
    figure.textContent = words(all);
  }

  /** @param {LonLat[]} all */
  function words(all) {
    if (all.length < 2) return strings.measure_hint;
    if (!closed) return formatLength(lengthKm(all), scene.lang);
    if (all.length < 3) return formatLength(lengthKm(all), scene.lang);
    return `${formatArea(areaKm2(all), scene.lang)} · ${strings.perimeter} ${formatLength(lengthKm([...all, all[0]]), scene.lang)}`;
  }

  /** @param {import('leaflet').LeafletMouseEvent} event */
  function add({ latlng }) {
    if (finished) reset();
    points.push([latlng.lng, latlng.lat]);
    dots.addLayer(L.circleMarker(latlng, { ...look, radius: 4, className: 'atlas-measure-dot' }));
    show();
  }

  function finish() {
    // A double click arrives after two clicks on the same place.
    if (points.length > 1 && points[points.length - 1].join() === points[points.length - 2].join()) points.pop();
    finished = true;
    show();
  }

  function reset() {
    points = [];
    finished = false;
    dots.clearLayers();
    show();
  }

  const hover = (/** @type {import('leaflet').LeafletMouseEvent} */ { latlng }) => { if (points.length) show([latlng.lng, latlng.lat]); };

  function end() {
    if (!on) return;
    on = false;
    reset();
    [line, fill, dots].forEach((layer) => layer.remove());
    map.off('click', add).off('dblclick', finish).off('mousemove', hover);
    map.doubleClickZoom.enable();
    host.classList.remove('is-measuring');
    panel.hidden = true;
    ended();
  }

  function begin() {
    on = true;
    [fill, line, dots].forEach((layer) => layer.addTo(map));
    map.on('click', add).on('dblclick', finish).on('mousemove', hover);
    map.doubleClickZoom.disable();
    host.classList.add('is-measuring');
    panel.hidden = false;
    show();
  }

  return {
    toggle() { if (on) end(); else begin(); return on; },
    active: () => on,
    end,
    /** @param {() => void} react */
    onEnd(react) { ended = react; },
  };
}
