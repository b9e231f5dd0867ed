import { sampleSteps as english } from '../i18n/en.js';
import { LukewarmElement } from './element.js';
import { figureAttributes, FigureContent } from './figure.js';
import { Bars, barsCss } from './bars.js';
import { make, number } from './dom.js';
import { LogitsTable, logitsTableCss } from './logits-table.js';
import { uniforms } from '../engine/rng.js';
import { code, drawOneHot, refusal, runLines } from './sample-lines.js';
import { parseSeed } from './seed.js';
import { sliderCss } from './slider.js';
import { formatWords, parseWords, WordList, wordListCss } from './word-list.js';

/** The steps: the array that is left, and the line of code that leaves it. */
const steps = /** @type {const} */ ([
  ['asarray', code.asarray], ['logs', 'np.log(preds)'], ['scaled', code.log], ['exps', code.exp], ['preds', code.normalise], ['probas', code.draw],
]);

/** @param {string} line of Python */
const makeCode = (line) => make('code', { className: 'code', translate: false }, line);

class SampleStepsContent extends FigureContent {
  static css = barsCss + sliderCss + wordListCss + logitsTableCss + `
.steps { list-style: none; margin: 0; padding: 0; }
.steps > li { display: grid; gap: 0.5rem 2rem; padding-block: 1rem; border-top: 1px solid var(--line); }
.steps > li:last-child { border-bottom: 1px solid var(--line); }
.steps code { display: block; overflow-wrap: anywhere; margin-bottom: 0.25rem; }
.bars { position: relative; align-self: start; }
.bars .full { position: absolute; inset-inline-end: 0; background: var(--paper); padding-inline-start: 0.5rem; display: none; white-space: nowrap; }
.bars:is(:hover, :focus) .full { display: block; }
.result { color: var(--accent); }
.top { position: sticky; top: 0; z-index: 1; background: var(--paper); padding-block: 0.25rem; }
@media (min-width: 44rem) { .steps > li { grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr); } }
`;

  t = this.locale.messages('sampleSteps', english);
  #words = new WordList(this.locale, () => this.#show());
  #slider = this.temperatureSlider(() => this.#show());
  /** @type {Bars[]} */
  #bars = [];
  #result = make('p', { className: 'result', role: 'status' });
  #table = new LogitsTable(this.locale);
  #switch = make('input', { type: 'checkbox' });
  #draws = 0;

