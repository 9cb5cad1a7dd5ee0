/**
 * The planner's ways on the map: the chosen one with its legs, places and readings, the others
 * quietly behind. Where they run comes once for all ways; each way only names its courses.
 */
import { listen } from './bus.js';
import { drawOther, drawWay } from './waylines.js';
import { readingAt } from './wayreading.js';

/** @typedef {{course: string, mode: string, km0: number, km1: number, back?: boolean, lift?: number, name?: string, here?: [string, string][], rows?: [string, string][], foot?: string, untimed?: boolean, again?: boolean}} WayLeg  `again` where another way draws it */
/** @typedef {{id: string, hue?: string, label: string[], sub?: string, origin?: string, km?: number, legs: WayLeg[], stops?: {id: string, km: number, name: string, tz?: string|null}[]}} Way */
/** @typedef {{courses: string, bounds: import('./types.js').Bounds|null, chosen: Way, marks: import('./types.js').Feature[], others: Way[]}} Ways */

const TICKS_KM = 1000, LONG_KM = 15_000;
/** @type {Map<string, Promise<Record<string, number[][]>>>} */
const fetched = new Map();

/** @param {string} url */
function coursesFrom(url) {
  let pending = fetched.get(url);
  if (!pending) {
    pending = fetch(url).then((response) => { if (!response.ok) throw new Error(`${url}: ${response.status}`); return response.json(); });
    pending.catch(() => fetched.delete(url));
    fetched.set(url, pending);
  }
  return pending;
}

/** A leg's vertices with the kilometres of its way, in the sense of travel.
 * @param {WayLeg} leg @param {number[][]} course lon, lat, km in the record's sense @returns {number[][]} */
export function along({ back, lift = 0, km0 }, course) {
  if (!back) return course.map(([lon, lat, km]) => [lon + lift, lat, km0 + km]);
  const last = course[course.length - 1][2];
  return [...course].reverse().map(([lon, lat, km]) => [lon + lift, lat, km0 + last - km]);
}

/** @param {Way} way @param {Record<string, number[][]>} courses @param {boolean} chosen */
function featureOf(way, courses, chosen) {
  const legs = way.legs.filter((leg) => courses[leg.course]);
  return {
    id: way.id, layer: 'ways', kind: chosen ? 'way' : 'otherway', hue: way.hue, legs: legs.map((leg) => ({ ...leg, name: leg.name ?? '' })),
    paths: legs.map((leg) => along(leg, courses[leg.course])), draw: chosen ? drawWay : drawOther,
    ...(chosen ? { label: way.label, sub: way.sub, ticks: Number(way.km) > LONG_KM ? 2 * TICKS_KM : TICKS_KM } : {}),
    card: { title: way.label[0], sub: way.sub },
  };
}

/** A small screen may have to stand farther off than others to see a way by sea. @param {any} map
 * @param {import('./types.js').Bounds} bounds @returns {boolean} whether it had to */
function giveRoom(map, [west, south, east, north]) {
  const least = map.getMinZoom();
  map.setMinZoom(0);
  const zoom = map.getBoundsZoom([[south, west], [north, east]]);
  map.setMinZoom(Math.min(least, zoom));
  return zoom < least;
}

/** On paper all is ink on white, but the map is printed as it is shown: drawn anew at this instant its
 * ground would stay blank. The style sheet scales it from the size it has on the screen.
 * @param {any} view @returns {() => void} stops */
function keepForPaper(view) {
  const page = document.documentElement;
  const before = () => {
    const { offsetWidth, offsetHeight } = view.host;
    if (!offsetWidth) return;
    page.style.setProperty('--map-w', String(offsetWidth));
    page.style.setProperty('--map-h', String(offsetHeight));
    page.dataset.theme = 'print';
  };
  const after = () => { page.dataset.theme = view.data.theme; };
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => { window.removeEventListener('beforeprint', before); window.removeEventListener('afterprint', after); };
}

/** @param {any} view */
export function wayLayer(view) {
  const { scene, chosen } = view, choose = chosen.choose;
  /** @type {Ways|null} */
  let shown = null;
  let told = '', hover = '';

  // Who points at another way means to look at that one.
  chosen.choose = (/** @type {any} */ choice, /** @type {any} */ more) => {
    const other = shown?.others.find(({ id }) => id === choice.id);
    if (!other) return choose(choice, more);
    return choose({ id: null }, { type: 'act', set: { way: other.id.replace(/^way-/, ''), sel: '', at: '' } });
  };
  const quiet = listen('atlas:hover', scene.self, ({ id }) => {
    const now = shown?.others.some((way) => way.id === id) ? String(id) : '';
    if (now === hover) return;
    scene.hover = id;
    hover = now;
    scene.lineLayer.redraw();
  });

  const unprint = keepForPaper(view);

  /** @param {Ways} ways @param {Record<string, number[][]>} courses */
  function put(ways, courses) {
    scene.way = { ...ways.chosen, card: (/** @type {number} */ km) => readingAt(ways.chosen, km, { strings: scene.strings, lang: scene.lang, now: new Date() }) };
    // What several ways share is drawn once: pale lines over each other would grow dark.
    const drawn = new Set(ways.chosen.legs.map(({ course }) => course));
    const others = ways.others.map((way) => ({ ...way, legs: way.legs.map((leg) => {
      const again = drawn.has(leg.course);
      drawn.add(leg.course);
      return { ...leg, again };
    }) }));
    scene.put([...others.map((way) => featureOf(way, courses, false)), featureOf(ways.chosen, courses, true), ...ways.marks]);
  }

  return {
    /** @param {Ways|null} ways */
    async update(ways) {
      const text = JSON.stringify(ways);
      if (text === told) return;
      told = text;
      const courses = ways ? await coursesFrom(ways.courses) : {};
      if (told !== text || !view.host.isConnected) return;
      const another = shown !== null && ways !== null && ways.chosen.label[0] !== shown.chosen.label[0];
      shown = ways;
      if (ways) put(ways, courses); else { scene.way = null; scene.put([]); }
      const far = ways?.bounds ? giveRoom(view.map, ways.bounds) : false;
      if (ways?.bounds && (another || (far && !view.extent.chosen))) view.extent.rehome(ways.bounds, another);
      if (view.host.dataset.ready !== 'true') return;
      scene.refresh();
      scene.showPin?.();
      chosen.refreshCard();
    },
    destroy() { quiet(); unprint(); chosen.choose = choose; },
  };
}
