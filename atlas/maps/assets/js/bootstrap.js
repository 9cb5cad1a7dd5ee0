/**
 * The script Streamlit loads for a map or a tree: it fetches our module and keeps it mounted.
 *
 * Streamlit 1.67 calls the default export again whenever `data` or its theme changes and keeps
 * only the newest cleanup. It may also run a cleanup early, when data changed while a call was
 * pending. So cleanup destroys nothing that is still in the document.
 */

/** @type {WeakMap<Element, {data: any, emit: (event: any) => void, module: string, handle: any, gone: boolean}>} */
const entries = new WeakMap();
let counter = 0;

/** @param {any} component */
export default function ({ data, parentElement, setTriggerValue }) {
  const emit = (/** @type {any} */ event) =>
    setTriggerValue('event', { ...event, n: ++counter });
  const entry = entries.get(parentElement);
  if (entry && entry.module === data.module && !entry.gone) refresh(entry, data, emit);
  else mount(parentElement, data, emit);
  return () => void setTimeout(() => leave(parentElement), 0);
}

/** @param {any} entry @param {any} data @param {any} emit */
function refresh(entry, data, emit) {
  entry.data = data;
  entry.emit = emit;
  entry.handle?.update(data);
}

/** @param {HTMLElement} parent @param {any} data @param {any} emit */
async function mount(parent, data, emit) {
  entries.get(parent)?.handle?.destroy();
  const entry = { data, emit, module: data.module, handle: /** @type {any} */ (null), gone: false };
  entries.set(parent, entry);
  try {
    // A blob: module has no usable base for relative imports.
    const module = await import(new URL(data.module, document.baseURI).href);
    if (entry.gone || entries.get(parent) !== entry) return;
    const start = entry.data.kind === 'map' ? module.mountMap : module.mountTree;
    entry.handle = start(parent, entry.data, (/** @type {any} */ event) => entry.emit(event));
  } catch (error) {
    console.error(error);
    const message = document.createElement('p');
    message.className = 'atlas-failed';
    message.setAttribute('role', 'status');
    message.textContent = data.strings?.failed ?? 'The map could not be loaded.';
    parent.replaceChildren(message);
  }
}

/** @param {Element} parent */
function leave(parent) {
  const entry = entries.get(parent);
  if (!entry || parent.isConnected) return;
  entry.gone = true;
  entry.handle?.destroy();
  entries.delete(parent);
}
