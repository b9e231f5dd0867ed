// NumPy's draws: tests/golden/numpy_draws.json, which make_numpy_draws.py wrote with NumPy itself.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { LukewarmError } from '../../web/engine/errors.js';
import { numpyRandom } from '../../web/engine/numpy-random.js';
import { reweight, sample } from '../../web/engine/sample.js';

const golden = JSON.parse(readFileSync(new URL('../golden/numpy_draws.json', import.meta.url), 'utf8'));

// As in make_numpy_draws.py.
function probabilities(size) {
  if (size === 3) return [0.7, 0.1, 0.2];
  let state = 2463534242;
  const weights = Array.from({ length: size }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % 9 === 0 ? 0 : (state % 1000) ** 3;
  });
  const total = weights.reduce((a, b) => a + b);
  return weights.map((weight) => weight / total);
}

for (const { size, temperature, seed, first, hash, next } of golden.cases) {
  test(`${golden.draws} draws of ${size} at temperature ${temperature} are NumPy's`, () => {
    const p = probabilities(size);
    const random = numpyRandom(seed);
    const drawn = first.map(() => sample(p, temperature, random));
    assert.deepEqual(drawn, first);
    const weights = reweight(p, temperature); // sample() would compute them again for every draw
    while (drawn.length < golden.draws) drawn.push(random.multinomial(weights));
    const sum = drawn.reduce((value, index) => Math.imul(value ^ index, 16777619), 2166136261) >>> 0;
    assert.equal(sum, hash);
    assert.equal(random(), next); // as many numbers were drawn
  });
}

test('the numbers are random_sample()\'s', () => {
  // np.random.seed(0) and np.random.seed(5489), as every NumPy prints them; 5489 is the default seed of MT19937, whose
  // first two words are 3499211612 and 581869302.
  const random = numpyRandom(0);
  assert.deepEqual([random(), random(), random()], [0.5488135039273248, 0.7151893663724195, 0.6027633760716439]);
  assert.equal(numpyRandom(5489)(), ((3499211612 >>> 5) * 2 ** 26 + (581869302 >>> 6)) / 2 ** 53);
});

test('a probability of 0 is never drawn and takes no number; the last category takes what is left', () => {
  const random = numpyRandom(7);
  assert.equal(random.multinomial([0, 0, 1]), 2);
  assert.equal(random(), numpyRandom(7)());
  for (let i = 0; i < 1000; i++) assert.equal(random.multinomial([0, 1, 0]), 1);
  for (let i = 0; i < 1000; i++) assert.notEqual(random.multinomial([0.3, 0, 0.7]), 1);
  assert.equal(random.multinomial([0.5]), 0);
});

test('every temperature draws', () => {
  for (const t of [0, 1e-300, 1e300, Infinity]) {
    assert.notEqual(sample([0, 0.7, 0.3, 0], t, numpyRandom(1)), 0);
    assert.notEqual(sample([0, 0.7, 0.3, 0], t, numpyRandom(1)), 3);
  }
  assert.equal(sample([0.2, 0.5, 0.3], 0, numpyRandom(1)), 1);
});

test('what NumPy refuses is refused', () => {
  const mistakes = [
    [/sum/, () => numpyRandom(1).multinomial([0.6, 0.6, 0])],
    [/sum/, () => numpyRandom(1).multinomial([0.5, 0.5 + 2e-12, 0])],
    [/Probability 1/, () => numpyRandom(1).multinomial([0, NaN])],
    [/Probability 0/, () => numpyRandom(1).multinomial([-0.1, 1])],
    [/Probability 0/, () => numpyRandom(1).multinomial([1.1])],
    [/empty/, () => numpyRandom(1).multinomial([])],
    ...[-1, 2 ** 32, 0.5, NaN, '1', undefined, 1n].map((seed) => [/seed/, () => numpyRandom(seed)]),
  ];
  for (const [pattern, call] of mistakes) {
    assert.throws(call, (error) => error instanceof LukewarmError && error.code === 'invalid-argument' &&
      pattern.test(error.message));
  }
  assert.equal(numpyRandom(1).multinomial([0.5, 0.5 + 5e-13, 0]) < 3, true); // within NumPy's tolerance
});
