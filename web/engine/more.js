/** What a model does beside writing a text; it comes with the rest of the module. */
import { cutIntoLayers, whatToRead } from './activations.js';
import { Handle } from './module.js';
import { checkNames, string } from './options.js';
import { inSlices } from './slices.js';
import { textOf } from './steps.js';

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
    await inSlices((count) => scorer.call('_next', count), options);
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
    await inSlices((count) => read.call('_next', count), options);
    const textEnds = read.call('_textEnds', normal);
    const tokens = read.call('_ids').map((/** @type {number} */ id, /** @type {number} */ i) => ({ id, text: textOf(normal, textEnds, i) }));
    return { tokens, layers: cutIntoLayers(info, asked, tokens.length, read.call('_values')) };
  } finally {
    read.free();
  }
}

/**
 * Takes the faster of the relaxed kernels: with VNNI one instruction does what else takes three. Where the clock is too
 * coarse to tell, as it is against fingerprinting, the first.
 * @param {any} module
 */
export function takeFastest(module) {
  const trials = ['relaxed-simd', 'relaxed-simd-split'].map((kernel) => ({ kernel, took: 0 }));
  let isFine = true;
  for (let round = 0; round < 6; round++) { // in turn, and not the first, which compiles
    for (const trial of trials) {
      module.forceKernel(trial.kernel);
      const from = performance.now();
      module.runTrial();
      const took = performance.now() - from;
      if (round > 0) trial.took += took;
      isFine &&= took > 0;
    }
  }
  module.forceKernel(isFine && trials[1].took < trials[0].took ? trials[1].kernel : trials[0].kernel);
}
