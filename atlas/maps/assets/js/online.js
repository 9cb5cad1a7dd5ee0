/** Online basemaps, laid over the embedded one, which stays drawn below: a dead service blanks nothing. */
import { L } from './leaflet.js';
import { gcj02Shift } from './gcj02.js';
import { worldX, worldY } from './mercator.js';

const PATIENCE_MS = 6000;
const FAILURES = 4;

/** @param {import('leaflet').Map} map @param {Record<string, import('./types.js').OnlineMap>} services */
export function onlineMaps(map, services) {
  const pane = map.createPane('online');
  pane.style.zIndex = '160';
  pane.style.pointerEvents = 'none';
  /** @type {import('leaflet').TileLayer|null} */
  let layer = null;
  let timer = 0;

  const shift = (/** @type {string|undefined} */ datum) => {
    if (datum !== 'gcj02') return void (pane.style.transform = '');
    const centre = map.getCenter(), [lon, lat] = gcj02Shift(centre.lng, centre.lat);
    const scale = 256 * 2 ** map.getZoom();
    const x = (worldX(centre.lng) - worldX(lon)) * scale, y = (worldY(centre.lat) - worldY(lat)) * scale;
    pane.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
  };

  function drop() {
    clearTimeout(timer);
    layer?.remove();
    layer = null;
  }

  /** @param {string} why @param {string} id */
  function giveUp(why, id) {
    console.warn(`online basemap ${id}: ${why}; the embedded basemap is shown`);
    drop();
  }

  return {
    /** @param {string} id */
    show(id) {
      drop();
      const service = services[id];
      if (!service) return;
      let failed = 0, came = 0;
      const made = L.tileLayer(service.url, { pane: 'online', maxNativeZoom: service.maxzoom ?? 18, attribution: '', className: 'atlas-online' });
      layer = made;
      made.on('tileload', () => { came += 1; });
      made.on('tileerror', () => { failed += 1; if (failed >= FAILURES && !came) giveUp('tiles fail', id); });
      timer = window.setTimeout(() => { if (!came && layer === made) giveUp('no answer', id); }, service.timeout_ms ?? PATIENCE_MS);
      made.addTo(map);
      shift(service.datum);
      made.on('remove', () => map.off('moveend', follow));
      const follow = () => shift(service.datum);
      map.on('moveend', follow);
    },
  };
}
