// Temperatures side by side: one beginning and one seed at five temperatures, written at the same time, each with what
// can be measured of it. It follows what is set above whenever a text there is finished.
import { make } from '../element/dom.js';
import { LukewarmError } from '../engine/errors.js';
import { setWithNumbers } from './elements.js';
import { isAborted } from './failures.js';
import { showFailure } from './notices.js';
import { Repetition } from './repetition.js';
import { addStyle } from './room-style.js';
import { formatLink, samplingOf } from './settings.js';
import { nameTemperature } from './temperature.js';

/** @typedef {import('./rooms.js').Page} Page */
/** @typedef {import('./settings.js').Settings} Settings */

const temperatures = [0, 0.2, 0.5, 1, 1.5];

/** By the kind of token: how long a text is at most, and what counts as a repetition. */
const measures = /** @type {Record<string, { most: number, run: number, runs: string }>} */ ({
  char: { most: 400, run: 6, runs: 'six characters' },
  byte: { most: 400, run: 6, runs: 'six bytes' },
  word: { most: 120, run: 3, runs: 'three words' },
});
const otherMeasures = { most: 200, run: 4, runs: 'four tokens' };

const css = `
.columns { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(13rem, 1fr); gap: 2rem; margin-block: 1.25rem; padding: 0.25rem 0.25rem 0.75rem; overflow-x: auto; scroll-snap-type: x proximity; }
.columns > article { scroll-snap-align: start; display: grid; grid-template-rows: auto auto auto 1fr; gap: 0.75rem; align-content: start; min-width: 0; border-top: 3px solid var(--accent); padding-top: 0.5rem; }
.columns h3 { margin: 0; font-weight: normal; font-style: italic; color: var(--accent); }
.columns h3 .number { font-style: normal; font-size: 1.25rem; margin-inline-end: 0.375rem; }
.columns dl { margin: 0; display: grid; gap: 0.25rem; font-size: 0.9375rem; }
.columns dl > div { display: grid; grid-template-columns: 1fr auto; background: linear-gradient(var(--line), var(--line)) 0 100% / 100% 1px no-repeat; padding-bottom: 0.25rem; position: relative; }
.columns dt { color: var(--soft); }
.columns dd { margin: 0; }
.columns dl i { position: absolute; inset-block-end: 0; inset-inline-start: 0; height: 3px; background: var(--accent); }
.columns button { justify-self: start; }
.columns .text { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; text-align: start; font-variant-numeric: normal; }
.columns .text b { font-weight: inherit; color: var(--accent); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.25em; }
@media (min-width: 62rem) { .columns { gap: 1.75rem; grid-auto-columns: minmax(11rem, 1fr); } }
`;

/** One temperature's text and its measures. */
class Column {
  element;
  temperature;
  #use;
  #written = document.createTextNode('');
  #prompt = make('b');
  /** @type {Record<string, { value: HTMLElement, bar: HTMLElement }>} */
  #rows = {};
  #frame = 0;
  #text = '';
  #nextPrompt = '';
  #tokens = 0;
  #entropy = 0;
  #surprise = 0;
  #scale = 1;
  #repetition = new Repetition(1);

