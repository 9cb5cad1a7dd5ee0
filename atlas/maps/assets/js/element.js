/** Elements from plain values, for our own interface: text only ever by text nodes. */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag @param {Record<string, any>} [attributes] `on` holds listeners, `false` and `null` leave one out
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') for (const [type, listener] of Object.entries(value)) made.addEventListener(type, /** @type {any} */ (listener));
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false).map((child) => /** @type {Node|string} */ (child)));
  return made;
}

/** @param {string} href @returns {Promise<void>} when the sheet applies, or failed to */
export function styleSheet(href) {
  const url = new URL(href, document.baseURI).href;
  const present = [...document.styleSheets].some((sheet) => sheet.href === url);
  if (present) return Promise.resolve();
  const waiting = [...document.querySelectorAll('link[rel=stylesheet]')].find((link) => /** @type {HTMLLinkElement} */ (link).href === url);
  const link = /** @type {HTMLLinkElement} */ (waiting ?? element('link', { rel: 'stylesheet', href: url }));
  return new Promise((resolve) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => resolve());
    if (!waiting) document.head.append(link);
  });
}
