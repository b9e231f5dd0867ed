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
 * @typedef {import('./worker/import.js').Import} Import
 * @typedef {import('./worker/import.js').ImportOptions} ImportOptions
 * @typedef {import('./worker/import.js').ImportSource} ImportSource
 */

export { Generation, Model, Session, loadModel } from './worker/model.js';
export { sample, reweight } from './engine/sample.js';
export { numpyRandom } from './engine/numpy-random.js';
export { LukewarmError } from './engine/errors.js';
export { setAssets } from './engine/assets.js';

/**
 * Opens the files of another framework's model, says what is in them, and makes a model file of them.
 * @param {ImportSource | Iterable<ImportSource>} files Files, Blobs, bytes, with names of their own as { name, data }, a FileList,
 *     addresses, and in Node paths, also of folders; one of these or several
 * @param {ImportOptions} [options]
 * @returns {Promise<Import>} errors: import-unrecognized, import-unsupported, import-damaged, import-incomplete, import-too-large
 */
export const openImport = async (files, options) => (await import('./worker/import.js')).openImport(files, options);
