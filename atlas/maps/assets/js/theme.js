/** Colours of the map per theme. Defaults repeat the look's tables, the payload's tokens win. */

const HUES_LIGHT = {
  'line-cme': '#C2331A', 'corridor-cmr': '#1F63B5', 'park-rok': '#1A664C', 'park-germany': '#653A06',
  'park-thailand': '#481A81', 'park-russia': '#7E669C', 'park-cuba': '#AC2D70',
  facilities: '#4A5662', stations: '#16202B', borders: '#16202B', zones: '#7A6A4F',
};
const HUES_DARK = {
  'line-cme': '#FF6B4A', 'corridor-cmr': '#5AA9FF', 'park-rok': '#81D19E', 'park-germany': '#E5E6A0',
  'park-thailand': '#C965CA', 'park-russia': '#6F85FF', 'park-cuba': '#D299C3',
  facilities: '#9DB8C8', stations: '#EEF2F5', borders: '#EEF2F5', zones: '#B9AB93',
};
const LIGHT = {
  panel: '#FFFFFF', page: '#F6F4EF', ink: '#16202B', ink2: '#4A5662', ink3: '#66717C', accent: '#0E5A63',
  warn: '#8A4B00', warn_ground: '#FFF4E0', good: '#1E6B3A', good_ground: '#E5F3E9', rule: '#E2DDD2', rule_strong: '#CFC8BA',
  sea: '#D7E4EA', coast: '#C3D6DF', shore: '#A9C0CB', land: '#F1EDE4', own: '#FBF8F0', border: '#BDB2A1', own_border: '#A2785F',
  halo: '#FFFFFF', water: '#A5C8DA', water_text: '#4A7A94', graticule: 'rgba(90,122,140,0.26)', relief: 0.62,
  road: '#D9CBAF', rail: '#9A9A97', rail_core: '#F3F0E9', built: '#EAE3D5', candidate: '#8A4B00',
};
const DARK = {
  panel: '#161F28', page: '#0E151C', ink: '#EEF2F5', ink2: '#B6C1CB', ink3: '#8D9AA6', accent: '#6FC7C9',
  warn: '#FFC46B', warn_ground: '#33280F', good: '#7FD09A', good_ground: '#15301F', rule: '#2A3742', rule_strong: '#3A4955',
  sea: '#0B1720', coast: '#10222D', shore: '#2B4250', land: '#1D2730', own: '#26323B', border: '#44525D', own_border: '#8C7A6B',
  halo: '#111A22', water: '#24465A', water_text: '#6FA3BD', graticule: 'rgba(130,165,185,0.17)', relief: 0.55,
  road: '#3C4A52', rail: '#66737D', rail_core: '#26323B', built: '#2C3942', candidate: '#FFC46B',
};
/** @type {Record<string, any>} */
const DEFAULTS = {
  light: { ...LIGHT, hues: HUES_LIGHT },
  dark: { ...DARK, hues: HUES_DARK },
  hall: {
    ...DARK, panel: '#121C25', page: '#0B1720', ink: '#FFFFFF', ink2: '#C9D4DC', ink3: '#9FB0BC', rule: '#3A4955',
    land: '#1B2731', own: '#2A3944', relief: 0.7, hues: HUES_DARK,
  },
  print: {
    ...LIGHT, page: '#FFFFFF', ink3: '#4A5662', sea: '#DCE8EE', land: '#F3EFE6', own: '#FCFAF3', relief: 0.72, hues: HUES_LIGHT,
  },
};

/** Other spellings a token file may use for the same colour. @type {Record<string, string[]>} */
const ALIASES = {
  coast: ['coast', 'coast_glow'], own: ['own', 'own_land', 'own_country'], border: ['border'],
  own_border: ['own_border', 'border_own'], relief: ['relief', 'relief_opacity'], water: ['water', 'river'], water_text: ['water_text', 'water_ink'],
};

/** Names the style sheet reads as custom properties. */
const CSS_NAMES = ['panel', 'page', 'ink', 'ink2', 'ink3', 'accent', 'warn', 'warn_ground', 'good', 'good_ground',
  'rule', 'rule_strong', 'sea', 'land', 'halo', 'water_text'];

/** @typedef {Record<string, any> & {hues: Record<string, string>}} Tokens */

/** @param {Record<string, Record<string, any>>|undefined} tables @param {string} theme @returns {Tokens} */
export function tokensOf(tables, theme) {
  const known = DEFAULTS[theme] ?? DEFAULTS.light;
  const given = underscored(tables?.[theme] ?? {});
  const merged = { ...known, ...given, hues: { ...known.hues, ...given.hues } };
  for (const [name, spellings] of Object.entries(ALIASES)) {
    const found = spellings.find((spelling) => given[spelling] !== undefined);
    if (found) merged[name] = given[found];
  }
  return merged;
}

/** @param {Record<string, any>} table */
function underscored(table) {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key.replace(/-/g, '_'), value]));
}

/** Sets the map's own custom properties, so that a map keeps its theme wherever it stands.
 * @param {HTMLElement} host @param {Tokens} tokens @param {string} theme */
export function paintTokens(host, tokens, theme) {
  host.dataset.mapTheme = theme;
  for (const name of CSS_NAMES) host.style.setProperty(`--${name.replace('_', '-')}`, String(tokens[name]));
}

/** @param {Tokens} tokens @param {string|undefined} hue */
export function hueOf(tokens, hue) {
  return (hue && tokens.hues[hue]) || tokens.accent;
}

/** A colour with an opacity: `#RRGGBB` and 0..1. @param {string} colour @param {number} opacity */
export function faded(colour, opacity) {
  const hex = /^#([0-9a-f]{6})$/i.exec(colour);
  if (!hex) return colour;
  const n = parseInt(hex[1], 16);
  return `rgba(${n >> 16},${(n >> 8) & 255},${n & 255},${opacity})`;
}
