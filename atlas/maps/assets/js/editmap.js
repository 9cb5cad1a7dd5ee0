/** Editing on a map: a place or an outline, whichever the form asks for; the form's fields hold the result. */
import { editOutline } from './editoutline.js';
import { editPlace } from './editplace.js';
import { element } from './element.js';
import { formLink } from './formlink.js';
import { L } from './leafletthere.js';

/** @param {any} view */
export function editMap(view) {
  const { host, scene, strings } = view;
  /** @type {import('./types.js').MapEdit|null} */
  let edit = null;
  let given = '', mode = '';
  /** @type {Record<string, string>} */
  let words = {};
  const form = formLink(() => look(false));
  const panel = makePanel(host, {
    close: () => outline.close(), undo: () => outline.undo(), remove: () => outline.removeChosen(), again: () => outline.startAgain(),
  });
  const place = editPlace(view, form, (figure) => panel.say({ figure, hint: place.hint() }));
  const outline = editOutline(view, form, (figure, warning) => panel.say({ figure, warning, hint: outline.hint(), can: outline.can() }));

  // The page's own map asks these before it takes a click as a choice, and at Escape.
  const measuring = scene.measuring, endMeasuring = scene.endMeasuring;
  const atRuler = () => Boolean(measuring?.());
  scene.measuring = () => mode !== '' || atRuler();
  scene.endMeasuring = () => { if (atRuler()) endMeasuring(); else if (mode === 'outline') outline.undo(); };

  /** @param {boolean} fresh */
  function look(fresh) {
    const asked = edit && (form.value('mode') || edit.mode);
    mode = asked === 'place' || asked === 'outline' ? asked : '';
    host.classList.toggle('is-editing', mode !== '');
    panel.show(mode, words);
    if (edit) for (const tool of [place, outline]) tool.read(edit, fresh);
    place.activate(mode === 'place');
    outline.activate(mode === 'outline');
  }

  return {
    /** @param {import('./types.js').MapEdit|null} next */
    update(next) {
      const text = JSON.stringify(next ?? null);
      if (text === given) return;
      given = text;
      edit = next;
      words = { ...strings, ...next?.strings };
      form.follow(next?.form ?? '');
      place.name(words);
      outline.name(words);
      look(true);
    },
    destroy() {
      form.destroy();
      place.destroy();
      outline.destroy();
      panel.remove();
      host.classList.remove('is-editing');
      Object.assign(scene, { measuring, endMeasuring });
    },
  };
}

/** What is being done, in words, and what can be done next. @param {HTMLElement} host @param {Record<string, () => void>} acts */
function makePanel(host, acts) {
  const title = element('b', { class: 'atlas-edit-title' }), figure = element('output', { class: 'atlas-edit-figure' });
  const hint = element('p', { class: 'atlas-edit-hint' }), warning = element('p', { class: 'atlas-edit-warning', role: 'alert', hidden: true });
  /** @type {Record<string, HTMLButtonElement>} */
  const buttons = Object.fromEntries(Object.keys(acts).map((name) => [name, element('button', { type: 'button', 'data-edit': name, on: { click: acts[name] } })]));
  const row = element('div', { class: 'atlas-edit-buttons' }, ...Object.values(buttons));
  const box = element('div', { class: 'atlas-edit', role: 'group', hidden: true }, element('div', { class: 'atlas-edit-head' }, title, figure), hint, warning, row);
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  host.append(box);
  return {
    /** @param {string} mode @param {Record<string, string>} words */
    show(mode, words) {
      box.hidden = mode === '';
      row.hidden = mode !== 'outline';
      title.textContent = (mode === 'outline' ? words.edit_outline : words.edit_place) ?? '';
      box.setAttribute('aria-label', title.textContent);
      for (const [name, button] of Object.entries(buttons)) button.textContent = words[`edit_${name}`] ?? name;
    },
    /** @param {{figure: string, hint: string, warning?: string, can?: Record<string, boolean>}} said */
    say({ figure: number, hint: sentence, warning: problem = '', can = {} }) {
      figure.textContent = number;
      hint.textContent = sentence;
      if (warning.textContent !== problem) warning.textContent = problem;
      warning.hidden = problem === '';
      for (const [name, button] of Object.entries(buttons)) button.disabled = !can[name];
    },
    remove() { box.remove(); },
  };
}
