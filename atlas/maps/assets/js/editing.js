/** What forms, uploads and drawing on the map need, apart from what every visitor loads. */
export { forms } from './forms.js';
export { editMap } from './editmap.js';