  /** @param {number} temperature @param {(temperature: number) => void} use */
  constructor(temperature, use) {
    this.temperature = temperature;
    const heading = make('h3', { id: `column-${temperature}` });
    setWithNumbers(heading, nameTemperature(temperature));
    const list = make('dl');
    for (const name of ['Entropy', 'Surprise', 'Repetition']) {
      const value = make('dd', { className: 'number' });
      const bar = make('i', { 'aria-hidden': 'true' });
      // A list of descriptions takes groups of dt and dd, and nothing beside them; so the bar is the value's own.
      list.append(make('div', {}, make('dt', {}, name), value));
      this.#rows[name] = { value, bar };
    }
    this.#use = make('button', { type: 'button', className: 'quiet', onclick: () => use(temperature) }, 'Use this temperature');
    this.#use.setAttribute('aria-describedby', heading.id);
    const text = make('p', { className: 'text', dir: 'auto' }, this.#prompt, this.#written);
    this.element = make('article', { className: 'heated', 'aria-labelledby': heading.id }, heading, list, this.#use, text);
    this.element.style.setProperty('--heat', String(temperature / 2));
  }

  /** @param {boolean} used it is the temperature that is set */
  mark(used) {
    this.#use.setAttribute('aria-disabled', String(used));
    this.#use.textContent = used ? 'In use above' : 'Use this temperature';
  }

  /** Makes place for another text. @param {import('./models.js').Model} model @param {string} prompt */
  begin(model, prompt) {
    this.#text = '';
    this.#tokens = this.#entropy = this.#surprise = 0;
    this.#scale = Math.log(model.info.vocabSize);
    this.#repetition = new Repetition((measures[model.info.tokenizer] ?? otherMeasures).run);
    this.#nextPrompt = prompt;
    this.element.setAttribute('aria-busy', 'true');
  }

  /** @param {import('../engine/session.js').Step} step */
  add(step) {
    this.#prompt.textContent = this.#nextPrompt;
    this.#text += step.text;
    this.#tokens++;
    this.#entropy += step.entropy;
    this.#surprise -= step.logProbability;
    this.#repetition.add(step.id);
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  end() {
    this.#paint();
    this.element.setAttribute('aria-busy', 'false');
  }

  #paint() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#written.data = this.#text;
    const tokens = Math.max(1, this.#tokens);
    this.#show('Entropy', `${(this.#entropy / tokens / Math.LN2).toFixed(2)} bits`, this.#entropy / tokens / this.#scale);
    this.#show('Surprise', `${(this.#surprise / tokens / Math.LN2).toFixed(2)} bits`, this.#surprise / tokens / this.#scale);
    this.#show('Repetition', `${Math.round(100 * this.#repetition.share)} %`, this.#repetition.share);
  }

  /** @param {string} name @param {string} text @param {number} share of the widest bar */
  #show(name, text, share) {
    const { value, bar } = this.#rows[name];
    value.replaceChildren(text, bar);
    bar.style.width = `${100 * Math.min(1, share)}%`;
  }
}

/** @param {HTMLElement} body @param {Page} page */
export function open(body, page) {
  addStyle(css);
  const details = /** @type {HTMLDetailsElement} */ (body.closest('details'));
  const columns = temperatures.map((temperature) => new Column(temperature, use));
  const status = make('p', { className: 'unseen', role: 'status' });
  const note = make('p', { className: 'note' });
  body.append(
    make('p', {}, 'One beginning and one seed, at five temperatures. Greedy soon goes round in circles; the hottest soon makes no sense.'),
    make('div', { className: 'columns', tabIndex: 0, role: 'group', 'aria-label': 'Five temperatures' }, ...columns.map(({ element }) => element)),
    note, status,
  );

  let shown = ''; // what the columns show or are writing; the temperature above has no part in it
  /** @type {AbortController | null} */
  let run = null;
  const keyOf = (/** @type {Settings} */ settings) => formatLink({ ...settings, temperature: 0 });

  /** @param {number} temperature */
  function use(temperature) {
    page.write({ ...page.settings(), temperature });
  }

  function stop() {
    run?.abort();
    if (run) shown = '';
    run = null;
  }

  async function write() {
    const settings = page.settings();
    mark();
    if (!details.open || keyOf(settings) === shown) return;
    stop();
    shown = keyOf(settings);
    const mine = (run = new AbortController());
    try {
      const model = await page.model();
      mine.signal.throwIfAborted();
      const { most, runs } = measures[model.info.tokenizer] ?? otherMeasures;
      note.textContent = `Entropy: how undecided the model was before each token, on average, and surprise: how improbable what was drawn was to it; both before temperature, in bits. Repetition: how many of the text’s runs of ${runs} had occurred in it before.`;
      for (const column of columns) column.begin(model, settings.prompt);
      const texts = model.generateEach(settings.prompt, columns.map(({ temperature }) => ({ temperature })), {
        ...samplingOf(settings), seed: BigInt(settings.seed), maxTokens: Math.min(settings.length, most), signal: mine.signal,
      });
      for await (const steps of texts) {
        mine.signal.throwIfAborted();
        steps.forEach((step, i) => step && columns[i].add(step));
      }
      for (const column of columns) column.end();
      status.textContent = `Texts at ${temperatures.length} temperatures are finished.`;
      run = null;
    } catch (error) {
      if (mine !== run || isAborted(error)) return;
      stop();
      showFailure(error ?? new LukewarmError('internal', 'The texts side by side could not be written.'), write);
    }
  }

  function mark() {
    const { temperature } = page.settings();
    for (const column of columns) column.mark(column.temperature === temperature);
  }

  page.events.addEventListener('text', write);
  page.events.addEventListener('model', stop);
  page.events.addEventListener('settings', () => {
    mark();
    if (keyOf(page.settings()) !== shown) stop();
  });
  details.addEventListener('toggle', () => (details.open ? write() : stop()));
  write();
}
