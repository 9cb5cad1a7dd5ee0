/** Leaflet as a module: the vendored classic build sets `globalThis.L`. */
import '../vendor/leaflet/leaflet.js';

/** @type {typeof import('leaflet')} */
export const L = /** @type {any} */ (globalThis).L;
