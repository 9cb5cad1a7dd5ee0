/** What Python's components mount: the map and the trees. */
import { applyData, destroyView, makeView } from './mapview.js';
import { installAtlas } from './atlas.js';
import { element } from './element.js';
import { words } from './words.js';
export { mountTree } from './tree.js';

installAtlas();

/**
 * @param {HTMLElement} parent @param {import('./types.js').MapData} data @param {import('./types.js').Emit} emit
 * @returns {{update(data: import('./types.js').MapData): void, destroy(): void}}
 */
export function mountMap(parent, data, emit) {
  /** @type {any} */
  let view = null;
  let latest = data, gone = false;

  /** @param {import('./types.js').MapData} wanted */
  async function start(wanted) {
    try {
      const made = await makeView(parent, wanted, emit);
      if (gone || !made) return void (made && destroyView(made));
      view = made;
      if (latest !== wanted) update(latest);
    } catch (error) {
      console.error(error);
      parent.replaceChildren(element('p', { class: 'atlas-failed', role: 'status' }, words(wanted.strings).failed));
    }
  }

  /** @param {import('./types.js').MapData} next */
  function update(next) {
    latest = next;
    if (!view) return;
    if (next.script !== view.data.script || next.payload !== view.data.payload) return rebuild(next);
    applyData(view, next);
  }

  /** New content: the view stays where it is. @param {import('./types.js').MapData} next */
  function rebuild(next) {
    const old = view;
    const kept = old.extent.chosen ?? next.bbox ?? null;
    view = null;
    destroyView(old);
    latest = { ...next, bbox: kept };
    start(latest);
  }

  start(data);
  return { update, destroy() { gone = true; if (view) destroyView(view); view = null; } };
}
