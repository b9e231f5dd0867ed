/** Lukewarm: text from a recurrent neural network, at the temperature you choose. */
export { loadModel } from './engine/model.js';
export { sample, reweight } from './engine/sample.js';
export { numpyRandom } from './engine/numpy-random.js';
export { LukewarmError } from './engine/errors.js';
