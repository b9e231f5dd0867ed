/** What a model does beside writing a text; it comes with the rest of the module. */
import { cutIntoLayers, whatToRead } from './activations.js';
import { Handle } from './module.js';
import { checkNames, string } from './options.js';
import { textOf } from './session.js';
import { inSlices } from './slices.js';

export { SideBySide } from './side-by-side.js';

/** @typedef {import('./session.js').Engine} Engine */

/**
 * Model.score().
 * @param {Engine} engine @param {Handle} model @param {string} text @param {{ signal?: AbortSignal }} options
 */
export async function score({ wasm }, model, text, options) {
  checkNames(options, ['signal']);
  const normal = string(text, 'The text');
  const scorer = new Handle(wasm, model.call('_scorer', normal), 'score');
  try {
    await inSlices((count) => scorer.call('_next', count), options.signal);
    const { ids, textEnds, logProbabilities, ranks, entropies } = scorer.call('_tokens');
    const tokens = ids.map((/** @type {number} */ id, /** @type {number} */ i) => ({
      id, text: textOf(normal, textEnds, i), logProbability: logProbabilities[i], rank: ranks[i], entropy: entropies[i],
    }));
    return { tokens, ...scorer.call('_total') };
  } finally {
    scorer.free();
  }
}

/**
 * Model.activations().
 * @param {Engine} engine @param {Handle} model @param {import('./model.js').ModelInfo} info @param {string} text
 * @param {import('./activations.js').ActivationOptions} options
 */
export async function activations({ wasm }, model, info, text, options) {
  const normal = string(text, 'The text');
  const asked = whatToRead(info, options);
  const read = new Handle(wasm, model.call('_activations', normal, asked.layer, asked.bits), 'result');
  try {
    await inSlices((count) => read.call('_next', count), options.signal);
    const textEnds = read.call('_textEnds', normal);
    const tokens = read.call('_ids').map((/** @type {number} */ id, /** @type {number} */ i) => ({ id, text: textOf(normal, textEnds, i) }));
    return { tokens, layers: cutIntoLayers(info, asked, tokens.length, read.call('_values')) };
  } finally {
    read.free();
  }
}
