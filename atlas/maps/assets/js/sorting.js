/** `data-sort` tables: a click on a column head sorts its rows; `data-value` of a cell wins over its text. */

/** @param {HTMLElement} host @returns {import('./behaviours.js').Behaviour} */
export function sorting(host) {
  /** @param {Element} head */
  function sort(head) {
    const table = head.closest('table'), row = head.parentElement;
    if (!table || !row) return;
    const column = [...row.children].indexOf(head);
    const down = head.getAttribute('aria-sort') === 'ascending';
    for (const other of row.children) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    for (const body of table.tBodies) body.append(...[...body.rows].sort((a, b) => (down ? -1 : 1) * compare(a.cells[column], b.cells[column])));
  }
  return {
    on: {
      click(/** @type {MouseEvent} */ event) {
        const head = /** @type {Element} */ (event.target).closest('table[data-sort] thead th');
        if (head) sort(head);
      },
      keydown(/** @type {KeyboardEvent} */ event) {
        const head = /** @type {Element} */ (event.target).closest('table[data-sort] thead th');
        if (head && event.target === head && (event.key === 'Enter' || event.key === ' ')) { sort(head); event.preventDefault(); }
      },
    },
    refresh() { for (const head of host.querySelectorAll('table[data-sort] thead th')) if (!head.querySelector('button')) head.setAttribute('tabindex', '0'); },
  };
}

/** Numbers before texts, the unknown last. @param {HTMLTableCellElement|undefined} a @param {HTMLTableCellElement|undefined} b */
function compare(a, b) {
  const [x, y] = [a, b].map((cell) => cell?.dataset.value ?? cell?.textContent ?? '');
  const [p, q] = [x, y].map((text) => (text.trim() === '' ? NaN : Number(text)));
  if (Number.isFinite(p) && Number.isFinite(q)) return p - q;
  if (Number.isFinite(p) !== Number.isFinite(q)) return Number.isFinite(p) ? -1 : 1;
  return x.localeCompare(y, document.documentElement.lang || undefined);
}
