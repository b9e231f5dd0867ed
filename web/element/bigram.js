// A toy that writes: three words, and for each the probabilities of the one that follows it.
import { make } from './dom.js';
import { draw, reweight } from '../engine/reweight.js';
import { toyWords } from './word-list.js';

export const bigramCss = `
.bigram td { padding-inline-start: 0.5rem; }
.bigram input { width: 4rem; text-align: end; }
`;

export class Bigram {
  /** by the word before, then by the word that follows */
  rows = [[0.1, 0.6, 0.3], [0.7, 0.1, 0.2], [0.2, 0.5, 0.3]];
  words;
  /** Its table, to be put where it is shown. */
  element;

  /**
   * @param {import('../i18n/locale.js').Locale} locale
   * @param {typeof import('../i18n/en.js').greedy} t
   * @param {() => void} onInput called after a change
   */
  constructor(locale, t, onInput) {
    const words = (this.words = toyWords(locale));
    /** @param {number} i @param {number} j */
    const field = (i, j) => {
      const input = make('input', {
        type: 'number', min: '0', step: '0.05', value: String(this.rows[i][j]), 'aria-label': t.wordAfter(words[j], words[i]),
      });
      input.oninput = () => {
        const row = this.rows[i].map((p, k) => (k === j ? input.valueAsNumber : p));
        const fits = row.every((p) => p >= 0 && p < Infinity) && row.some((p) => p > 0);
        input.ariaInvalid = String(!fits);
        if (!fits) return;
        this.rows[i] = row;
        onInput();
      };
      return input;
    };
    this.element = make('table', { className: 'bigram' },
      make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, t.after),
        ...words.map((word) => make('th', { scope: 'col' }, word)))),
      make('tbody', {}, ...words.map((word, i) => make('tr', {}, make('th', { scope: 'row' }, word),
        ...words.map((_, j) => make('td', {}, field(i, j)))))));
  }

  /**
   * Returns what follows the first word.
   * @param {number} length in words
   * @param {number} temperature
   * @param {() => number} random
   */
  write(length, temperature, random) {
    let word = 0;
    return Array.from({ length }, () => {
      word = draw(reweight(this.rows[word], temperature), random());
      return ` ${this.words[word]}`;
    });
  }
}
