// What the loaded model is, in sentences.
import { about as english } from '../i18n/en.js';

/**
 * Returns what a model is, in parts: every second one is of its file, in whatever language.
 * @param {import('../engine/model.js').ModelInfo} info @param {import('../i18n/locale.js').Locale} locale
 */
export function describeModel({ name, license, layers, vocabSize, tokenizer, trainingData, evaluation, bytes }, locale) {
  const t = locale.messages('about', english);
  const recurrent = layers.filter(({ kind }) => kind !== 'other' && Object.hasOwn(t.cells, kind));
  const kinds = [...new Set(recurrent.map(({ kind }) => t.cells[/** @type {'lstm'} */ (kind)]))];
  /** @type {string[]} */
  const own = [];
  /** @param {string} text of the file; "\n" keeps its place */
  const file = (text) => (own.push(locale.isolate(text)), '\n');
  const unit = t.units[/** @type {'char'} */ (tokenizer)] ?? t.units.other;
  const sentences = [
    t.network(file(locale.title(name)), kinds.length === 1 ? kinds[0] : t.cells.other, recurrent.map(({ size }) => size).join(' + '), locale.size(bytes)),
    t.knows(locale.count(vocabSize), unit),
    trainingData && t.read(file(trainingData.replace(/\.$/, ''))),
    evaluation && t.loss(file(evaluation.split), locale.fixed(evaluation.loss, 3), unit),
    license && t.license(file(license)),
  ];
  return sentences.filter(Boolean).join(' ').split('\n').flatMap((ours, i) => (i ? [own[i - 1], ours] : ours));
}
