/**
 * `<input type="file" data-upload="/address" name="picture">` sends a chosen file at once and puts the
 * id it gets into the field `picture_id`. Sentences come from the page: `data-sending`, `data-failed`,
 * `data-too-large` (with `data-max-bytes`), `data-wrong-kind`, `data-remove`.
 */
import { element } from './element.js';
import { setValue } from './fields.js';

/** @typedef {{box: HTMLElement, number: number, pending: Promise<boolean>|null, preview: string}} Upload */

const TOO_LARGE = 413, WRONG_KIND = 415;

/** Whether a file is of a kind the field takes. @param {{name: string, type: string}} file @param {string} accept */
export function isAccepted({ name, type }, accept) {
  const kinds = accept.split(',').map((kind) => kind.trim().toLowerCase()).filter(Boolean);
  if (!kinds.length) return true;
  return kinds.some((kind) => (kind.startsWith('.') ? name.toLowerCase().endsWith(kind)
    : kind.endsWith('/*') ? type.startsWith(kind.slice(0, -1)) : type === kind));
}

/** @param {number} bytes */
export function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** @param {HTMLElement} host @param {(form: HTMLFormElement) => string} keyOf */
export function uploading(host, keyOf) {
  /** By form and field. @type {Map<string, Upload>} */
  const uploads = new Map();
  const inputs = () => /** @type {HTMLInputElement[]} */ ([...host.querySelectorAll('input[type=file][data-upload]')]).filter((input) => input.form);
  const nameOf = (/** @type {HTMLInputElement} */ input) => `${keyOf(/** @type {HTMLFormElement} */ (input.form))}|${input.name}`;

  /** @param {HTMLInputElement} input */
  function change(input) {
    const file = input.files?.[0];
    if (!file) return;
    const upload = uploads.get(nameOf(input)) ?? { box: element('div', { class: 'upload', 'aria-live': 'polite' }), number: 0, pending: null, preview: '' };
    uploads.set(nameOf(input), upload);
    upload.number += 1;
    standAt(input, upload.box);
    const { accept, dataset } = input;
    if (!isAccepted(file, accept)) return refuse(input, upload, dataset.wrongKind ?? '');
    if (file.size > Number(dataset.maxBytes ?? Infinity)) return refuse(input, upload, dataset.tooLarge ?? '');
    upload.pending = send(input, upload, file, upload.number);
  }

  /** @param {HTMLInputElement} input @param {Upload} upload @param {File} file @param {number} number an older one is overtaken @returns {Promise<boolean>} whether it has arrived */
  async function send(input, upload, file, number) {
    show(upload, { state: 'sending', file, words: input.dataset.sending ?? '' });
    setId(input, upload, '');
    const name = nameOf(input), body = new FormData();
    body.append('file', file, file.name);
    let status = 0, id = '';
    try {
      const answer = await fetch(input.dataset.upload ?? '', { method: 'POST', body, credentials: 'same-origin' });
      status = answer.status;
      if (answer.ok) id = String((await answer.json()).id ?? '');
    } catch (error) {
      console.error(error);
    }
    // The field may stand elsewhere in the page by now.
    const field = inputs().find((one) => nameOf(one) === name);
    if (number !== upload.number || !field) return true;
    upload.pending = null;
    const { tooLarge, wrongKind, failed } = field.dataset;
    if (!id) {
      refuse(field, upload, (status === TOO_LARGE && tooLarge) || (status === WRONG_KIND && wrongKind) || failed || '');
      return false;
    }
    setId(field, upload, id);
    show(upload, { state: 'done', file, words: sizeOf(file.size), remove: field.dataset.remove, onRemove: () => { clear(name); } });
    return true;
  }

  /** @param {HTMLInputElement} input @param {Upload} upload @param {string} sentence */
  function refuse(input, upload, sentence) {
    input.value = '';
    setId(input, upload, '');
    show(upload, { state: 'refused', words: sentence });
  }

  /** @param {HTMLInputElement} input @param {Upload} upload @param {string} id */
  function setId(input, upload, id) {
    const name = `${input.name}_id`;
    let field = /** @type {any} */ (input.form?.elements.namedItem(name));
    if (!field) upload.box.append(field = element('input', { type: 'hidden', name }));
    setValue(field, id);
  }

  /** @param {string} name */
  function clear(name) {
    const upload = uploads.get(name), input = inputs().find((one) => nameOf(one) === name);
    if (!upload) return;
    uploads.delete(name);
    upload.number += 1;
    URL.revokeObjectURL(upload.preview);
    upload.box.remove();
    if (!input) return;
    input.value = '';
    const field = input.form?.elements.namedItem(`${input.name}_id`);
    if (field) setValue(field, '');
    input.focus();
  }

  return {
    change,
    /** Whether the files of a form under way have arrived. @param {string} key */
    arrived: async (key) => {
      const ends = await Promise.all([...uploads].filter(([name]) => name.startsWith(`${key}|`)).map(([, { pending }]) => pending));
      return ends.every((one) => one !== false);
    },
    /** What is shown here is not in the page's tree: out of the way while that changes. */
    stepAside() {
      for (const { box } of uploads.values()) box.remove();
    },
    /** @param {Set<string>} reset keys of forms that start anew */
    comeBack(reset) {
      for (const [name, { box }] of uploads) {
        if ([...reset].some((key) => name.startsWith(`${key}|`))) { forget(name); continue; }
        const input = inputs().find((one) => nameOf(one) === name);
        if (input) standAt(input, box);
      }
    },
    destroy() { for (const name of [...uploads.keys()]) forget(name); },
  };

  /** @param {string} name */
  function forget(name) {
    URL.revokeObjectURL(uploads.get(name)?.preview ?? '');
    uploads.delete(name);
  }
}

/** A click on what stands inside a label would open the choice of files. @param {HTMLInputElement} input @param {HTMLElement} box */
function standAt(input, box) {
  (input.closest('label') ?? input).after(box);
}

/** @param {Upload} upload @param {{state: string, words: string, file?: File, remove?: string, onRemove?: () => void}} content */
function show(upload, { state, words, file, remove, onRemove }) {
  URL.revokeObjectURL(upload.preview);
  upload.preview = file?.type.startsWith('image/') ? URL.createObjectURL(file) : '';
  const { box } = upload;
  box.dataset.state = state;
  box.classList.toggle('field-error', state === 'refused');
  const said = element('span', { class: 'upload-words' }, file ? element('b', {}, file.name) : null, element('span', {}, words));
  const picture = upload.preview ? element('img', { src: upload.preview, alt: '', class: 'upload-preview' }) : null;
  const away = remove && onRemove ? element('button', { type: 'button', class: 'button', on: { click: onRemove } }, remove) : null;
  const own = [...box.querySelectorAll('input')];
  box.replaceChildren(...[picture, said, away, ...own].filter((part) => part !== null));
}
