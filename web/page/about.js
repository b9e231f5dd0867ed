// What the loaded model is, in sentences.
import { count, element, size, title } from './elements.js';

const cells = /** @type {Record<string, string>} */ ({ lstm: 'an LSTM', gru: 'a GRU', rnn: 'a simple recurrent' });
const units = /** @type {Record<string, string>} */ ({ char: 'characters', byte: 'bytes', word: 'words' });

/** Returns what the model's tokens are called. @param {any} info */
export const unitOf = (info) => units[info.tokenizer] ?? 'tokens';

/** Shows what the model is. @param {any} info */
export function showModel(info) {
  element('about').textContent = describeModel(info);
  element('length-unit').textContent = unitOf(info);
}

/** @param {any} info model.info */
function describeModel(info) {
  const { name, license, layers, vocabSize, trainingData, evaluation, bytes } = info;
  const recurrent = layers.filter((/** @type {any} */ { kind }) => kind in cells);
  const kinds = [...new Set(recurrent.map((/** @type {any} */ { kind }) => cells[kind]))];
  const unit = unitOf(info);
  const sentences = [
    `“${title(name)}” is ${kinds.length === 1 ? kinds[0] : 'a recurrent'} network with ${recurrent.map((/** @type {any} */ layer) => layer.size).join(' + ')} units, ${size(bytes)} in all.`,
    `It knows ${count(vocabSize)} ${unit}.`,
    trainingData && `It has read: ${trainingData.replace(/\.$/, '')}.`,
    evaluation && `On text it had not seen (${evaluation.split}) its loss is ${evaluation.loss.toFixed(3)} nats for each of its ${unit}; less is better.`,
    license && `Licence: ${license}.`,
  ];
  return sentences.filter(Boolean).join(' ');
}
