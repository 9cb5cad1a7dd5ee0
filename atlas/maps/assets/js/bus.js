/** The two window events the page's parts share: `atlas:hover` and `atlas:act`. */

/** @param {{id?: string|null, at?: number|null}} detail @param {unknown} source who says it, so that it does not hear itself */
export function sayHover(detail, source) {
  window.dispatchEvent(new CustomEvent('atlas:hover', { detail: { ...detail, source } }));
}

/** @param {Record<string, any>} detail @param {unknown} [source] */
export function sayAct(detail, source) {
  window.dispatchEvent(new CustomEvent('atlas:act', { detail: { ...detail, source } }));
}

/** @param {'atlas:hover'|'atlas:act'} name @param {unknown} self @param {(detail: any) => void} react @returns {() => void} stops listening */
export function listen(name, self, react) {
  const listener = (/** @type {Event} */ event) => {
    const detail = /** @type {CustomEvent} */ (event).detail;
    if (detail && detail.source !== self) react(detail);
  };
  window.addEventListener(name, listener);
  return () => window.removeEventListener(name, listener);
}
