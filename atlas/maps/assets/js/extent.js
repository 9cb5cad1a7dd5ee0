/** Where the map looks: restored exactly, kept on resize, written to the address after the user moved it. */
import { L } from './leaflet.js';
import { bboxIn, inOneWorld, writeBbox } from './url.js';

/** @typedef {import('./types.js').Bounds} Bounds */

/** Streamlit may put back an address without our key shortly after a rerun. */
const REASSERT_MS = [0, 250, 900];

/** Only so long after a hand was on the map is a move taken for the reader's; a drag lasts to its end. */
const BY_HAND_MS = 1500;
const HANDS = ['pointerdown', 'pointerup', 'wheel', 'touchmove', 'touchend', 'dblclick', 'keydown'];

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
  // Another page of the atlas has another map: its address is not ours to write.
  const page = location.pathname;
  const write = (/** @type {Bounds|null} */ bounds) => { if (writes && location.pathname === page) writeBbox(bounds); };
  // Leaflet's own answer to a resize ends in a late `moveend` that looks like the user's.
  L.DomEvent.off(/** @type {any} */ (window), 'resize', /** @type {any} */ (map)._onResize, map);
  let wanted = /** @type {Bounds|null} */ (restored ?? home);
  /** The extent of the address: restored or moved to by the user. */
  let kept = restored;
  /** A move of ours is under way; its end is not the user's choice. */
  let own = false;
  const ours = (/** @type {() => void} */ move) => { own = true; handAt = -Infinity; move(); };
  /** A move of ours that ends at once, however many events it fires. */
  const atOnce = (/** @type {() => void} */ move) => { quiet = true; move(); quiet = false; };
  let quiet = false;
  const fit = (/** @type {Bounds} */ bounds, animate = false) =>
    map.fitBounds(latLngBounds(bounds), { animate: animate && !calm(), duration: 0.6, maxZoom: map.getMaxZoom() });

  // Whatever else ends in a `moveend` (a page laid out anew, limits of the zoom) is nobody's choice.
  let handAt = -Infinity, dragged = false;
  const host = map.getContainer().parentElement ?? map.getContainer();
  const touched = () => { handAt = performance.now(); };
  for (const type of HANDS) host.addEventListener(type, touched, { capture: true, passive: true });
  const byHand = () => { own = false; wanted = null; dragged = true; };
  const ofReader = () => dragged || performance.now() - handAt < BY_HAND_MS;
  map.on('dragstart', byHand);
  map.on('moveend', () => {
    // A map the page has folded away shows a point, not an extent.
    if (quiet || !map.getSize().x || !map.getContainer().isConnected) return;
    if (own) { own = false; return; }
    if (!ofReader()) return;
    dragged = false;
    wanted = null;
    kept = current();
    write(kept);
  });

  /** @returns {Bounds} */
  function current() {
    const b = map.getBounds();
    return inOneWorld([b.getWest(), b.getSouth(), b.getEast(), b.getNorth()]);
  }

  let centre = L.latLng(0, 0);
  map.on('moveend', () => { centre = map.getCenter(); });
  const observer = new ResizeObserver(() => {
    const held = centre, zoom = map.getZoom();
    atOnce(() => {
      map.invalidateSize({ animate: false, pan: false });
      if (!map.getSize().x || !map.getSize().y) return;
      if (wanted) fit(wanted); else map.setView(held, zoom, { animate: false });
    });
  });

  const restore = () => {
    kept = bboxIn(location.search);
    wanted = kept ?? home;
    atOnce(() => fit(/** @type {Bounds} */ (wanted)));
  };
  const onHistory = () => { if (writes) restore(); };
  window.addEventListener('popstate', onHistory);

  atOnce(() => fit(/** @type {Bounds} */ (wanted)));
  observer.observe(map.getContainer());
  return {
    current,
    /** The extent to carry in events: only what the user chose. */
    get chosen() { return kept; },
    home() {
      wanted = home;
      kept = null;
      ours(() => fit(home, true));
      write(null);
    },
    /** Another home, where the map goes. @param {Bounds} bounds @param {boolean} animate */
    rehome(bounds, animate) {
      wanted = home = bounds;
      kept = null;
      write(null);
      ours(() => fit(home, animate));
    },
    /** A move by us that is not the user's own extent. @param {() => void} move */
    ours,
    /** A move asked for by a click in the map, as if by hand. @param {Bounds} bounds */
    show(bounds) { touched(); wanted = null; fit(bounds, true); },
    /** Puts the key back where a rerun took it away. */
    reassert() {
      for (const delay of REASSERT_MS) setTimeout(() => { if (kept && map.getContainer().isConnected && !bboxIn(location.search)) write(kept); }, delay);
    },
    destroy() {
      observer.disconnect();
      for (const type of HANDS) host.removeEventListener(type, touched, { capture: true });
      window.removeEventListener('popstate', onHistory);
    },
  };
}
