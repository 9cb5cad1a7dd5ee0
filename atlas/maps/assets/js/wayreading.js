/** What is true at a kilometre of a way: the next place, where one is, and the leg it belongs to. */
import { formatNumber, localTime } from './format.js';

/** @param {{km: number}[]} stops @param {number} km */
const nextOf = (stops, km) => stops.filter((stop) => stop.km > km).sort((a, b) => a.km - b.km)[0] ?? null;

/** At a stop the leg ahead is meant; at the end there is only the last. @param {import('./ways.js').Way} way @param {number} km */
export function legAt({ legs }, km) {
  return legs.find((leg) => leg.km0 <= km && km < leg.km1) ?? [...legs].reverse().find((leg) => leg.km0 <= km && km <= leg.km1) ?? null;
}

/**
 * @param {import('./ways.js').Way} way @param {number} km
 * @param {{strings: Record<string, string>, lang: string, now: Date}} setting
 * @returns {import('./types.js').Card}
 */
export function readingAt(way, km, { strings, lang, now }) {
  const stops = way.stops ?? [], leg = legAt(way, km), next = /** @type {any} */ (nextOf(stops, km));
  const whole = (/** @type {number} */ value) => `${formatNumber(Math.round(Math.round(value * 10) / 10), lang)} ${strings.km}`;
  const zoned = stops.filter(({ tz }) => tz);
  const nearest = zoned.reduce((best, stop) => (!best || Math.abs(stop.km - km) < Math.abs(best.km - km) ? stop : best), /** @type {any} */ (null));
  const time = leg && !leg.untimed && nearest ? localTime(nearest.tz, lang, now) : null;
  /** @type {[string, string][]} */
  const rows = [
    [strings.next_stop, next ? `${next.name} · ${whole(next.km - km)}` : strings.end_of_line],
    ...(leg?.here ?? []),
    ...(time ? [/** @type {[string, string]} */ ([strings.local_time, time])] : []),
    ...(leg?.rows ?? []),
  ];
  return { title: whole(km), sub: way.origin, rows, foot: leg?.foot };
}
