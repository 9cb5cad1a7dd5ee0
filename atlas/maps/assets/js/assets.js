/** Files fetched once per page: style sheets, map scripts, payloads. */
import { styleSheet } from './element.js';

const SHEETS = ['../vendor/leaflet/leaflet.css', '../css/map.css'];

/** @type {Map<string, Promise<any>>} */
const payloads = new Map();

export function styles() {
  return Promise.all(SHEETS.map((sheet) => styleSheet(new URL(sheet, import.meta.url).href)));
}

/** @param {string} url @returns {Promise<import('./types.js').Payload>} */
export function payloadFrom(url) {
  let pending = payloads.get(url);
  if (!pending) {
    pending = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      return response.json();
    });
    pending.catch(() => payloads.delete(url));
    payloads.set(url, pending);
  }
  return pending;
}

/** folium's script as a module. @param {string} url */
export async function scriptFrom(url) {
  const module = await import(new URL(url, document.baseURI).href);
  return module.default;
}
