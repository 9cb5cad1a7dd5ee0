/** Buttons, scale, coordinates and credits at the edges of the map. */
import { element } from './element.js';
import { formatDegrees } from './format.js';
import { L } from './leaflet.js';
import { measureTool } from './measuretool.js';
import { drawScale } from './scale.js';
import { svg } from './svg.js';

/** Icons in a box of 20 units. @type {Record<string, string>} */
const ICONS = {
  zoom_in: 'M10 4v12M4 10h12', zoom_out: 'M4 10h12',
  home: 'M3.5 10L10 4l6.500 6M5.500 8.600V16h9V8.600',
  fullscreen: 'M4 7.500V4h3.500M12.500 4H16v3.500M16 12.500V16h-3.500M7.500 16H4v-3.500',
  measure: 'M3 13.500L13.500 3L17 6.500L6.500 17ZM6 10.500l1.600 1.600M8.500 8l2.200 2.200M11 5.500l1.600 1.600',
};

/** @param {any} view @param {{small: boolean}} options the inset has fewer buttons */
export function controls(view, { small }) {
  const { map, strings, scene, extent } = view;
  const buttons = [
    button('zoom_in', strings, () => map.zoomIn()),
    button('zoom_out', strings, () => map.zoomOut()),
    button('home', strings, () => extent.home()),
  ];
  if (!small) {
    if (document.fullscreenEnabled) buttons.push(button('fullscreen', strings, () => toggleFullscreen(view)));
    const tool = measureTool(view);
    const ruler = button('measure', strings, () => ruler.setAttribute('aria-pressed', String(tool.toggle())));
    ruler.setAttribute('aria-pressed', 'false');
    tool.onEnd(() => ruler.setAttribute('aria-pressed', 'false'));
    buttons.push(ruler);
    scene.measuring = tool.active;
    scene.endMeasuring = tool.end;
  }
  const [zoomIn, zoomOut] = buttons;
  const limits = () => {
    zoomIn.disabled = map.getZoom() >= map.getMaxZoom() - 0.01;
    zoomOut.disabled = map.getZoom() <= map.getMinZoom() + 0.01;
  };
  map.on('zoomend', limits);
  place(map, 'topright', element('div', { class: 'atlas-buttons', role: 'group', 'aria-label': strings.map }, ...buttons));
  scaleBar(view);
  if (!small) footer(view);
  return { limits };
}

/** @param {string} name @param {Record<string, string>} strings @param {() => void} act */
function button(name, strings, act) {
  const icon = svg('svg', { viewBox: '0 0 20 20', width: 20, height: 20, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6, 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true' },
    svg('path', { d: ICONS[name] }));
  return element('button', { type: 'button', title: strings[name], 'aria-label': strings[name], 'data-control': name, on: { click: act } }, icon);
}

/** @param {import('leaflet').Map} map @param {import('leaflet').ControlPosition} position @param {HTMLElement} content */
function place(map, position, content) {
  const control = new L.Control({ position });
  control.onAdd = () => {
    L.DomEvent.disableClickPropagation(content);
    L.DomEvent.disableScrollPropagation(content);
    return content;
  };
  control.addTo(map);
}

/** @param {any} view */
function scaleBar({ map, scene }) {
  const box = element('div', { class: 'atlas-scale', role: 'img' });
  place(map, 'bottomleft', box);
  const draw = () => drawScale(box, map, scene.lang);
  map.on('move zoomend', draw);
  map.whenReady(draw);
}

/** Coordinates under the pointer, credits, boundary viewpoint. @param {any} view */
function footer({ map, payload, strings }) {
  const { viewpoint } = payload;
  const said = typeof viewpoint === 'string' ? viewpoint : viewpoint?.text;
  const here = element('span', { class: 'atlas-here', 'aria-hidden': 'true' });
  const schematic = element('span', { class: 'atlas-schematic', hidden: true }, strings.schematic);
  const credits = payload.credits ? element('span', { class: 'atlas-credits' }, payload.credits) : null;
  // On a narrow map the credits wait behind a small button.
  const more = credits && element('button', { type: 'button', class: 'atlas-more', 'aria-label': payload.credits, 'aria-expanded': 'false', on: { click: () => {
    const open = box.classList.toggle('is-open');
    more?.setAttribute('aria-expanded', String(open));
  } } }, 'i');
  const box = element('div', { class: 'atlas-footer' }, here, schematic, credits, said ? element('span', {}, said) : null, more);
  place(map, 'bottomright', box);
  map.on('mousemove', (/** @type {import('leaflet').LeafletMouseEvent} */ { latlng }) => {
    const { lat, lng } = latlng.wrap(), digits = map.getZoom() < 7 ? 2 : 4;
    here.textContent = `${formatDegrees(lng, 'lon', digits)} ${formatDegrees(lat, 'lat', digits)}`;
  });
  map.on('mouseout', () => { here.textContent = ''; });
  map.on('zoomend', () => { schematic.hidden = map.getZoom() < SCHEMATIC_ZOOM; });
}

/** Boundaries are good to zoom 8. */
const SCHEMATIC_ZOOM = 8.5;

/** @param {any} view */
function toggleFullscreen({ host }) {
  if (document.fullscreenElement) document.exitFullscreen();
  else host.requestFullscreen?.().catch((/** @type {Error} */ error) => console.warn(error.message));
}