  start() {
    const { t } = this;
    this.#bars = steps.map(() => new Bars(this.locale));
    /** @param {keyof typeof t.notes} name @param {string} line @param {Node} shown */
    const row = (name, line, shown) => make('li', { 'data-step': name },
      make('div', {}, makeCode(line), make('p', { className: 'note' }, t.notes[name])), shown);
    const rows = steps.map(([name, line], i) => {
      const bars = this.#bars[i].element;
      bars.tabIndex = 0;
      bars.setAttribute('aria-label', t.array(line));
      return row(name, line, bars);
    });
    rows.push(row('index', code.argmax, this.#result));
    const draw = make('button', { type: 'button', className: 'main' }, t.draw);
    draw.onclick = () => {
      this.#draws++;
      this.#show();
      this.emit('lukewarm-draw', { word: this.#result.dataset.word, uniform: this.#uniform });
    };
    this.seed.oninput = () => {
      this.#draws = 0;
      this.#show();
    };
    this.#switch.onchange = () => this.#show();
    this.update();
    this.frame(this.#words.element,
      make('div', { className: 'top' }, this.#slider.element),
      make('div', {}, makeCode(code.def), make('ol', { className: 'steps', part: 'steps' }, ...rows)),
      make('div', { className: 'row' }, draw, this.seedField()),
      make('label', { className: 'check' }, this.#switch, t.logits),
      this.#table.element);
  }

  update() {
    this.#slider.value = this.values.temperature ?? 0.5;
    this.#words.show(parseWords(this.values.probabilities));
    this.seed.value = String(this.values.seed ?? 1);
    this.#switch.checked = this.values.logits;
    this.#draws = 0;
    this.#show();
  }

  get #uniform() {
    return uniforms(parseSeed(this.seed.value) ?? 0, this.#draws)();
  }

  #show() {
    const { words } = this.#words;
    const probabilities = words.map(({ probability }) => probability);
    const temperature = this.#slider.value;
    const arrays = runLines(probabilities, temperature);
    const error = refusal(arrays.preds);
    const oneHot = drawOneHot(arrays.preds, this.#uniform);
    steps.forEach(([name], i) => {
      const array = name === 'probas' ? oneHot : arrays[name];
      const failed = name === 'probas' && error;
      const before = name === 'preds' ? probabilities : [];
      const sum = probabilities.reduce((a, b) => a + b, 0);
      const low = Math.min(0, ...array.filter(Number.isFinite));
      const span = Math.max(1, ...array.filter(Number.isFinite)) - low;
      // Below 0 a bar reaches to the left of where 0 is.
      const scale = low < 0 ? Math.max(...array.filter(Number.isFinite), 0) - low : span;
      this.#bars[i].show(array.map((x, j) => ({
        label: words[j].word,
        from: Number.isFinite(x) ? (Math.min(0, x) - low) / scale : 0,
        value: failed || Number.isNaN(x) || x === Infinity ? 0 : x === -Infinity ? -low / scale : Math.abs(x) / scale,
        before: before.length ? before[j] / sum : undefined,
        text: failed ? '—' : this.locale.number(x),
      })));
      [...this.#bars[i].element.children].forEach((row, j) => {
        const full = row.querySelector('.full') ?? row.appendChild(number(''));
        full.className = 'number full';
        full.textContent = failed ? '' : String(array[j]);
      });
    });
    const drawn = oneHot.indexOf(1);
    this.#result.dataset.word = error ? '' : words[drawn].word;
    this.#result.replaceChildren(...(error
      ? this.t.refuses(makeCode(error))
      : [number(drawn), `, ${words[drawn].word}`, make('span', { className: 'note' }, ...this.t.fell(number(this.locale.number(this.#uniform))))]));
    this.#table.element.hidden = !this.#switch.checked;
    if (this.#switch.checked) this.#table.show(words.map(({ word }) => word), probabilities, temperature, arrays.preds);
  }

  /** @returns {{ [attribute: string]: string | number }} */
  settings() {
    return {
      probabilities: formatWords(this.#words.words), temperature: this.#slider.value, seed: this.seed.value,
      ...(this.#switch.checked && { logits: '' }),
    };
  }
}

/**
 * The helper sample() of the Keras examples, line by line: the array after each line, as bars and as numbers.
 * @element lukewarm-sample-steps
 * @attr {string} probabilities - words and their probabilities: "cat 0.7, dog 0.1, frog 0.2"
 * @attr {number} [temperature=0.5] - divides the logits; 0 is greedy
 * @attr {number} [seed=1] - of the draws
 * @attr {boolean} logits - shows the logits beside it
 * @fires {CustomEvent<{ temperature: number }>} lukewarm-temperature - the reader moved the temperature
 * @fires {CustomEvent<{ word: string, uniform: number }>} lukewarm-draw - the reader drew
 * @slot caption - in place of the figure's own caption
 * @csspart figure - the whole
 * @csspart caption - the caption and the embed button
 * @csspart embed - the button that shows the code to embed the figure
 * @csspart temperature - the slider with its label
 * @csspart words - the fields of the probabilities
 * @csspart steps - the list of lines
 */
export class LukewarmSampleSteps extends LukewarmElement {
  /** @type {import('./element.js').Attributes} */
  static attributes = { ...figureAttributes, probabilities: 'string', seed: 'number', logits: 'boolean' };
  static Content = SampleStepsContent;
}
