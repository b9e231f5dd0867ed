import { draw as english } from '../i18n/en.js';
import { LukewarmElement } from './element.js';
import { figureAttributes, FigureContent } from './figure.js';
import { Bars, wideBarsCss } from './bars.js';
import { make } from './dom.js';
import { uniforms } from '../engine/rng.js';
import { draw, reweight } from '../engine/reweight.js';
import { number } from './numbers.js';
import { sliderCss } from './slider.js';
import { formatWords, WordList, wordListCss } from './word-list.js';

const many = 1000;
const growMs = 1000; // in which a thousand draws fall

class DrawContent extends FigureContent {
  static css = wideBarsCss + sliderCss + wordListCss + `
.target { padding-top: 1.75rem; position: relative; }
.line { display: flex; height: 1.25rem; }
.line i { background: var(--accent); min-width: 0; border-inline-end: 2px solid var(--paper); }
.line i:not(:nth-child(3n + 1)) { --share: 60%; background: color-mix(in srgb, var(--accent) var(--share), transparent); border: 1px solid var(--accent); }
.line i:nth-child(3n) { --share: 25%; }
.names { display: flex; font-size: 0.9375rem; min-height: 1.5rem; }
.names span { overflow: hidden; text-align: center; min-width: 0; text-overflow: ellipsis; white-space: nowrap; }
.pointer { position: absolute; inset-block: 0 1.5rem; width: 0; border-inline-start: 2px solid var(--ink); }
.pointer .number { position: absolute; top: -0.125rem; inset-inline-start: 0.375rem; background: var(--paper); }
.pointer.late .number { inset-inline: auto 0.5rem; }
[role="status"] { min-height: 1.5rem; }
@media (prefers-reduced-motion: no-preference) { .line i, .names span { transition: flex-basis 150ms ease-out; } }
`;

