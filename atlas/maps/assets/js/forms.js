/**
 * Forms in trees: `["form", {act: {form: "claim", …}}, …]`. Sent, a form becomes one event with its
 * fields; what was typed stays until the page sets a new `data-reset`. A form of another act, or with
 * another `data-key` or `id`, is another form: nothing typed about one thing shows at the next.
 */
import { fieldsOf, pairs, setValue } from './fields.js';
import { guard } from './guarding.js';
import { drop, forget, forgetAll, refill, remember } from './remembering.js';
import { awaitAnswer, begin, end, isAwaited, isSending } from './sending.js';
import { keepTyped, touch } from './typing.js';
import { uploading } from './uploading.js';
import { forgetWhatApplies, showWhatApplies } from './when.js';

/** Whoever shows a form's fields elsewhere looks again. */
export const FIELDS_RENEWED = 'atlas:fields';
/** Where the form to sign out goes. */
const SIGN_OUT = '/editor/session/end';

/** @param {HTMLElement} host @param {{acts: WeakMap<Element, any>, emit: import('./types.js').Emit}} tree */
export function forms(host, { acts, emit }) {
  const keyOf = (/** @type {HTMLFormElement} */ form) => `${form.dataset.key ?? form.id} ${JSON.stringify(acts.get(form) ?? {})}`;
  const present = () => /** @type {HTMLFormElement[]} */ ([...host.querySelectorAll('form')]);
  const uploads = uploading(host, keyOf);
  const unguard = guard(present);

  /** @param {SubmitEvent} event */
  function submit(event) {
    const form = /** @type {HTMLFormElement} */ (event.target), key = keyOf(form);
    if (form.getAttribute('action') === SIGN_OUT) forgetAll();
    if (!acts.has(form)) return; // an ordinary form, which the browser sends
    event.preventDefault();
    if (isSending(key)) return;
    const button = /** @type {HTMLButtonElement|null} */ (event.submitter ?? form.querySelector('button:not([type=button])'));
    const pressed = button?.value ?? '';
    begin(key, button);
    uploads.arrived(key).then((all) => {
      const now = present().find((one) => keyOf(one) === key);
      if (!now || !all) return void end(key);
      awaitAnswer(key, () => { const then = present().find((one) => keyOf(one) === key); if (then) focusFirstInvalid(then); });
      emit({ type: 'act', ...acts.get(now), fields: fieldsOf(now.elements), button: pressed });
    });
  }

  /** @param {Event} event */
  function typed(event) {
    const control = /** @type {any} */ (event.target);
    if (!control.form) return;
    if (control.type === 'file') { if (event.type === 'change' && control.dataset.upload) uploads.change(control); return; }
    touch(control);
    remember(control.form, keyOf(control.form));
    showWhatApplies(control.form);
  }

  /** @param {Event} event */
  function click(event) {
    const pressed = /** @type {Element} */ (event.target);
    const dropping = /** @type {HTMLButtonElement|null} */ (pressed.closest('button[data-drop]'));
    if (dropping?.form) { drop(dropping.form, keyOf(dropping.form)); renewed(); return; }
    const button = /** @type {HTMLButtonElement|null} */ (pressed.closest('button[data-fill]'));
    if (!button?.form) return;
    event.preventDefault();
    for (const [name, value] of pairs(button.dataset.fill ?? '')) {
      const field = button.form.elements.namedItem(name);
      if (field) setValue(field, value);
    }
  }

  /** @type {[string, (event: any) => void][]} */
  const listeners = [['submit', submit], ['input', typed], ['change', typed], ['click', click]];
  for (const [type, listener] of listeners) host.addEventListener(type, listener);
  for (const form of present()) refill(form, keyOf(form));
  renewed();

  function renewed() {
    for (const form of present()) showWhatApplies(form);
    document.dispatchEvent(new CustomEvent(FIELDS_RENEWED));
  }

  return {
    /** Before the tree changes; what it gives is called afterwards. @returns {() => void} */
    changing() {
      uploads.stepAside();
      for (const form of present()) forgetWhatApplies(form);
      const before = new Set(present().map(keyOf)), sent = [...before].filter(isAwaited);
      const putBack = keepTyped(present(), keyOf);
      return () => {
        const reset = putBack(present());
        uploads.comeBack(reset);
        const gone = [...before].filter((key) => !present().some((form) => keyOf(form) === key));
        // Saved: another token, or what was sent is gone from a page that has answered it.
        const saved = sent.some((key) => gone.includes(key)) ? gone : [];
        for (const key of [...reset, ...saved]) { forget(key); end(key); }
        for (const form of present()) if (!before.has(keyOf(form))) refill(form, keyOf(form));
        renewed();
        for (const form of present()) if (isAwaited(keyOf(form)) && end(keyOf(form))) focusFirstInvalid(form);
      };
    },
    destroy() {
      for (const [type, listener] of listeners) host.removeEventListener(type, listener);
      for (const form of present()) end(keyOf(form));
      uploads.destroy();
      unguard();
    },
  };
}

/** @param {HTMLFormElement} form */
function focusFirstInvalid(form) {
  const field = [...form.elements].find((control) => control.getAttribute('aria-invalid') === 'true' && !control.matches(':disabled'));
  /** @type {HTMLElement|undefined} */ (field)?.focus();
}
