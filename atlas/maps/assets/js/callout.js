/** The card of a place on a line: its kilometre and everything known there. */
import { factsAt } from './chainage.js';
import { formatNumber, localTime } from './format.js';

/**
 * @param {import('./types.js').Feature} feature @param {number} km @param {import('./types.js').LineFacts|undefined} line
 * @param {{strings: Record<string, string>, lang: string, now: Date}} setting
 * @returns {import('./types.js').Card}
 */
export function calloutAt(feature, km, line, { strings, lang, now }) {
  const title = `${formatNumber(Math.round(km), lang)} ${strings.km}`;
  const sub = strings.from_changchun;
  if (!line) return { title, sub, rows: [], foot: feature.card?.title };
  const { next, leg, tz, country, gauge } = factsAt(line, km);
  const away = next ? `${next.name} · ${distance(next, km, strings, lang)}` : strings.end_of_line;
  /** @type {[string, string][]} */
  const rows = [
    [strings.next_stop, away],
    [strings.country, country ?? strings.not_found],
    [strings.gauge, gauge ? `${typeof gauge === 'number' ? formatNumber(gauge, lang) : gauge} mm` : strings.not_found],
    [strings.traction, leg?.traction || strings.not_found],
    [strings.local_time, (tz && localTime(tz, lang, now)) || strings.not_found],
  ];
  return { title, sub, rows, foot: leg?.basis };
}

/** Tenths first, as the panel counts: 408.45 and 408.5 must not part the two. A stop without a leg of its own says so.
 * @param {import('./types.js').LineStop} next @param {number} km @param {Record<string, string>} strings @param {string} lang */
function distance(next, km, strings, lang) {
  const away = formatNumber(Math.max(0, Math.round(Math.round((next.km - km) * 10) / 10)), lang);
  return next.interpolated ? `${strings.about_km.replace('{km}', away)} (${strings.interpolated})` : `${away} ${strings.km}`;
}

/** @param {import('./types.js').Feature} feature @param {number|null} leg index of the part
 * @returns {import('./types.js').Card|undefined} the card with the part's name */
export function cardOfLeg(feature, leg) {
  const named = leg === null ? undefined : feature.legs?.[leg];
  if (!named) return feature.card;
  const card = feature.card ?? { title: feature.label?.[0] ?? feature.id };
  return { ...card, sub: [named.name, named.sub].filter(Boolean).join(' · '), lang2: undefined, rows: named.rows ?? card.rows, foot: named.foot ?? card.foot };
}
