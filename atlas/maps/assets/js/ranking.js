/** Search over names in any script: exact, then prefix, word prefix, inside, then with typing errors. */

import { simplified } from './traditional.js';

/** @typedef {{id: string, label: string, sub?: string, hay: string[], go?: string}} Item */
/** @typedef {{item: Item, words: string[], letters: number[], haystack: string[]}} Entry  `letters`: which letters each word has */
/** @typedef {{item: Item, score: number}} Found */

const EXACT = 0, PREFIX = 1, WORD = 2, INSIDE = 3, FUZZY = 4;
const ONE_ERROR_FROM = 4, TWO_ERRORS_FROM = 8;

/** Lower case without accents, width differences and punctuation; Chinese in simplified characters. @param {string} text */
export function fold(text) {
  return simplified(text.normalize('NFKD')).replace(/\p{M}/gu, '').toLowerCase().normalize('NFC')
    .replace(/[\s·•.,:;'’"“”()（）《》\-–—_/、，。]+/gu, ' ').trim();
}

/** @param {Item[]} items @returns {Entry[]} */
export function prepare(items) {
  return items.map((item) => {
    const haystack = [...new Set([item.label, ...(item.hay ?? [])].map((text) => fold(String(text))).filter(Boolean))];
    const words = [...new Set(haystack.flatMap((text) => [...text.split(' '), text.replace(/ /g, '')]))];
    return { item, haystack, words, letters: words.map(lettersOf) };
  });
}

/** @param {Entry[]} entries @param {string} query @param {number} [most] @returns {Found[]} best first */
export function search(entries, query, most = 12) {
  const wanted = fold(query);
  if (!wanted) return [];
  const certain = entries.flatMap((entry) => {
    const score = plainScore(entry, wanted);
    return score === null ? [] : [{ item: entry.item, score }];
  });
  const found = certain.length >= most ? certain : [...certain, ...guesses(entries, wanted, new Set(certain.map(({ item }) => item)))];
  return found.sort((a, b) => a.score - b.score || a.item.label.length - b.item.label.length || (a.item.label < b.item.label ? -1 : 1)).slice(0, most);
}

/** @param {Entry} entry @param {string} wanted @returns {number|null} */
function plainScore({ haystack, words }, wanted) {
  const tight = wanted.replace(/ /g, '');
  let best = Infinity;
  for (const text of haystack) {
    if (text === wanted) return EXACT;
    const at = text.indexOf(wanted);
    // A match that covers more of the name comes first among equals.
    const rest = 1 - wanted.length / Math.max(text.length, 1);
    if (at === 0) best = Math.min(best, PREFIX + rest * 0.9);
    else if (at > 0) best = Math.min(best, (text[at - 1] === ' ' ? WORD : INSIDE) + rest * 0.9);
  }
  if (best > PREFIX && haystack.some((text) => text.replace(/ /g, '') === tight)) best = PREFIX;
  if (best > WORD && words.includes(tight)) best = WORD;
  if (best > INSIDE && words.some((word) => word.startsWith(tight))) best = Math.min(best, WORD + 0.9);
  return best === Infinity ? null : best;
}

/** @param {Entry[]} entries @param {string} wanted @param {Set<Item>} known @returns {Found[]} */
function guesses(entries, wanted, known) {
  const tight = wanted.replace(/ /g, '');
  const letters = [...tight].length;
  const allowed = letters >= TWO_ERRORS_FROM ? 2 : letters >= ONE_ERROR_FROM ? 1 : 0;
  if (!allowed) return [];
  const wantedLetters = lettersOf(tight);
  return entries.filter(({ item }) => !known.has(item)).flatMap(({ item, words, letters: sets }) => {
    let best = allowed + 1;
    for (let n = 0; n < words.length; n++) {
      const word = words[n];
      // Each letter that is missing is an error at least: most words are left without comparing.
      if (word.length < letters - allowed || bits(wantedLetters & ~sets[n]) > allowed) continue;
      // Against the whole word, and against its beginning while the visitor still types.
      best = Math.min(best, errors(tight, word, best - 1), word.length > letters ? errors(tight, word.slice(0, letters), best - 1) + 0.5 : Infinity);
      if (best <= 1) break;
    }
    return best <= allowed + 0.5 ? [{ item, score: FUZZY + best }] : [];
  });
}

/** The letters of a word as bits; distant letters may share one. @param {string} word */
function lettersOf(word) {
  let set = 0;
  for (let i = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) % 31);
  return set;
}

/** @param {number} set */
function bits(set) {
  let count = 0;
  for (let rest = set; rest; rest &= rest - 1) count += 1;
  return count;
}

/** Insertions, deletions, substitutions and swaps of neighbours between two words; `most + 1` when there are more.
 * @param {string} a @param {string} b @param {number} most */
export function errors(a, b, most) {
  if (most < 0 || Math.abs(a.length - b.length) > most) return most + 1;
  let older = /** @type {number[]} */ ([]), last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, older[j - 2] + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    older = last;
    last = row;
  }
  return Math.min(last[b.length], most + 1);
}
