// NumPy's legacy random numbers: the generator behind np.random.seed(n), and np.random.multinomial() on it, so that what
// a Python tutorial printed can be had again. In a file of its own, which sample.js does not import: pages that draw
// otherwise do not load it.

import { LukewarmError } from './errors.js';
import { legacyRandom } from './mt19937.js';

/**
 * @typedef {(() => number) & { multinomial: (pvals: ArrayLike<number>) => number }} NumpyRandom the next number of
 *     np.random.random_sample(), in [0, 1), a multiple of 2^-53; multinomial(pvals) is
 *     np.argmax(np.random.multinomial(1, pvals, 1)), after the same numbers
 */

/** @param {ArrayLike<number>} pvals */
function check(pvals) {
  let sum = 0;
  for (let i = 0; i < pvals.length; i++) {
    if (!(pvals[i] >= 0 && pvals[i] <= 1)) {
      throw new LukewarmError('invalid-argument', `Probability ${i} must be between 0 and 1.`);
    }
    if (i < pvals.length - 1) sum += pvals[i];
  }
  if (pvals.length === 0) throw new LukewarmError('invalid-argument', 'The list of probabilities is empty.');
  if (sum > 1 + 1e-12) {
    throw new LukewarmError('invalid-argument', 'The sum of all probabilities but the last must be at most 1.');
  }
}

/**
 * Returns the random numbers that NumPy has after np.random.seed(seed), for sample(): with them it draws the very
 * indices that the Python helper draws, call by call (NumPy 1.17 and later).
 * @param {number} seed a whole number from 0 to 2^32 - 1
 * @returns {NumpyRandom}
 * @throws {LukewarmError} 'invalid-argument'
 */
export function numpyRandom(seed) {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new LukewarmError('invalid-argument', 'The seed must be a whole number from 0 to 4294967295, as in NumPy.');
  }
  const random = legacyRandom(seed);
  const { multinomial } = random;
  return Object.assign(() => random(), { multinomial: (/** @type {ArrayLike<number>} */ pvals) => (check(pvals), multinomial(pvals)) });
}
