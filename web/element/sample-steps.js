import { LukewarmElement } from './element.js';
import { figureAttributes, FigureContent } from './figure.js';
import { Bars, barsCss } from './bars.js';
import { formatNumber, make, number } from './dom.js';
import { LogitsTable, logitsTableCss } from './logits-table.js';
import { uniforms } from '../engine/rng.js';
import { code, drawOneHot, refusal, runLines } from './sample-lines.js';
import { parseSeed } from './seed.js';
import { sliderCss } from './slider.js';
import { TemperatureSlider } from './temperature-slider.js';
import { formatWords, parseWords, WordList, wordListCss } from './word-list.js';

/** The steps: a line of code, the array that it leaves, what happened. @type {[string, string, string][]} */
const steps = [
  ['asarray', code.asarray, 'The probabilities of the network, in double precision.'],
  ['logs', 'np.log(preds)', 'The logarithm undoes the exp of softmax: these are the logits again, all less one constant.'],
  ['scaled', code.log, 'The logits divided by T. Below 1 the gaps between them widen, above 1 they narrow.'],
  ['exps', code.exp, 'exp makes them positive again.'],
  ['preds', code.normalise, 'Divided by their sum: probabilities again. The mark shows where each began.'],
  ['probas', code.draw, 'One draw, one word: a 1 at its place and 0 elsewhere.'],
];

class SampleStepsContent extends FigureContent {
  static label = 'sample(), line by line';
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

  #words = new WordList(() => this.#show());
  #slider = new TemperatureSlider(this, (temperature) => {
    this.#show();
    this.emit('lukewarm-temperature', { temperature });
  });
  /** @type {Bars[]} */
  #bars = [];
  #result = make('p', { className: 'result', role: 'status' });
  #seed = make('input', { type: 'number', id: 'seed', min: '0', step: '1' });
  #table = new LogitsTable();
  #switch = make('input', { type: 'checkbox' });
  #draws = 0;

  start() {
    this.#bars = steps.map(() => new Bars());
    const rows = steps.map(([name, line, note], i) => {
      const bars = this.#bars[i].element;
      bars.tabIndex = 0;
      bars.setAttribute('aria-label', `The array after ${line}`);
      return make('li', { 'data-step': name }, make('div', {}, make('code', { className: 'code' }, line),
        make('p', { className: 'note' }, note)), bars);
    });
    rows.push(make('li', { 'data-step': 'index' },
      make('div', {}, make('code', { className: 'code' }, code.argmax),
        make('p', { className: 'note' }, 'The place of the largest, which is the 1: the index of the word.')), this.#result));
    const draw = make('button', { type: 'button', className: 'main' }, 'Draw again');
    draw.onclick = () => {
      this.#draws++;
      this.#show();
      this.emit('lukewarm-draw', { word: this.#result.dataset.word, uniform: this.#uniform });
    };
    this.#seed.oninput = () => {
      this.#draws = 0;
      this.#show();
    };
    this.#switch.onchange = () => this.#show();
    this.update();
    this.frame('Point at an array, or move to it with the Tab key, for all of its digits.',
      this.#words.element,
      make('div', { className: 'top' }, this.#slider.element),
      make('div', {}, make('code', { className: 'code' }, code.def), make('ol', { className: 'steps', part: 'steps' }, ...rows)),
      make('div', { className: 'row' }, draw, make('label', {}, 'Seed ', this.#seed)),
      make('label', { className: 'check' }, this.#switch, 'Show the logits beside it'),
      this.#table.element);
  }

  update() {
    this.#slider.value = this.values.temperature ?? 0.5;
    this.#words.show(parseWords(this.values.probabilities));
    this.#seed.value = String(this.values.seed ?? 1);
    this.#switch.checked = this.values.logits;
    this.#draws = 0;
    this.#show();
  }

  get #uniform() {
    return uniforms(parseSeed(this.#seed.value) ?? 0, this.#draws)();
  }

  #show() {
    const { words } = this.#words;
    const probabilities = words.map(({ probability }) => probability);
    const temperature = this.#slider.value;
    const arrays = runLines(probabilities, temperature);
    const error = refusal(arrays.preds);
    const oneHot = drawOneHot(arrays.preds, this.#uniform);
    steps.forEach(([name], i) => {
      const array = name === 'probas' ? oneHot : arrays[/** @type {'logs'} */ (name)];
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
        text: failed ? '—' : formatNumber(x),
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
      ? ['NumPy refuses: ', make('code', { className: 'code' }, error)]
      : [number(drawn), `, ${words[drawn].word}`, make('span', { className: 'note' }, ': the pointer fell on ', number(formatNumber(this.#uniform)))]));
    this.#table.element.hidden = !this.#switch.checked;
    if (this.#switch.checked) this.#table.show(words.map(({ word }) => word), probabilities, temperature, arrays.preds);
  }

  /** @returns {{ [attribute: string]: string | number }} */
  settings() {
    return {
      probabilities: formatWords(this.#words.words), temperature: this.#slider.value, seed: this.#seed.value,
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
