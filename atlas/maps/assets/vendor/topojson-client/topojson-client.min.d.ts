/** The classic build sets globalThis.topojson; used in js/topology.js. */
export {};
