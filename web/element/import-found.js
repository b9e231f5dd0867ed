// What was found in another framework's files, in words: the facts, the tokens, what was assumed.
import { describeLayer } from '../i18n/layer.js';
import { make } from './dom.js';
import { setWithNumbers } from './numbers.js';
import { showBlanks } from './visible.js';

/**
 * @typedef {import('../i18n/importing.js').ImportWords} Words
 * @typedef {import('../i18n/locale.js').Locale} Locale
 * @typedef {import('../worker/import.js').Found} Found
 */

const mostTokens = 400; // shown

/** @param {Found['context']} context @param {Words['reads']} t @param {Locale} locale */
function describeReading(context, t, locale) {
  if (!context) return t.open;
  if (context === 'stateful') return t.stateful;
  const { window, pad } = context;
  return (pad ? pad.masked ? t.masked : t.padded : t.window)(locale.count(window));
}

/** Returns the tokens, to be opened. @param {string[]} tokens @param {Words} t @param {Locale} locale */
export function listTokens(tokens, t, locale) {
  const list = make('p', { className: 'tokens', translate: false, dir: 'ltr' });
  const details = make('details', {}, make('summary', {}, t.tokens), list);
  details.ontoggle = () => {
    if (list.firstChild) return;
    list.append(...tokens.slice(0, mostTokens).flatMap((token) => [make('code', {}, showBlanks(token)), ' ']));
    if (tokens.length > mostTokens) list.append(t.more(locale.count(tokens.length - mostTokens)));
  };
  return details;
}

/** @param {Found} found @param {Words} t @param {Locale} locale */
export function listFacts(found, t, locale) {
  const { facts } = t;
  const { format, layers, parameters, bytes, context, vocabulary, vocabSize } = found;
  const layerList = make('ol', {}, ...layers.map((layer) => {
    const item = make('li');
    setWithNumbers(item, describeLayer(layer, t, locale));
    return item;
  }));
  const from = vocabulary && (/** @type {{ [from: string]: string }} */ (t.sources)[vocabulary.from] ?? vocabulary.from);
  const units = vocabulary && (t.units[/** @type {'char'} */ (vocabulary.kind)] ?? t.units.other);
  const words = vocabulary ? t.vocabulary(locale.count(vocabulary.tokens.length), String(units), String(from))
    : vocabSize ? t.noVocabulary(locale.count(vocabSize)) : t.reads.open;
  /** @type {[string, (Node | string)[]][]} */
  const rows = [
    [facts.format, [locale.isolate(format)]],
    ...(layers.length > 0 ? /** @type {[string, Node[]][]} */ ([[facts.layers, [layerList]]]) : []),
    [facts.weights, [t.weights(locale.count(parameters), locale.size(bytes))]],
    [facts.vocabulary, [words, ...(vocabulary && vocabulary.kind !== 'byte' ? [listTokens(vocabulary.tokens, t, locale)] : [])]],
    [facts.reads, [describeReading(context, t.reads, locale)]],
  ];
  return make('dl', {}, ...rows.map(([name, value]) => {
    const described = make('dd', {}, ...value.slice(1));
    if (typeof value[0] === 'string') {
      const line = make('p');
      setWithNumbers(line, value[0]);
      described.prepend(line);
    } else described.prepend(value[0]);
    return make('div', {}, make('dt', {}, name), described);
  }));
}

/** Returns a value of a note as a text. @param {any} value @param {Locale} locale @returns {string} */
const valueOf = (value, locale) => (typeof value === 'number' ? locale.count(value)
  : Array.isArray(value) ? value.map((one) => (typeof one === 'string' ? locale.isolate(showBlanks(one)) : valueOf(one, locale))).join(', ')
    : locale.isolate(String(value ?? '')));

/** Returns the notes as sentences. @param {Found['notes']} notes @param {Words} t @param {Locale} locale */
export const tellNotes = (notes, t, locale) => notes.map(({ code, ...values }) => {
  const say = /** @type {{ [code: string]: (note: any) => string }} */ (t.notes)[code];
  const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueOf(value, locale)]));
  return say ? say(texts) : [code, ...Object.values(texts)].join(': ');
});
