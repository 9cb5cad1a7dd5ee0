/** `data-tabs="group"`: buttons with `data-tab`, panels with `data-tabpanel`. The chosen tab stays over renewals. */

/** @type {Map<string, string>} */
const chosen = new Map();

/** @param {HTMLElement} host @returns {import('./behaviours.js').Behaviour} */
export function tabs(host) {
  const groups = () => /** @type {NodeListOf<HTMLElement>} */ (host.querySelectorAll('[data-tabs]'));

  /** @param {HTMLElement} group @param {string} name */
  function show(group, name) {
    for (const tab of group.querySelectorAll('[data-tab]')) {
      const on = tab.getAttribute('data-tab') === name;
      tab.setAttribute('aria-selected', String(on));
      tab.setAttribute('tabindex', on ? '0' : '-1');
    }
    for (const panel of group.querySelectorAll('[data-tabpanel]')) panel.toggleAttribute('hidden', panel.getAttribute('data-tabpanel') !== name);
  }

  /** @param {Element} tab */
  function pick(tab) {
    const group = /** @type {HTMLElement|null} */ (tab.closest('[data-tabs]'));
    if (!group) return;
    chosen.set(group.dataset.tabs ?? '', tab.getAttribute('data-tab') ?? '');
    show(group, tab.getAttribute('data-tab') ?? '');
  }

  return {
    on: {
      click(/** @type {MouseEvent} */ event) {
        const tab = /** @type {Element} */ (event.target).closest('[data-tab]');
        if (tab) pick(tab);
      },
      keydown(/** @type {KeyboardEvent} */ event) {
        const tab = /** @type {HTMLElement|null} */ (/** @type {Element} */ (event.target).closest('[data-tab]'));
        const step = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowLeft: -1 })[event.key];
        if (!tab || !step) return;
        const row = /** @type {HTMLElement[]} */ ([...(tab.closest('[data-tabs]')?.querySelectorAll('[data-tab]') ?? [])]);
        const next = row[(row.indexOf(tab) + step + row.length) % row.length];
        pick(next);
        next.focus();
        event.preventDefault();
      },
    },
    refresh() {
      for (const group of groups()) {
        const names = [...group.querySelectorAll('[data-tab]')].map((tab) => tab.getAttribute('data-tab') ?? '');
        const own = [...group.querySelectorAll('[data-tab]')].find((tab) => tab.getAttribute('aria-selected') === 'true')?.getAttribute('data-tab');
        const before = chosen.get(group.dataset.tabs ?? '');
        const name = before && names.includes(before) ? before : own ?? names[0];
        if (name) show(group, name);
      }
    },
  };
}