  t = this.locale.messages('draw', english);
  #words = new WordList(this.locale, () => this.#begin());
  slider = this.temperatureSlider(() => this.#begin());
  #line = make('div', { className: 'line', part: 'line' });
  #names = make('div', { className: 'names' });
  #mark = number('');
  #pointer = make('div', { className: 'pointer', hidden: true }, this.#mark);
  #said = make('p', { role: 'status' });
  #bars = new Bars(this.locale);
  /** @type {Float64Array} */
  #expected = new Float64Array();
  /** @type {number[]} */
  #counts = [];
  #next = uniforms(1);
  #frame = 0;

  start() {
    const { t, locale } = this;
    /** @param {string} text @param {() => void} onclick @param {string} [className] */
    const button = (text, onclick, className = '') => make('button', { className, onclick }, text);
    const edges = [0, 0.5, 1, 10, Infinity].map((temperature) => button(locale.number(temperature), () => {
      this.slider.value = temperature;
      this.#begin();
      this.emit('lukewarm-temperature', { temperature });
    }, 'quiet'));
    edges.forEach((edge) => { edge.ariaLabel = t.temperature(edge.textContent ?? ''); });
    this.seed.oninput = () => this.#begin();
    this.update();
    this.frame(this.#words.element,
      make('div', {}, this.slider.element, make('div', { className: 'row' }, make('span', { className: 'note' }, t.atOnce), ...edges)),
      make('div', { className: 'target', 'aria-hidden': 'true' }, this.#line, this.#names, this.#pointer),
      make('div', { className: 'row' }, button(t.one, () => this.#drawOne(), 'main'),
        button(t.thousand, () => this.#drawMany()), this.seedField()),
      this.#said, this.#bars.element);
  }

  update() {
    this.showAttributes();
    this.#words.show(this.values.probabilities);
    this.#begin();
  }

  stop() {
    cancelAnimationFrame(this.#frame);
  }

  /** Forgets what was drawn: it was drawn from something else. */
  #begin() {
    cancelAnimationFrame(this.#frame);
    const { words } = this.#words;
    this.#next = uniforms(this.seedValue);
    this.#expected = reweight(this.#words.probabilities, this.slider.value);
    this.#counts = words.map(() => 0);
    this.#pointer.hidden = true;
    this.#said.textContent = this.t.nothing;
    const shares = [...this.#expected].map((share) => `0 1 ${100 * share}%`);
    if (this.#line.children.length !== words.length) this.#line.replaceChildren(...words.map(() => make('i')));
    if (this.#names.children.length !== words.length) this.#names.replaceChildren(...words.map(() => make('span', { dir: 'auto' })));
    shares.forEach((flex, i) => {
      const [part, name] = /** @type {HTMLElement[]} */ ([this.#line.children[i], this.#names.children[i]]);
      part.style.flex = name.style.flex = flex;
      part.hidden = this.#expected[i] === 0;
      name.textContent = words[i].word;
    });
    this.#show();
  }

  /** Draws once, as sample() does. @returns {{ index: number, uniform: number }} */
  #draw() {
    const uniform = this.#next();
    const index = draw(this.#expected, uniform);
    this.#counts[index]++;
    return { index, uniform };
  }

  /** @param {{ index: number, uniform: number }} draw */
  #point({ uniform }) {
    this.#pointer.hidden = false;
    this.#pointer.style.insetInlineStart = `${100 * uniform}%`;
    this.#pointer.classList.toggle('late', uniform > 0.8);
    this.#mark.textContent = this.locale.number(uniform);
  }

  #drawOne() {
    cancelAnimationFrame(this.#frame);
    const draw = this.#draw();
    this.#point(draw);
    const oneHot = this.#counts.map((_, i) => Number(i === draw.index));
    this.#said.replaceChildren(...this.t.fell(number(this.locale.number(draw.uniform)),
      make('b', {}, this.#words.words[draw.index].word), number(`[${oneHot.join(', ')}]`)));
    this.#show();
    this.#tell();
  }

  #drawMany() {
    cancelAnimationFrame(this.#frame);
    this.#said.textContent = this.t.drawing;
    const end = this.#drawn + many;
    const finish = () => {
      const { t, locale } = this;
      this.#said.replaceChildren(...t.draws(number(locale.count(this.#drawn)),
        this.#words.words.map(({ word }, i) => t.count(word, locale.number(this.#counts[i])))));
      this.#tell();
    };
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    /** @type {number | undefined} */
    let before;
    const grow = (/** @type {number} */ now) => {
      const due = still ? many : Math.ceil((many * (now - (before ?? now - 16))) / growMs);
      before = now;
      for (let i = 0; i < due && this.#drawn < end; i++) this.#point(this.#draw());
      this.#show();
      if (this.#drawn < end) this.#frame = requestAnimationFrame(grow);
      else finish();
    };
    grow(performance.now());
  }

  get #drawn() {
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  #show() {
    const all = this.#drawn;
    this.#bars.show(this.#words.words.map(({ word }, i) => ({
      label: word,
      value: all === 0 ? 0 : this.#counts[i] / all,
      before: this.#expected[i],
      text: all === 0 ? '' : this.t.drawnOf(this.locale.number(this.#counts[i]), this.locale.number(Number((all * this.#expected[i]).toFixed(1)))),
    })));
  }

  #tell() {
    this.emit('lukewarm-draw', { draws: this.#drawn });
  }

  settings() {
    return { probabilities: formatWords(this.#words.words), ...super.settings() };
  }
}

/**
 * The draw as a pointer thrown at a line that is cut into the words' shares; a thousand of them grow into a histogram
 * beside what is expected.
 * @element lukewarm-draw
 * @attr {string} probabilities - words and their probabilities: "cat 0.7, dog 0.1, frog 0.2"
 * @attr {number} [temperature=1] - divides the logits; 0 is greedy
 * @attr {number} [seed=1] - of the draws
 * @fires {CustomEvent<{ temperature: number }>} lukewarm-temperature - the reader moved the temperature
 * @fires {CustomEvent<{ draws: number }>} lukewarm-draw - the reader drew; how many draws there are now
 * @slot caption - in place of the figure's own caption
 * @csspart figure - the whole
 * @csspart caption - the caption and the embed button
 * @csspart embed - the button that shows the code to embed the figure
 * @csspart temperature - the slider with its label
 * @csspart words - the fields of the probabilities
 * @csspart line - the line that is cut
 */
export class LukewarmDraw extends LukewarmElement {
  /** @type {import('./element.js').Attributes} */
  static attributes = { ...figureAttributes, probabilities: 'string', seed: 'number' };
  static Content = DrawContent;
}
