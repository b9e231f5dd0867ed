// The helper of the Keras text generation example, exactly: float64, log,
// divide by the temperature, exp, normalise, one multinomial draw, argmax of
// the one-hot. What fails there is clear behaviour here: a zero stays zero, a
// sum over 1 is no error, temperature 0 is argmax, NaN is refused. Generation
// does not use it: cpp/sampling computes in f32.

import { LukewarmError } from './errors.js';
import { draw, reweight as reweighted } from './reweight.js';

/**
 * @param {string} message
 * @returns {never}
 */
function refuse(message) {
  throw new LukewarmError('invalid-argument', message);
}

/**
 * @param {ArrayLike<number>} probabilities
 * @param {number} temperature
 */
function check(probabilities, temperature) {
  if (typeof temperature !== 'number' || !(temperature >= 0)) {
    refuse('temperature must be 0 (always the most probable) or greater.');
  }
  const list = Array.isArray(probabilities) ||
    (ArrayBuffer.isView(probabilities) && !(probabilities instanceof DataView));
  if (!list) refuse('probabilities must be an array or a typed array.');
  if (probabilities.length === 0) {
    refuse('There are no probabilities to draw from: the list is empty.');
  }
  let any = false;
  for (let i = 0; i < probabilities.length; i++) {
    const p = probabilities[i];
    if (typeof p !== 'number' || !(p >= 0) || p === Infinity) {
      const what = typeof p !== 'number' ? 'not a number'
        : p !== p ? 'NaN' : p < 0 ? 'negative' : 'infinite';
      refuse(`Probability ${i} is ${what}: all must be finite and at least 0.`);
    }
    any ||= p > 0;
  }
  if (!any) {
    refuse('All probabilities are 0: at least one must be greater.');
  }
}

/**
 * Returns the probabilities after temperature: p^(1/T), normalised. A zero
 * stays zero; temperature 0 puts everything on the largest (the first of
 * equals), Infinity spreads evenly over what is not zero.
 * @param {ArrayLike<number>} probabilities an array or a typed array; its sum
 *     need not be 1
 * @param {number} [temperature]
 * @returns {Float64Array}
 * @throws {LukewarmError} 'invalid-argument'
 */
export function reweight(probabilities, temperature = 1) {
  check(probabilities, temperature);
  return reweighted(probabilities, temperature);
}

/**
 * Draws an index, at random but by the probabilities after temperature; never
 * one of probability 0.
 * @param {ArrayLike<number>} probabilities an array or a typed array; its sum
 *     need not be 1
 * @param {number} [temperature] 0: the most probable; 1: as given; above: more
 *     even
 * @param {(() => number) | import('./numpy-random.js').NumpyRandom} [random]
 *     called once; returns a number in [0, 1). numpyRandom(seed) draws the
 *     indices that the helper draws in Python after np.random.seed(seed)
 * @returns {number}
 * @throws {LukewarmError} 'invalid-argument'
 */
export function sample(probabilities, temperature = 1, random = Math.random) {
  if (typeof random !== 'function') {
    refuse('random must be a function that returns a number from 0 to below 1.');
  }
  const weights = reweight(probabilities, temperature);
  if ('multinomial' in random) return random.multinomial(weights);
  const uniform = random();
  if (typeof uniform !== 'number' || !(uniform >= 0 && uniform < 1)) {
    refuse('The random number must be at least 0 and less than 1.');
  }
  return draw(weights, uniform);
}
