/**
 * What trees do without a server, by attribute: tabs, copying, menus, filtering, sorting,
 * hovering, clocks, switches, rows filled when opened. Each behaviour is a table of listeners
 * on the tree's host.
 */
import { clocks } from './clocks.js';
import { copying } from './copying.js';
import { filtering } from './filtering.js';
import { hovering } from './hovering.js';
import { keeping } from './keeping.js';
import { menus } from './menus.js';
import { sharing } from './sharing.js';
import { sorting } from './sorting.js';
import { switches } from './switches.js';
import { tabs } from './tabs.js';

/** @typedef {{on?: Record<string, (event: any) => void>, refresh?: () => void, destroy?: () => void}} Behaviour */

const ALL = [tabs, menus, copying, filtering, sorting, hovering, switches, keeping, sharing, clocks];

/** @param {HTMLElement} host */
export function behave(host) {
  /** @type {Behaviour[]} */
  const living = ALL.map((make) => make(host));
  const bound = living.flatMap(({ on }) => Object.entries(on ?? {}));
  // Capturing: focus and toggle do not bubble.
  for (const [type, listener] of bound) host.addEventListener(type, listener, true);
  return {
    refresh() { for (const one of living) one.refresh?.(); },
    destroy() {
      for (const [type, listener] of bound) host.removeEventListener(type, listener, true);
      for (const one of living) one.destroy?.();
    },
  };
}
