/** Lukewarm: text from a recurrent neural network, at the temperature you choose. */
export { Generation, Model, Session, loadModel } from './worker/model.js';
export { sample, reweight } from './engine/sample.js';
export { numpyRandom } from './engine/numpy-random.js';
export { LukewarmError } from './engine/errors.js';
export { setAssets } from './engine/assets.js';
