/** Lukewarm: text from a recurrent neural network, at the temperature you choose. */

/**
 * @typedef {import('./worker/model.js').Candidate} Candidate
 * @typedef {import('./worker/model.js').DistributionOptions} DistributionOptions
 * @typedef {import('./worker/model.js').GenerateOptions} GenerateOptions
 * @typedef {import('./worker/model.js').LoadOptions} LoadOptions
 * @typedef {import('./worker/model.js').ModelInfo} ModelInfo
 * @typedef {import('./worker/model.js').Progress} Progress
 * @typedef {import('./worker/model.js').Replacement} Replacement
 * @typedef {import('./worker/model.js').Source} Source
 * @typedef {import('./worker/model.js').Step} Step
 */

export { Generation, Model, Session, loadModel } from './worker/model.js';
export { sample, reweight } from './engine/sample.js';
export { numpyRandom } from './engine/numpy-random.js';
export { LukewarmError } from './engine/errors.js';
export { setAssets } from './engine/assets.js';
