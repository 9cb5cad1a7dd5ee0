/** Where the map looks: restored exactly, kept on resize, written to the address after the user moved it. */
import { L } from './leaflet.js';
import { bboxIn, writeBbox } from './url.js';

/** @typedef {import('./types.js').Bounds} Bounds */

/** Streamlit may put back an address without our key shortly after a rerun. */
const REASSERT_MS = [0, 250, 900];

/** @param {Bounds} bounds */
export function latLngBounds([west, south, east, north]) {
  return L.latLngBounds([south, west], [north, east]);
}

/**
 * @param {import('leaflet').Map} map
 * @param {{home: Bounds, restored: Bounds|null, writes: boolean, calm: () => boolean}} options `calm`: no motion wanted
 */
export function extentKeeper(map, { home, restored, writes, calm }) {
  map.options.zoomSnap = 0;
  let wanted = /** @type {Bounds|null} */ (restored ?? home);
  let own = 0;
  let moved = false;
  const ours = (/** @type {() => void} */ move) => { own += 1; move(); };
  const fit = (/** @type {Bounds} */ bounds, animate = false) =>
    map.fitBounds(latLngBounds(bounds), { animate: animate && !calm(), duration: 0.6, maxZoom: map.getMaxZoom() });

  const byHand = () => { own = 0; wanted = null; };
  map.on('dragstart', byHand);
  map.on('moveend', () => {
    if (own > 0) { own = 0; return; }
    wanted = null;
    moved = true;
    if (writes) writeBbox(current());
  });

  /** @returns {Bounds} */
  function current() {
    const b = map.getBounds();
    return /** @type {Bounds} */ ([b.getWest(), b.getSouth(), b.getEast(), b.getNorth()].map((degrees) => Number(degrees.toFixed(4))));
  }

  let centre = L.latLng(0, 0);
  map.on('moveend', () => { centre = map.getCenter(); });
  const observer = new ResizeObserver(() => {
    const held = centre, zoom = map.getZoom();
    map.invalidateSize({ animate: false, pan: false });
    if (!map.getSize().x || !map.getSize().y) return;
    ours(() => (wanted ? fit(wanted) : map.setView(held, zoom, { animate: false })));
    own = 0;
  });

  const restore = () => {
    const bounds = bboxIn(location.search);
    moved = Boolean(bounds);
    wanted = bounds ?? home;
    ours(() => fit(/** @type {Bounds} */ (wanted)));
    own = 0;
  };
  const onHistory = () => { if (writes) restore(); };
  window.addEventListener('popstate', onHistory);

  ours(() => fit(/** @type {Bounds} */ (wanted)));
  own = 0;
  observer.observe(map.getContainer());
  return {
    current,
    /** The extent to carry in events: only what the user chose. */
    get chosen() { return moved ? current() : null; },
    home() {
      wanted = home;
      moved = false;
      ours(() => fit(home, true));
      if (writes) writeBbox(null);
    },
    /** A move by us that is not the user's own extent. @param {() => void} move */
    ours,
    /** A move asked for by a click in the map, as if by hand. @param {Bounds} bounds */
    show(bounds) { wanted = null; fit(bounds, true); },
    /** Puts the key back where a rerun took it away. */
    reassert() {
      for (const delay of REASSERT_MS) setTimeout(() => { if (writes && moved && map.getContainer().isConnected && !bboxIn(location.search)) writeBbox(current()); }, delay);
    },
    destroy() {
      observer.disconnect();
      window.removeEventListener('popstate', onHistory);
    },
  };
}
