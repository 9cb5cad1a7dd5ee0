/** English words of the map; the payload's `strings` replace them. */
export const WORDS = {
  failed: 'The map could not be loaded. The lists and tables on this page still work.',
  map: 'Map', zoom_in: 'Zoom in', zoom_out: 'Zoom out', home: 'Whole map', fullscreen: 'Full screen',
  measure: 'Measure', distance: 'Distance', area: 'Area', measure_hint: 'Click to add points, double-click to finish',
  close: 'Close', from_changchun: 'from Changchun', km: 'km', next_stop: 'Next stop', previous_stop: 'Previous stop',
  country: 'Country', gauge: 'Gauge', traction: 'Traction', local_time: 'Local time', basis: 'Basis',
  not_found: 'not found', group: '{count} places', schematic: 'schematic at this scale', loading: 'Loading', end_of_line: 'end of the line',
  about_km: 'about {km} km', interpolated: 'interpolated',
  perimeter: 'Perimeter', clear: 'Clear', copied: 'Copied',
};

/** @param {...(Record<string, string>|undefined)} tables later ones win
 * @returns {Record<keyof typeof WORDS, string> & Record<string, string>} */
export function words(...tables) {
  return Object.assign({}, WORDS, ...tables.filter(Boolean));
}
