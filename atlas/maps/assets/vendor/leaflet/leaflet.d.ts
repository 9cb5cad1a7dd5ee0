/** The classic build sets globalThis.L; typed in js/leaflet.js. */
export {};
