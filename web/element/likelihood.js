// How probable a text is to a model: bits per character, perplexity, and how surprising each token was.
import { likelihood as english } from '../i18n/en.js';
import { make } from './dom.js';
import { LukewarmElement } from './element.js';
import { nameUnknown } from './failure.js';
import { withLabel } from './fields.js';
import { setWithNumbers } from './numbers.js';
import { panelAttributes, PanelContent } from './panel.js';
import { ShadedText, shadedTextCss } from './shaded-text.js';
import { bitsOf, examplesFor, longest, mostSurprising, summarise } from './surprise.js';
import { nameToken, showBlanks } from './visible.js';

/** @typedef {import('./panel.js').Model} Model */
/** @typedef {import('./surprise.js').Token} Token */

const patience = 250; // ms without a change before a text is scored

class LikelihoodContent extends PanelContent {
  static css = shadedTextCss + `
.columns, .columns > div { display: grid; gap: 1rem; align-content: start; min-width: 0; }
.columns { grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem 5rem; }
textarea { width: 100%; max-height: 10rem; font-size: 1.125em; line-height: 1.4; resize: vertical; }
.examples { display: flex; flex-wrap: wrap; gap: 0 1.25rem; align-items: center; }
.verdict { font-size: 1.1875rem; }
.readout { min-height: 1.5em; color: var(--soft); }
ol { list-style: none; margin: 0; padding: 0; }
ol button { width: 100%; text-align: start; display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 1rem; text-decoration: none; align-items: baseline; }
q { quotes: none; overflow-wrap: anywhere; }
b { font-weight: inherit; color: var(--ink); text-decoration: underline; text-underline-offset: 0.2em; }
`;

  t = this.locale.messages('likelihood', english);
  #field = make('textarea', { id: 'scored', rows: 3, dir: 'auto', spellcheck: false, autocomplete: 'off', part: 'field' });
  #examples = make('p', { className: 'examples' });
  #limit = make('p', { className: 'note', hidden: true });
  #verdict = make('p', { className: 'verdict', role: 'status', part: 'verdict' });
  #comparison = make('p', { className: 'note' });
  #unknown = make('p', { className: 'note', hidden: true });
  #most = make('span');
  #shaded = new ShadedText(this.t.shaded, (index) => this.#describe(index), (index) => setWithNumbers(this.#readout, this.#describe(index)));
  #readout = make('p', { className: 'readout' });
  #list = make('ol');
  #results = make('div', { className: 'results', hidden: true });
  #due = 0;
  #model = '';
  #tokenizer = '';
  /** What is shown. @type {{ model?: Model, text: string, tokens: Token[] }} */
  #shown = { text: '', tokens: [] };

