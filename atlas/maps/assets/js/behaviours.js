/** Local behaviours of trees, each in its own module. */
/** @param {HTMLElement} _host */
export function behave(_host) {
  return { refresh() {}, destroy() {} };
}
