/** Numbers, distances and times as a reader of each language writes them. */

const COMMA_LANGUAGES = new Set(['en', 'ko', 'th']);
const NARROW_SPACE = '\u202f';
const DECIMAL_COMMA = new Set(['de', 'ru', 'es', 'mn']);

/** @param {number} value @param {string} lang @param {number} [digits] decimals */
export function formatNumber(value, lang, digits = 0) {
  const [whole, fraction] = Math.abs(value).toFixed(digits).split('.');
  const separator = COMMA_LANGUAGES.has(base(lang)) ? ',' : NARROW_SPACE;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, separator);
  const point = DECIMAL_COMMA.has(base(lang)) ? ',' : '.';
  const sign = value < 0 && Number(value.toFixed(digits)) !== 0 ? '−' : '';
  return sign + grouped + (fraction ? point + fraction : '');
}

/** Length in the unit a reader expects. @param {number} km @param {string} lang */
export function formatLength(km, lang) {
  if (km < 1) return `${formatNumber(km * 1000, lang)} m`;
  return `${formatNumber(km, lang, km < 100 ? 1 : 0)} km`;
}

/** @param {number} km2 @param {string} lang */
export function formatArea(km2, lang) {
  if (km2 < 1) return `${formatNumber(km2 * 100, lang, 1)} ha`;
  return `${formatNumber(km2, lang, km2 < 100 ? 1 : 0)} km²`;
}

/** Latitude or longitude with its hemisphere. @param {number} degrees @param {'lat'|'lon'} axis @param {number} digits */
export function formatDegrees(degrees, axis, digits) {
  const letter = axis === 'lat' ? (degrees < 0 ? 'S' : 'N') : degrees < 0 ? 'W' : 'E';
  return `${Math.abs(degrees).toFixed(digits)}°${letter}`;
}

/** Clock time now in a zone, with its offset: `14:05 (UTC+8)`; null for an unknown zone.
 * @param {string} tz @param {string} lang @param {Date} now */
export function localTime(tz, lang, now) {
  try {
    const parts = new Intl.DateTimeFormat(lang, { timeZone: tz, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const offset = new Intl.DateTimeFormat('en', { timeZone: tz, timeZoneName: 'shortOffset' })
      .formatToParts(now).find((part) => part.type === 'timeZoneName')?.value.replace('GMT', 'UTC');
    // Chinese sets the weekday against the hour: a space keeps them apart.
    const time = parts.format(now).replace(/(\p{Script=Han})(?=\d)/u, '$1 ');
    return `${time} (${offset})`;
  } catch {
    return null;
  }
}

/** Replaces `{name}` by values, as typed. @param {string} pattern @param {Record<string, string>} values */
export function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

/** @param {string} lang */
function base(lang) {
  return lang.split('-')[0];
}
