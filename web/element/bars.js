// A bar chart as a list: label, bar, number. Used wherever probabilities are shown, so that they look the same.
import { make } from './dom.js';
import { showBlanks } from './visible.js';

export const barsCss = `
.bars { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.375rem; }
.bars li:not(.choice), .bars button { display: grid; grid-template-columns: var(--label-width, 4rem) minmax(0, 1fr) var(--number-width, 4.5rem); gap: 0.75rem; align-items: center; min-height: 1.5rem; }
/* On the bar's side, whatever the direction of its own text. */
.bars .label { justify-self: end; max-width: 100%; white-space: pre; overflow: hidden; text-overflow: ellipsis; }
.bars .bar { position: relative; height: 0.875rem; background: linear-gradient(var(--line), var(--line)) 0 100% / 100% 1px no-repeat; }
.bars .bar i { position: absolute; inset-block: 0; inset-inline-start: 0; background: var(--accent); min-width: 1px; }
/* Higher than the bar, with a light edge, so that it is seen inside one too. */
.bars .bar i.before { background: none; inset-block: -0.1875rem; border-inline-end: 2px solid var(--ink); box-shadow: 1px 0 var(--paper); }
.bars .cut { color: var(--soft); }
.bars .cut .label { text-decoration: line-through; }
.bars .cut .bar i:not(.before) { display: none; }
.bars .number { text-align: end; white-space: nowrap; }
.narrow .bars .number { font-size: 0.75rem; }
.bars button { width: 100%; border: 0; padding: 0; color: inherit; }
.bars button:hover { background: color-mix(in srgb, var(--line) 40%, transparent); }
@media (prefers-reduced-motion: no-preference) { .bars .bar i { transition: width 150ms ease-out; } }
`;

/** The same where two numbers stand beside a bar. */
export const wideBarsCss = `${barsCss}
.bars { --number-width: 10.75rem; }
.narrow .bars { --number-width: 8.75rem; --label-width: 3.75rem; }
.narrow .bars li { column-gap: 0.5rem; }
`;

/**
 * @typedef {object} Bar
 * @property {string} label
 * @property {number} value 0 to 1
 * @property {number} [from] where the bar begins, default 0
 * @property {number} [before] a mark to compare with: the probability before temperature
 * @property {string} [text] shown instead of the value
 * @property {boolean} [cut] not among what can be drawn
 */

/** @typedef {import('../engine/steps.js').Candidate} Candidate */

export class Bars {
  /** The list, to be put where it is shown. */
  element = make('ol', { className: 'bars', translate: false });
  #locale;
  #onChoose;

  /** @param {import('../i18n/locale.js').Locale} locale @param {(row: number) => void} [onChoose] makes every row a button */
  constructor(locale, onChoose) {
    this.#locale = locale;
    this.#onChoose = onChoose;
  }

  /** @param {number} i */
  #makeRow(i) {
    const cells = [make('span', { className: 'label', dir: 'auto' }),
      make('span', { className: 'bar', 'aria-hidden': 'true' }, make('i'), make('i', { className: 'before' })),
      make('span', { className: 'number' })];
    if (!this.#onChoose) return make('li', {}, ...cells);
    return make('li', { className: 'choice' }, make('button', { onclick: () => this.#onChoose?.(i) }, ...cells));
  }

  /** Shows what can be drawn, and what is cut. @param {Candidate[]} candidates */
  showCandidates(candidates) {
    this.show(candidates.map(({ text, probability, samplingProbability }) => ({
      label: showBlanks(text), value: samplingProbability, before: probability, cut: samplingProbability === 0,
      text: this.#locale.change(probability, samplingProbability),
    })));
  }

  /** Shows `bars`; those that stay move. @param {Bar[]} bars */
  show(bars) {
    const rows = this.element.children;
    while (rows.length > bars.length) rows[rows.length - 1].remove();
    bars.forEach(({ label, value, from = 0, before, text, cut = false }, i) => {
      if (!rows[i]) this.element.append(this.#makeRow(i));
      const [name, bar, number] = (this.#onChoose ? rows[i].children[0] : rows[i]).children;
      const [now, then] = /** @type {HTMLElement[]} */ ([...bar.children]);
      rows[i].classList.toggle('cut', cut);
      name.textContent = label;
      now.style.insetInlineStart = `${100 * from}%`;
      now.style.width = `${100 * Math.min(1, value)}%`;
      then.hidden = before === undefined;
      then.style.width = `${100 * Math.min(1, before ?? 0)}%`;
      number.textContent = text ?? this.#locale.probability(value);
    });
  }
}
