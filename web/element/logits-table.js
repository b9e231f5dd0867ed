// Beside sample(): the same probabilities from the logits themselves, and as powers.
import { exp, log } from '../engine/math.js';
import { reweight } from '../engine/reweight.js';
import { logits as english } from '../i18n/en.js';
import { make } from './dom.js';
import { number } from './numbers.js';
import { Slider } from './slider.js';

export const tableCss = `
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: end; padding: 0.375rem 0 0.375rem 0.75rem; border-bottom: 1px solid var(--line); font-weight: normal; }
th:first-child { text-align: start; padding-inline-start: 0; }
thead th { color: var(--soft); font-style: italic; }
`;

export const logitsTableCss = tableCss + `
.logits { display: grid; gap: 0.75rem; }
tr.same td { color: var(--accent); }
`;

/** Returns the head of a table with a column for each word. @param {string[]} words @param {string} [first] */
export const tableHead = (words, first = '') => make('thead', {}, make('tr', {}, make('td', {}, first), ...words.map((word) => make('th', { scope: 'col' }, word))));

/** @param {number[]} all */
const normalise = (all) => {
  const sum = all.reduce((a, b) => a + b, 0);
  return all.map((x) => x / sum);
};

/** @param {string} name @param {Node[]} more */
const italic = (name, ...more) => make('span', {}, make('var', {}, name), ...more);

export class LogitsTable {
  #table = make('table');
  #note = make('p', { className: 'note' });
  #constant;
  #again = () => {};
  #locale;
  #t;
  /** To be put where it is shown. */
  element;

  /** @param {import('../i18n/locale.js').Locale} locale */
  constructor(locale) {
    this.#locale = locale;
    this.#t = locale.messages('logits', english);
    this.#constant = new Slider({ id: 'constant', label: this.#t.constant, min: -5, max: 5, step: 0.5, describe: (value) => [number(locale.number(value))] }, () => this.#again());
    this.#constant.value = 0;
    this.element = make('div', { className: 'logits' }, make('div', { className: 'scroll' }, this.#table), this.#constant.element, this.#note);
  }

  /**
   * @param {string[]} words
   * @param {number[]} probabilities
   * @param {number} temperature
   * @param {number[]} preds what sample() makes of them
   */
  show(words, probabilities, temperature, preds) {
    this.#again = () => this.show(words, probabilities, temperature, preds);
    const logits = probabilities.map((p) => log(p) + this.#constant.value);
    const largest = Math.max(...logits);
    const [fromLogits, powers] = temperature === 0 ? Array(2).fill([...reweight(probabilities, 0)])
      : [logits.map((z) => exp((z - largest) / temperature)), probabilities.map((p) => p ** (1 / temperature))].map(normalise);
    /** @type {[Node, number[], boolean][]} */
    const rows = [
      [italic('z'), logits, false],
      [italic('z', document.createTextNode(' / T')), logits.map((z) => z / temperature), false],
      [make('span', {}, 'softmax(', make('var', {}, 'z'), ' / ', make('var', {}, 'T'), ')'), fromLogits, true],
      [make('span', {}, make('var', {}, 'p'), make('sup', {}, '1/', make('var', {}, 'T')), ' / Σ'), powers, true],
      [make('span', {}, 'sample()'), preds, true],
    ];
    this.#table.replaceChildren(
      tableHead(words),
      make('tbody', {}, ...rows.map(([name, array, same]) => make('tr', { className: same ? 'same' : '' },
        make('th', { scope: 'row' }, name), ...array.map((x) => make('td', {}, number(this.#locale.number(x))))))));
    const gap = Math.max(...preds.flatMap((p, i) => [Math.abs(p - fromLogits[i]), Math.abs(p - powers[i])]));
    this.#note.textContent = Number.isFinite(gap) && temperature ? this.#t.atMost(this.#locale.number(gap)) : this.#t.fails;
  }
}
