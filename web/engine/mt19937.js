// NumPy's legacy random numbers, and np.random.multinomial() on them, without a check of what is given: numpy-random.js has
// the public ones.

const size = 624;

/**
 * Returns the next 32 bits of MT19937 (Matsumoto, Nishimura: "Mersenne Twister: a 623-dimensionally equidistributed
 * uniform pseudo-random number generator", 1998), seeded as its authors' init_genrand() does.
 * @param {number} seed
 */
function mt19937(seed) {
  const state = new Uint32Array(size);
  state[0] = seed;
  for (let i = 1; i < size; i++) {
    const last = state[i - 1];
    state[i] = Math.imul(1812433253, last ^ (last >>> 30)) + i;
  }
  let next = size;
  const twist = () => {
    for (let i = 0; i < size; i++) {
      const bits = (state[i] & 0x80000000) | (state[(i + 1) % size] & 0x7fffffff);
      state[i] = state[(i + 397) % size] ^ (bits >>> 1) ^ (bits & 1 ? 0x9908b0df : 0);
    }
    next = 0;
  };
  return () => {
    if (next === size) twist();
    let word = state[next++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  };
}

/**
 * Returns the numbers of np.random.random_sample() after np.random.seed(seed), and what multinomial() draws with them.
 * @param {number} seed 0 to 2^32 - 1
 * @returns {import('./numpy-random.js').NumpyRandom}
 */
export function legacyRandom(seed) {
  const word = mt19937(seed);
  const random = () => {
    const high = word() >>> 5;
    return (high * 2 ** 26 + (word() >>> 6)) / 2 ** 53;
  };
  /** @param {ArrayLike<number>} pvals */
  const multinomial = (pvals) => {
    // One category after another: is it this one, if it was none before? NumPy asks its binomial sampler with n = 1,
    // which takes one number; none for a probability of 0. Where it computes exp(log(1 - p)), 1 - p stands here: the
    // two differ by rounding, which decides one comparison in about 2^53 otherwise.
    let left = 1;
    for (let i = 0; i < pvals.length - 1; i++) {
      const p = pvals[i] / left;
      left -= pvals[i];
      if (p === 0) continue;
      // Above 1/2 the binomial sampler draws the failure.
      const uniform = random();
      if (p <= 0.5 ? uniform > 1 - p : uniform <= 1 - (1 - p)) return i;
    }
    return pvals.length - 1;
  };
  return Object.assign(random, { multinomial });
}
