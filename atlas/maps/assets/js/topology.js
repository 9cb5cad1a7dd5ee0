/** Basemap files: TopoJSON fetched once per page and turned into flat shapes. */
import '../vendor/topojson-client/topojson-client.min.js';
import { paths, rings } from './shapes.js';

/** @type {any} */
const topojson = /** @type {any} */ (globalThis).topojson;

/** @typedef {{rings: import('./shapes.js').Ring[], paths: import('./shapes.js').Path[], properties: Record<string, any>}} Shape */
/** @typedef {Record<string, Shape[]>} Shapes  by object name: countries, borders, lakes … */

/** @type {Map<string, Promise<Shapes>>} */
const loaded = new Map();

/** @param {string} url @returns {Promise<Shapes>} */
export function shapesFrom(url) {
  let pending = loaded.get(url);
  if (!pending) {
    pending = fetch(url).then(readJson).then(shapesOf);
    pending.catch(() => loaded.delete(url));
    loaded.set(url, pending);
  }
  return pending;
}

/** @param {Response} response */
function readJson(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.json();
}

/** @param {any} topology @returns {Shapes} */
export function shapesOf(topology) {
  /** @type {Shapes} */
  const shapes = {};
  for (const [name, object] of Object.entries(topology.objects)) {
    const features = topojson.feature(topology, object);
    shapes[name] = (features.features ?? [features]).map(shapeOf);
  }
  return shapes;
}

/** @param {any} feature @returns {Shape} */
function shapeOf(feature) {
  const properties = feature.properties ?? {};
  const areas = rings(feature.geometry);
  return { rings: areas, paths: areas.length ? [] : paths(feature.geometry, properties), properties };
}
