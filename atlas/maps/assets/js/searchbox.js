/** The search field. */
/** @param {HTMLElement} _place @param {{emit: import('./types.js').Emit}} _context */
export function mountSearch(_place, _context) {}
