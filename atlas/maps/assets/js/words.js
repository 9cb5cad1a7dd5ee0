/** English words of the map; the payload's `strings` replace them. */
export const WORDS = {
  failed: 'The map could not be loaded. The lists and tables on this page still work.',
  map: 'Map', zoom_in: 'Zoom in', zoom_out: 'Zoom out', home: 'Whole map', fullscreen: 'Full screen',
  measure: 'Measure', measure_distance: 'Distance', measure_area: 'Area', measure_hint: 'Click to add points, double-click to finish',
  close: 'Close', from_origin: 'from Changchun', km: 'km', next_stop: 'Next stop', previous_stop: 'Previous stop',
  country: 'Country', gauge: 'Gauge', traction: 'Traction', local_time: 'Local time', basis: 'Basis',
  unknown: 'unknown', group: '{n} places', zoom_to_group: 'Zoom in to {n} places', end_of_line: 'end of the line',
  no_results: 'Nothing found', results: '{n} results', searching: 'Loading', leg: 'Section',
  perimeter: 'Perimeter', clear: 'Clear', terminus: 'Terminus', copied: 'Copied',
};

/** @param {...(Record<string, string>|undefined)} tables later ones win
 * @returns {Record<keyof typeof WORDS, string> & Record<string, string>} */
export function words(...tables) {
  return Object.assign({}, WORDS, ...tables.filter(Boolean));
}
