// "How likely is my text?": bits per character, perplexity, and how surprising each token was.
import { formatProbability, make, showBlanks } from '../element/dom.js';
import { unitOf } from './about.js';
import { count, setWithNumbers } from './elements.js';
import { latest } from './latest.js';
import { addStyle } from './room-style.js';
import { ShadedText, shadedTextCss } from '../element/shaded-text.js';
import { bitsOf, examplesFor, hardestOf, longest, summarise } from './surprise.js';

const css = `
.likely, .likely > div { display: grid; gap: 1rem; align-content: start; min-width: 0; }
.likely h3 { margin: 0.75rem 0 0; font-weight: normal; font-size: 1rem; font-style: italic; color: var(--soft); }
.likely textarea { max-height: 10rem; }
/* Surprise is shaded in ink, here as everywhere: warm and cold are for the temperature, and for signs. */
.likely :is(.shaded, .shade-scale i) { --warm: 33 29 24; --full: 0.36; }
@media (prefers-color-scheme: dark) { .likely :is(.shaded, .shade-scale i) { --warm: 233 227 216; } }
.likely .examples { display: flex; flex-wrap: wrap; gap: 0 1.25rem; align-items: center; }
.likely .verdict { font-size: 1.1875rem; }
.likely .readout { min-height: 1.5em; color: var(--soft); }
.likely .hardest { list-style: none; margin: 0; padding: 0; display: grid; gap: 0; }
.likely .hardest button { width: 100%; text-align: start; display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 1rem; text-decoration: none; align-items: baseline; }
.likely .hardest q { quotes: none; overflow-wrap: anywhere; }
.likely .hardest b { font-weight: inherit; color: var(--ink); text-decoration: underline; text-underline-offset: 0.2em; }
@media (min-width: 62rem) { .likely { grid-template-columns: 1fr 1fr; gap: 5rem; } }
`;

const patience = 250; // ms without a change before a text is scored

/** @type {import('./rooms.js').Open} */
export function open(body, page) {
  addStyle(shadedTextCss + css);
  const details = /** @type {HTMLDetailsElement} */ (body.closest('details'));

  // --- what stands in the room

  const field = make('textarea', { id: 'likely-text', rows: 3, dir: 'auto', spellcheck: false, autocomplete: 'off' });
  const examples = make('p', { className: 'examples' });
  const limit = make('p', { className: 'note', hidden: true });
  const unknown = make('p', { className: 'note', hidden: true });
  const verdict = make('p', { className: 'verdict', role: 'status' });
  const nothing = make('p', { className: 'note' });
  const readout = make('p', { className: 'readout', id: 'likely-readout' });
  const hardest = make('ol', { className: 'hardest' });
  const most = make('span');
  const results = make('div', { className: 'results', hidden: true });
  const text = new ShadedText('Each token and how surprising it was', (index) => describe(index), (index) =>
    setWithNumbers(readout, describe(index)));

  body.classList.add('likely');
  results.append(
    make('p', { className: 'shade-scale' }, 'expected', make('i', { 'aria-hidden': 'true' }), most),
    text.element, readout,
    make('h3', {}, 'What surprised it most'), hardest);
  body.append(make('div', {},
    make('p', {}, 'Give the model a text, and it says how well it could have guessed each part of it from what stands before.'),
    make('p', { className: 'field' }, make('label', { htmlFor: 'likely-text' }, 'Your text'), field),
    examples, limit, verdict, nothing, unknown), results);

  // --- the scoring

  /** @typedef {import('./surprise.js').Token} Token */
  /** @type {{ tokens: Token[], vocabSize: number }} */
  let shown = { tokens: [], vocabSize: 1 };
  let due = 0;

  /** @param {number} index */
  function describe(index) {
    const { tokens, vocabSize } = shown;
    const { text, rank, logProbability } = tokens[index];
    return `“${showBlanks(text)}”: probability ${formatProbability(Math.exp(logProbability))}, ` +
      `choice ${count(rank)} of ${count(vocabSize)}, ${bitsOf(tokens[index]).toFixed(2)} bits`;
  }

  const score = latest(async (signal) => {
    clearTimeout(due);
    if (!details.open) return;
    const model = await page.model();
    signal.throwIfAborted();
    showExamples(model.info);
    const all = field.value;
    const part = all.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
    const result = part.trim() ? await model.score(part, { signal }) : null;
    const replacements = result ? await findUnknown(model, part) : [];
    signal.throwIfAborted();
    show(result, model.info, replacements, all.length - part.length);
  }, showTrouble);

  /** @param {import('./models.js').Model} model @param {string} part */
  async function findUnknown(model, part) {
    // Each character or word once is enough to know them by.
    const distinct = model.info.tokenizer === 'word' ? [...new Set(part.split(/\s+/))].join(' ') : [...new Set(part)].join('');
    const session = await model.session(distinct);
    session.dispose();
    return session.replacements;
  }

  /** @param {any} error */
  function showTrouble(error) {
    if (error.code === 'disposed') return; // another model has been chosen, and is asked next
    results.hidden = true;
    unknown.hidden = nothing.hidden = true;
    setWithNumbers(verdict, error.code === 'text-empty' ? 'The model knows nothing of this text.' : String(error.message));
  }

  /**
   * @param {any} result of model.score() @param {any} info @param {{ from: string, to: string }[]} replacements
   * @param {number} left how many characters were not scored
   */
  function show(result, info, replacements, left) {
    results.hidden = nothing.hidden = !result;
    limit.hidden = left === 0;
    setWithNumbers(limit, `The first ${count(longest)} characters are scored; the ${count(left)} after them are not.`);
    if (!result) return setWithNumbers(verdict, '');
    const { sentence, comparison, unknownWords } = summarise(result, info, unitOf(info), replacements);
    setWithNumbers(verdict, sentence);
    setWithNumbers(nothing, comparison);
    unknown.hidden = !unknownWords;
    unknown.textContent = unknownWords;
    const { tokens } = result;
    shown = { tokens, vocabSize: info.vocabSize };
    const worst = Math.log2(info.vocabSize);
    setWithNumbers(most, `${worst.toFixed(1)} bits or more`);
    const bits = /** @type {Token[]} */ (tokens).map(bitsOf);
    text.show(tokens.map((/** @type {Token} */ token) => token.text), bits.map((value) => value / worst));
    hardest.replaceChildren(...hardestOf(tokens).map(({ index, before }) => {
      const value = make('span');
      setWithNumbers(value, `${bits[index].toFixed(1)} bits`);
      return make('li', {}, make('button', { type: 'button', className: 'quiet', onclick: () => text.choose(index) },
        make('q', { dir: 'auto' }, before, make('b', {}, showBlanks(tokens[index].text))), value));
    }));
    text.choose(hardestOf(tokens)[0].index, false);
  }

  // --- what the reader does

  /** @param {string} value */
  function fill(value) {
    field.value = value;
    score();
  }

  let exampleOf = '';
  /** @param {any} info */
  function showExamples(info) {
    if (exampleOf === info.name) return;
    exampleOf = info.name;
    const texts = [{ name: 'The text above', text: page.text }, ...examplesFor(info)];
    examples.replaceChildren('Or take:', ...texts.map(({ name, text }) =>
      make('button', { type: 'button', className: 'quiet', onclick: () => fill(text()) }, name)));
    field.value ||= texts[1].text();
  }

  field.oninput = () => {
    clearTimeout(due);
    due = window.setTimeout(score, patience);
  };
  page.events.addEventListener('model', () => {
    score.abort();
    score();
  });
  details.addEventListener('toggle', () => (details.open ? score() : score.abort()));
  score();
}
