import { sampleSteps as english } from '../i18n/en.js';
import { LukewarmElement } from './element.js';
import { figureAttributes, FigureContent } from './figure.js';
import { Bars, barsCss } from './bars.js';
import { make } from './dom.js';
import { LogitsTable, logitsTableCss } from './logits-table.js';
import { legacyRandom } from '../engine/mt19937.js';
import { draw } from '../engine/reweight.js';
import { uniforms } from '../engine/rng.js';
import { number } from './numbers.js';
import { code, codeWithout, refusal, runLines } from './sample-lines.js';
import { sliderCss } from './slider.js';
import { formatWords, WordList, wordListCss } from './word-list.js';

/** The steps: the array that is left, the number of the line, and the line of code that leaves it. */
const steps = /** @type {const} */ ([
  ['asarray', 2, 'asarray'], ['logs', 3, 'np.log(preds)'], ['scaled', 3, 'log'], ['exps', 4, 'exp'], ['preds', 5, 'normalise'], ['probas', 6, 'draw'],
]);
/** Those that are left out with what makes them. @type {Record<string, string[]>} */
const leftOut = { log: ['logs'], 'log-exp': ['logs', 'exps'] };
/** As many as are listed of what NumPy draws. */
const listed = 20;

/** @param {string} line of Python @param {number | string} [number] of the line */
const makeCode = (line, number = '') => make('code', { className: 'code', translate: false, 'data-line': number }, line);

class SampleStepsContent extends FigureContent {
  static css = barsCss + sliderCss + wordListCss + logitsTableCss + `
.steps { list-style: none; margin: 0; padding: 0; }
.steps > li { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; padding-block: 1rem; border-top: 1px solid var(--line); }
.steps > li > * { flex: 1 1 18rem; min-width: 0; }
.steps > li:last-child { border-bottom: 1px solid var(--line); }
.steps code { display: block; overflow-wrap: anywhere; margin-bottom: 0.25rem; }
[data-line]:not([data-line=""])::before { content: attr(data-line); display: inline-block; width: 1.5rem; text-indent: 0; color: var(--soft); }
.steps [data-line] { padding-inline-start: 1.5rem; text-indent: -1.5rem; direction: ltr; text-align: left; }
.steps div > .note { padding-inline-start: 1.5rem; }
.bars { position: relative; align-self: start; }
.bars .full { position: absolute; inset-inline-end: 0; background: var(--paper); padding-inline-start: 0.5rem; display: none; white-space: nowrap; }
.bars:is(:hover, :focus) .full { display: block; }
.list { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.result { color: var(--accent); }
.top { position: sticky; top: 0; z-index: 1; background: var(--paper); padding-block: 0.25rem; }
`;

