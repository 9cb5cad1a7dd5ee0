/** Leaflet as the map has loaded it: this bundle brings none of its own. */

/** @type {typeof import('leaflet')} */
export const L = /** @type {any} */ (globalThis).L;
