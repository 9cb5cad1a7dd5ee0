/** `data-copy="text"` (or "url" for the address of the page): copies and says so with `data-done`. */

const SAID_MS = 2000;

/** @param {HTMLElement} _host @returns {import('./behaviours.js').Behaviour} */
export function copying(_host) {
  return {
    on: { click: (/** @type {MouseEvent} */ event) => void copy(/** @type {HTMLElement|null} */ (/** @type {Element} */ (event.target).closest('[data-copy]'))) },
  };
}

/** @param {HTMLElement|null} button */
async function copy(button) {
  if (!button || button.dataset.said !== undefined) return;
  const text = button.dataset.copy === 'url' ? location.href : button.dataset.copy ?? '';
  const copied = await write(text);
  if (!copied || !button.dataset.done) return;
  const before = [...button.childNodes];
  const width = button.offsetWidth;
  button.dataset.said = '';
  button.style.minWidth = `${width}px`;
  button.replaceChildren(document.createTextNode(button.dataset.done));
  setTimeout(() => {
    delete button.dataset.said;
    button.style.minWidth = '';
    button.replaceChildren(...before);
  }, SAID_MS);
}

/** The clipboard needs a secure page; a hall screen on plain http falls back to a selection.
 * @param {string} text @returns {Promise<boolean>} */
async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.style.position = 'fixed';
    area.style.opacity = '0';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
