// Words and their probabilities: as an attribute has them, "cat 0.7, dog 0.1, frog 0.2", and as fields to edit.
import { words as english } from '../i18n/en.js';
import { isolate } from '../i18n/isolate.js';
import { make } from './dom.js';

/** @typedef {{ word: string, probability: number }} Word */
/** @typedef {import('../i18n/locale.js').Locale} Locale */

/** Returns the three words of toys. @param {Locale} locale */
export const toyWords = (locale) => locale.messages('words', english).toy;

/** Returns the words of an attribute, and what in it is no word with a number. @param {string} text */
export function parseWords(text) {
  /** @type {Word[]} */
  const words = [];
  const rest = text.split(',').map((part) => part.trim()).filter((part) => {
    const [, word, number] = /^(.*\S)\s+(\S+)$/.exec(part) ?? [];
    return !(Number(number) >= 0 && Number(number) < Infinity && words.push({ word, probability: Number(number) })) && part;
  });
  return { words, rest: rest.join(', ') };
}

/** @param {Word[]} words */
export const formatWords = (words) => words.map(({ word, probability }) => `${word} ${probability}`).join(', ');

export const wordListCss = `
.words { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: baseline; }
.words label { font-style: normal; color: var(--ink); white-space: nowrap; }
.words input { width: 4.75rem; margin-inline-start: 0.375rem; }
.words p { color: var(--soft); font-size: 0.9375rem; }
`;

export class WordList {
  /** The fields, to be put where they are shown. */
  element = make('div', { className: 'words', role: 'group', part: 'words' });
  /** As typed, and at least one above 0. @type {Word[]} */
  words = [];
  #sum = make('p', { role: 'status' });
  #locale;
  #t;
  #onInput;

  /** @param {Locale} locale @param {() => void} onInput called after a change */
  constructor(locale, onInput) {
    this.#locale = locale;
    this.#t = locale.messages('words', english);
    this.#onInput = onInput;
    this.element.ariaLabel = this.#t.probabilities;
  }

  get probabilities() {
    return this.words.map(({ probability }) => probability);
  }

  /** @param {string} text of an attribute */
  show(text) {
    const { words, rest } = parseWords(text);
    this.words = words.some(({ probability }) => probability > 0) ? words
      : toyWords(this.#locale).map((word, i) => ({ word, probability: [0.7, 0.1, 0.2][i] }));
    const inputs = this.words.map(({ word, probability }) => make('input',
      { type: 'number', min: '0', step: '0.05', value: String(probability), 'aria-label': this.#t.probability(word) }));
    for (const input of inputs) {
      input.oninput = () => {
        const values = inputs.map((field) => field.valueAsNumber);
        const wrong = values.map((value) => !(value >= 0 && value < Infinity));
        inputs.forEach((field, i) => { field.ariaInvalid = String(wrong[i]); });
        if (wrong.includes(true) || !values.some((value) => value > 0)) {
          this.#sum.textContent = wrong.includes(true) ? this.#t.notNumber : this.#t.allZero;
          return;
        }
        this.words = this.words.map(({ word }, i) => ({ word, probability: values[i] }));
        this.#say();
        this.#onInput();
      };
    }
    this.element.replaceChildren(...inputs.map((input, i) => make('label', {}, this.words[i].word, input)), this.#sum);
    this.#say();
    if (rest) this.#sum.prepend(`${this.#t.notRead(isolate(rest))} `);
  }

  #say() {
    // Added up as a reader does, in decimals.
    const sum = Number(this.words.reduce((sum, { probability }) => sum + probability, 0).toPrecision(12));
    this.#sum.textContent = sum === 1 ? this.#t.one : this.#t.notOne(this.#locale.number(sum, 12));
  }
}