  build() {
    const { t } = this;
    this.#field.value = this.values.text;
    this.#field.oninput = () => {
      this.values.text = this.#field.value;
      this.emit('lukewarm-input', { name: 'text', value: this.#field.value });
      clearTimeout(this.#due);
      this.#due = window.setTimeout(() => this.refreshSoon(), patience);
    };
    this.#results.append(
      make('p', { className: 'shade-scale' }, t.expected, make('i', { 'aria-hidden': 'true' }), this.#most),
      this.#shaded.element, this.#readout, make('h3', {}, t.surprising), this.#list);
    return [make('div', { className: 'columns' },
      make('div', {}, make('p', {}, t.intro), this.reading.element, withLabel(this.#field, t.text),
        this.#examples, this.#limit, this.#verdict, this.#comparison, this.#unknown), this.#results)];
  }

  update() {
    super.update();
    const { text, model } = this.values;
    if (text === this.#field.value && model === this.#model) return;
    this.#model = model;
    this.#field.value = text;
    this.refreshSoon();
  }

  textChanged() {} // it has a text of its own

  modelChanged() {
    this.rest();
    this.refreshSoon();
  }

  rest() {
    clearTimeout(this.#due);
    super.rest();
  }

  /** @param {AbortSignal} signal */
  async refresh(signal) {
    const model = await this.loadModel();
    signal.throwIfAborted();
    this.#offerExamples(model.info);
    const all = this.#field.value;
    if (this.#shown.model === model && this.#shown.text === all) return;
    const part = all.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
    const result = part.trim() ? await model.score(part, { signal }).catch((error) => {
      if (error.code !== 'text-empty') throw error;
    }) : null;
    const replacements = result ? await findUnknown(model, part) : [];
    signal.throwIfAborted();
    this.#results.hidden = this.#comparison.hidden = !result;
    this.#limit.hidden = part.length === all.length;
    setWithNumbers(this.#limit, this.t.limit(this.locale.count(longest), this.locale.count(all.length - part.length)));
    this.#unknown.hidden = replacements.length === 0;
    this.#unknown.textContent = `${nameUnknown(replacements, this.locale)} ${model.info.tokenizer === 'word' ? this.t.unknownWord : ''}`;
    this.#shown = { model, text: all, tokens: result?.tokens ?? [] };
    if (result) this.#show(result, model.info);
    else setWithNumbers(this.#verdict, part.trim() && this.t.nothing);
  }

  /** @param {any} result of model.score() @param {Model['info']} info */
  #show(result, info) {
    const { tokens } = this.#shown;
    const { verdict, comparison } = summarise(result, info, this.t, this.locale);
    setWithNumbers(this.#verdict, verdict);
    setWithNumbers(this.#comparison, comparison);
    const worst = Math.log2(info.vocabSize);
    setWithNumbers(this.#most, this.t.most(this.locale.fixed(worst, 1)));
    this.#shaded.show(tokens.map(({ text }) => text), tokens.map((token) => bitsOf(token) / worst));
    const first = mostSurprising(tokens);
    this.#list.replaceChildren(...first.map(({ index, before }) => {
      const value = make('span');
      setWithNumbers(value, this.t.bits(this.locale.fixed(bitsOf(tokens[index]), 1)));
      return make('li', {}, make('button', { className: 'quiet', part: 'button', onclick: () => this.#shaded.choose(index) },
        make('q', { dir: 'auto', translate: false }, before, make('b', {}, showBlanks(tokens[index].text))), value));
    }));
    this.#shaded.choose(first[0].index, false);
    const { bitsPerCharacter, perplexity } = result;
    this.emit('lukewarm-finish', { bitsPerCharacter, perplexity, tokens });
  }

  /** @param {number} index */
  #describe(index) {
    const { locale } = this;
    const token = this.#shown.tokens[index];
    return this.t.value(nameToken(token.text), locale.probability(Math.exp(token.logProbability)), locale.count(token.rank),
      locale.count(this.#shown.model?.info.vocabSize ?? 0), locale.fixed(bitsOf(token), 2));
  }

  /** @param {Model['info']} info */
  #offerExamples(info) {
    if (this.#tokenizer === info.tokenizer) return;
    this.#tokenizer = info.tokenizer;
    const [good, shuffled] = examplesFor(info);
    const { above, examples } = this.t;
    /** @type {[name: string, text: () => string][]} */
    const texts = [[info.tokenizer === 'word' ? examples.word : examples.char, () => good], [this.t.shuffled, () => shuffled]];
    if (this.text) texts.unshift([above, () => this.wholeText]);
    this.#examples.replaceChildren(this.t.take, ...texts.map(([name, text]) =>
      make('button', { className: 'quiet', part: 'button', onclick: () => (this.values.text = text()) }, name)));
    if (!this.#field.value) this.#field.value = this.values.text = good;
  }
}

/** @param {Model} model @param {string} text */
async function findUnknown(model, text) {
  // Each character or word once is enough to know them by.
  const distinct = model.info.tokenizer === 'word' ? [...new Set(text.split(/\s+/))].join(' ') : [...new Set(text)].join('');
  const session = await model.session(distinct);
  session.dispose();
  return session.replacements;
}

/**
 * How probable a text is to a model: bits per character, perplexity, each token shaded by how surprising it was, and the
 * most surprising ones. It scores with the model of a <lukewarm-text>, or with one of its own.
 *
 * @element lukewarm-likelihood
 * @attr {string} for - id of the <lukewarm-text> whose model scores; default: the one that the panel stands in
 * @attr {string} model - address of a model file, or a short name, for a panel that belongs to no text
 * @attr {string} text - the text that is scored; default: an example. The property has what the reader wrote.
 * @attr {string} loading - "eager": at once, not when the element comes into sight
 * @fires {CustomEvent<{ bitsPerCharacter: number, perplexity: number, tokens: { id: number, text: string, logProbability: number, rank: number, entropy: number }[] }>} lukewarm-finish - a text is scored
 * @fires {CustomEvent<{ name: string, value: string }>} lukewarm-input - the reader wrote a text
 * @fires {CustomEvent<{ loaded: number, total: number }>} progress - a part of its own model has come, in bytes
 * @fires {CustomEvent<{ code: string, message: string }>} error - there is no score
 * @slot - what shows without JavaScript
 * @csspart field - the text field
 * @csspart verdict - bits per character and perplexity
 * @csspart button - each button
 */
export class LukewarmLikelihood extends LukewarmElement {
  /** @type {import('./element.js').Attributes} */
  static attributes = { ...panelAttributes, model: 'string', text: 'string' };
  static Content = LikelihoodContent;
}
