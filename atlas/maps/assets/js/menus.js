/** `data-menu`: a button and a list that opens under it, closed by a click outside or Escape. */

/** What is chosen shuts the menu; what is only ticked leaves it open for the next. @param {Element} target */
const closes = (target) => Boolean(target.closest('[role^=menuitem]:not([role=menuitemcheckbox]), [role=option], a:not([role=menuitemcheckbox]), button'));

/** @param {HTMLElement} host @returns {import('./behaviours.js').Behaviour} */
export function menus(host) {
  /** @param {Element} menu */
  const parts = (menu) => ({
    button: /** @type {HTMLElement|null} */ (menu.querySelector('button, [aria-haspopup]')),
    list: /** @type {HTMLElement|null} */ (menu.querySelector('[role=menu], [role=listbox], [data-menu-list], ul')),
  });
  /** @param {Element} menu @param {boolean} open */
  function set(menu, open) {
    const { button, list } = parts(menu);
    if (!list) return;
    list.hidden = !open;
    button?.setAttribute('aria-expanded', String(open));
  }
  const open = () => [...host.querySelectorAll('[data-menu]')].filter((menu) => parts(menu).list?.hidden === false);
  /** @param {Event} event */
  function outside(event) {
    for (const menu of open()) if (!menu.contains(/** @type {Node} */ (event.target))) set(menu, false);
  }
  document.addEventListener('click', outside, true);
  return {
    on: {
      click(/** @type {MouseEvent} */ event) {
        const target = /** @type {Element} */ (event.target), menu = target.closest('[data-menu]');
        if (!menu) return;
        const { button, list } = parts(menu);
        if (button?.contains(target)) set(menu, list?.hidden !== false);
        else if (list?.contains(target) && closes(target)) set(menu, false);
      },
      keydown(/** @type {KeyboardEvent} */ event) {
        const menu = /** @type {Element} */ (event.target).closest('[data-menu]');
        if (!menu) return;
        const { button, list } = parts(menu);
        const items = /** @type {HTMLElement[]} */ ([...(list?.querySelectorAll('[role^=menuitem], [role=option], a, button') ?? [])]);
        const step = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 })[event.key];
        if (event.key === 'Escape' && list && !list.hidden) { set(menu, false); button?.focus(); event.preventDefault(); }
        else if (step && items.length) {
          if (list?.hidden) set(menu, true);
          const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
          items[(at + step + items.length) % items.length].focus();
          event.preventDefault();
        }
      },
    },
    destroy: () => document.removeEventListener('click', outside, true),
  };
}
