/** `data-zone="Asia/Chita"`: the element shows the time there, every minute anew. */
import { localTime } from './format.js';

const MINUTE_MS = 60_000;

/** @param {HTMLElement} host @returns {import('./behaviours.js').Behaviour} */
export function clocks(host) {
  function refresh() {
    for (const clock of /** @type {NodeListOf<HTMLElement>} */ (host.querySelectorAll('[data-zone]'))) {
      const time = localTime(clock.dataset.zone ?? '', document.documentElement.lang || 'zh', new Date());
      if (time) clock.textContent = time;
    }
  }
  const timer = setInterval(refresh, MINUTE_MS);
  return { refresh, destroy: () => clearInterval(timer) };
}