  t = this.locale.messages('sampleSteps', english);
  #words = new WordList(this.locale, () => this.#show());
  slider = this.temperatureSlider(() => this.#show());
  /** @type {Bars[]} */
  #bars = [];
  #result = make('p', { className: 'result', role: 'status' });
  #table = new LogitsTable(this.locale);
  #switch = make('input', { type: 'checkbox', id: 'logits' });
  #numpy = make('input', { type: 'checkbox', id: 'numpy' });
  #list = make('pre', { className: 'code list', translate: false, dir: 'ltr' });
  #without = this.choice(this.t.without, Object.entries(this.t.kinds), (key) => this.#leaveOut(key));
  /** @type {HTMLElement[]} */
  #rows = [];
  /** @type {import('./sample-lines.js').Without} */
  #left = '';
  #draws = 0;

  start() {
    const { t } = this;
    this.#bars = steps.map(() => new Bars(this.locale));
    /** @param {keyof typeof t.notes} name @param {number} line @param {string} text @param {Node} shown */
    const row = (name, line, text, shown) => make('li', { 'data-step': name },
      make('div', {}, makeCode(text, line), make('p', { className: 'note' }, t.notes[name])), shown);
    this.#rows = steps.map(([name, line, text], i) => {
      const bars = this.#bars[i].element;
      bars.tabIndex = 0;
      return row(name, line, text, bars);
    });
    const last = row('index', 7, code.argmax, this.#result);
    const draw = make('button', { className: 'main' }, t.draw);
    draw.onclick = () => {
      this.#draws++;
      this.#show();
      this.emit('lukewarm-draw', { word: this.#result.dataset.word, uniform: this.#uniform });
    };
    this.seed.oninput = () => {
      this.#draws = 0;
      this.#show();
    };
    this.#numpy.onchange = this.#switch.onchange = () => this.#show();
    this.update();
    this.#without.prepend(make('span', { className: 'note', 'aria-hidden': 'true' }, t.without));
    this.frame(this.#words.element,
      make('div', { className: 'top' }, this.slider.element),
      this.#without,
      make('div', {}, makeCode(code.def, 1), make('ol', { className: 'steps', part: 'steps' }, ...this.#rows, last)),
      make('div', { className: 'row' }, draw, this.seedField(), make('label', { className: 'check' }, this.#numpy, t.numpy)),
      this.#list,
      make('label', { className: 'check' }, this.#switch, t.logits),
      this.#table.element);
  }

  update() {
    this.showAttributes(0.5);
    this.#words.show(this.values.probabilities);
    this.#switch.checked = this.values.logits;
    this.#numpy.checked = this.values.numpy;
    this.#draws = 0;
    this.#leaveOut(this.values.without);
  }

  /** @param {string} key */
  #leaveOut(key) {
    const { t } = this;
    const left = (this.#left = /** @type {import('./sample-lines.js').Without} */ (Object.hasOwn(t.kinds, key) ? key : ''));
    this.choose(this.#without, left);
    const lines = /** @type {Record<string, string>} */ (codeWithout(left));
    this.#rows.forEach((row, i) => {
      const [name, , text] = steps[i];
      row.hidden = leftOut[left]?.includes(name) ?? false;
      const line = lines[text] ?? text;
      this.#bars[i].element.ariaLabel = t.array(line);
      const [shown, note] = row.firstElementChild?.children ?? [];
      shown.textContent = line;
      note.textContent = t.notes[left && name === 'scaled' ? 'divided' : left && name === 'exps' ? 'log' : name];
    });
    this.#show();
  }

  get #uniform() {
    return uniforms(this.seedValue, this.#draws)();
  }

  #show() {
    const { words, probabilities } = this.#words;
    const temperature = this.slider.value;
    const arrays = runLines(probabilities, temperature, 'float64', this.#left);
    const seed = this.seedValue;
    const isNumpy = this.#numpy.checked;
    const error = refusal(arrays.preds) || (isNumpy && seed > 0xffffffff ? 'ValueError: Seed must be between 0 and 2**32 - 1' : '');
    const random = isNumpy && !error && legacyRandom(Number(seed));
    const indices = random ? Array.from({ length: Math.max(listed, this.#draws + 1) }, () => random.multinomial(arrays.preds)) : [];
    const drawn = random ? indices[this.#draws] : draw(arrays.preds, this.#uniform);
    const oneHot = words.map((_, i) => Number(i === drawn));
    this.#list.hidden = !random;
    this.#list.textContent = `np.random.seed(${seed})\n[sample([${probabilities.join(', ')}], ${temperature}) for _ in range(${indices.length})]\n[${indices.join(', ')}]`;
    steps.forEach(([name], i) => {
      const array = name === 'probas' ? oneHot : arrays[name];
      const failed = name === 'probas' && error;
      const before = name === 'preds' ? probabilities : [];
      const sum = probabilities.reduce((a, b) => a + b, 0);
      const finite = array.filter(Number.isFinite);
      // Below 0 a bar reaches to the left of where 0 is.
      const low = Math.min(0, ...finite);
      const scale = Math.max(low < 0 ? 0 : 1, ...finite) - low;
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
    this.#result.dataset.word = error ? '' : words[drawn].word;
    this.#result.replaceChildren(...(error
      ? this.t.refuses(makeCode(error))
      : [number(drawn), `, ${words[drawn].word}`, make('span', { className: 'note' }, ...(random ? [] : this.t.fell(number(this.locale.number(this.#uniform)))))]));
    const isBeside = this.#switch.checked && !this.#left;
    this.#table.element.hidden = !isBeside;
    if (isBeside) this.#table.show(words.map(({ word }) => word), probabilities, temperature, arrays.preds);
  }

  /** @returns {{ [attribute: string]: string | number }} */
  settings() {
    return {
      probabilities: formatWords(this.#words.words), ...super.settings(),
      ...(this.#left && { without: this.#left }), ...(this.#numpy.checked && { numpy: '' }), ...(this.#switch.checked && { logits: '' }),
    };
  }
}

/**
 * The helper sample() of the Keras examples, line by line: the array after each line, as bars and as numbers.
 * @element lukewarm-sample-steps
 * @attr {string} probabilities - words and their probabilities: "cat 0.7, dog 0.1, frog 0.2"
 * @attr {number} [temperature=0.5] - divides the logits; 0 is greedy
 * @attr {number} [seed=1] - of the draws
 * @attr {'log' | 'log-exp'} without - what is left out, to see what it is for
 * @attr {boolean} numpy - draws what NumPy draws after np.random.seed(), and lists the first twenty
 * @attr {boolean} logits - shows the logits beside it
 * @fires {CustomEvent<{ temperature: number }>} lukewarm-temperature - the reader moved the temperature
 * @fires {CustomEvent<{ word: string, uniform: number }>} lukewarm-draw - the reader drew
 * @slot caption - in place of the figure's own caption
 * @csspart figure - the whole
 * @csspart caption - the caption and the embed button
 * @csspart embed - the button that shows the code to embed the figure
 * @csspart temperature - the slider with its label
 * @csspart constant - the slider of the constant with its label
 * @csspart words - the fields of the probabilities
 * @csspart steps - the list of lines
 */
export class LukewarmSampleSteps extends LukewarmElement {
  /** @type {import('./element.js').Attributes} */
  static attributes = { ...figureAttributes, probabilities: 'string', seed: 'number', without: 'string', numpy: 'boolean', logits: 'boolean' };
  static Content = SampleStepsContent;
}
