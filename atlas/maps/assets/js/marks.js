/** Symbols as real buttons over the map, so that mouse, touch and keyboard reach them. */
import { isOverdue } from './badges.js';
import { groups } from './cluster.js';
import { element } from './element.js';
import { drawSign, radiusOf } from './symbols.js';
import { hueOf } from './theme.js';
import { L } from './leaflet.js';

/** @typedef {import('./types.js').Feature} Feature */
/** @typedef {import('./cluster.js').Spot & {feature: Feature, latlng: import('leaflet').LatLng}} Mark */
/** @typedef {import('./cluster.js').Group<Mark>} MarkGroup */
/** @typedef {{button: HTMLButtonElement, look: string, group: MarkGroup}} Shown */

const OUTSIDE_PX = 40;

/** @param {Feature} feature */
export function isMark(feature) {
  return Boolean(feature.point) && feature.symbol !== 'none' && feature.symbol !== 'line' && feature.kind !== 'bulk' && feature.state !== 'unconfirmed';
}

/**
 * @param {{map: import('leaflet').Map, pane: HTMLElement, nameOf: (group: MarkGroup) => string,
 *   onPick: (group: MarkGroup, open: boolean) => void, onHover: (id: string|null) => void}} options
 */
export function markLayer({ map, pane, nameOf, onPick, onHover }) {
  /** @type {Map<string, Shown>} */
  const shown = new Map();

  /** @param {MarkGroup} group */
  function make(group) {
    const button = element('button', { type: 'button', class: 'atlas-mark leaflet-zoom-animated', on: {
      click: (/** @type {Event} */ event) => { event.stopPropagation(); pick(button, event.target); },
      dblclick: (/** @type {Event} */ event) => event.stopPropagation(),
      mouseenter: () => onHover(button.dataset.feature ?? null),
      mouseleave: () => onHover(null),
      focus: () => onHover(button.dataset.feature ?? null),
      blur: () => onHover(null),
    } });
    L.DomEvent.on(button, 'mousedown touchstart', L.DomEvent.stopPropagation);
    pane.append(button);
    /** @type {Shown} */
    const item = { button, look: '', group };
    shown.set(group.leader.id, item);
    return item;
  }

  /** @param {HTMLButtonElement} button @param {EventTarget|null} target the count of a group opens it */
  function pick(button, target) {
    const item = shown.get(button.dataset.feature ?? '');
    if (item) onPick(item.group, target instanceof Element && target.closest('.atlas-count') !== null);
  }

  /** @param {Shown} item @param {MarkGroup} group @param {import('./theme.js').Tokens} tokens @param {string|null} sel @param {string|null} hover */
  function dress(item, group, tokens, sel, hover) {
    const { leader, members } = group, { feature } = leader;
    const hue = feature.state === 'candidate' ? tokens.candidate : hueOf(tokens, feature.hue);
    const overdue = isOverdue(group);
    const look = [feature.symbol, feature.state, feature.mark, hue, leader.r.toFixed(1), members.length, overdue].join('|');
    item.group = group;
    item.button.dataset.feature = feature.id;
    item.button.setAttribute('aria-label', nameOf(group));
    item.button.setAttribute('aria-pressed', String(members.some((member) => member.id === sel)));
    item.button.classList.toggle('is-selected', members.some((member) => member.id === sel));
    item.button.classList.toggle('is-hover', members.some((member) => member.id === hover));
    item.button.style.zIndex = String(members.some((member) => member.id === sel) ? 1000 : Math.round(feature.priority ?? 0));
    L.DomUtil.setPosition(item.button, map.latLngToLayerPoint(leader.latlng).round());
    if (look === item.look) return;
    item.look = look;
    item.button.style.setProperty('--r', `${leader.r.toFixed(1)}px`);
    item.button.style.setProperty('--hue', hue);
    const sign = drawSign({ symbol: feature.symbol ?? 'dot', hue, mark: feature.mark, state: feature.state, overdue }, leader.r);
    item.button.replaceChildren(sign);
    if (members.length > 1) item.button.append(element('span', { class: 'atlas-count' }, String(members.length)));
  }

  return {
    /** @param {Feature[]} features @param {{tokens: import('./theme.js').Tokens, sel: string|null, hover: string|null}} state @returns {MarkGroup[]} */
    refresh(features, { tokens, sel, hover }) {
      const found = groups(spots(map, features), { chosen: sel });
      const keep = new Set(found.map((group) => group.leader.id));
      for (const [id, item] of shown) if (!keep.has(id)) { item.button.remove(); shown.delete(id); }
      for (const group of found) dress(shown.get(group.leader.id) ?? make(group), group, tokens, sel, hover);
      sortForTab(pane, found, shown);
      return found;
    },
    /** @param {string|null} id */
    highlight(id) {
      for (const { button, group } of shown.values()) button.classList.toggle('is-hover', group.members.some((member) => member.id === id));
    },
    move() {
      for (const { button, group } of shown.values()) L.DomUtil.setPosition(button, map.latLngToLayerPoint(group.leader.latlng).round());
    },
    /** @param {{center: import('leaflet').LatLng, zoom: number}} target */
    animate({ center, zoom }) {
      const any = /** @type {any} */ (map);
      for (const { button, group } of shown.values()) L.DomUtil.setPosition(button, any._latLngToNewLayerPoint(group.leader.latlng, zoom, center).round());
    },
    /** @param {string} id */
/** Lights the chosen mark at once; the next refresh sees to the rest. @param {string|null} id */
    light(id) {
      for (const { button, group } of shown.values()) button.classList.toggle('is-selected', group.members.some((member) => member.id === id));
    },
        /** @param {string} id */
    groupOf: (id) => [...shown.values()].find(({ group }) => group.members.some((member) => member.id === id))?.group ?? null,
    /** @param {string} id */
    focus: (id) => shown.get(id)?.button.focus(),
  };
}

/** @param {import('leaflet').Map} map @param {Feature[]} features @returns {Mark[]} */
function spots(map, features) {
  const size = map.getSize(), zoom = map.getZoom();
  return features.flatMap((feature) => {
    if (!feature.point) return [];
    const latlng = L.latLng(feature.point[1], feature.point[0]);
    const { x, y } = map.latLngToContainerPoint(latlng);
    if (x < -OUTSIDE_PX || y < -OUTSIDE_PX || x > size.x + OUTSIDE_PX || y > size.y + OUTSIDE_PX) return [];
    return [{ id: feature.id, x, y, r: radiusOf(feature.symbol ?? 'dot', zoom), priority: feature.priority ?? 0, feature, latlng }];
  });
}

/** Tab goes from the most important mark to the least. @param {HTMLElement} pane @param {MarkGroup[]} found @param {Map<string, Shown>} shown */
function sortForTab(pane, found, shown) {
  const wanted = found.map((group) => shown.get(group.leader.id)?.button);
  wanted.forEach((button, i) => {
    if (button && pane.children[i] !== button && document.activeElement !== button) pane.insertBefore(button, pane.children[i] ?? null);
  });
}
