#!/usr/bin/env python3
"""Writes numpy_draws.json: the indices that the Keras helper draws in NumPy.

    python3 make_numpy_draws.py         needs numpy (written by 2.4.6)

Each case has 10,000 draws after np.random.seed(seed): the first 200 in full,
all of them as an FNV-1a hash, and the number of random_sample() that follows.
The probabilities are made of whole numbers (see `probabilities`), so that the
test makes the same ones.
"""

import json
import pathlib

import numpy as np

DRAWS = 10000
FIRST = 200
TEMPERATURES = [0.2, 0.5, 1.0, 1.2, 2.0]
SIZES = [3, 27, 65, 1000, 10000]


def sample(preds, temperature):
    """The helper of the Keras example, as tutorials have it."""
    preds = np.asarray(preds).astype('float64')
    preds = np.log(preds) / temperature
    exp_preds = np.exp(preds)
    preds = exp_preds / np.sum(exp_preds)
    probas = np.random.multinomial(1, preds, 1)
    return np.argmax(probas)


def probabilities(size):
    """The toy vocabulary; else cubes of xorshift32 (Marsaglia 2003), a ninth of
    them 0, over their sum."""
    if size == 3:
        return [0.7, 0.1, 0.2]
    state, weights = 2463534242, []
    for _ in range(size):
        state ^= state << 13 & 0xffffffff
        state ^= state >> 17
        state ^= state << 5 & 0xffffffff
        weights.append(0 if state % 9 == 0 else (state % 1000) ** 3)
    total = sum(weights)
    return [weight / total for weight in weights]


def fnv1a(indices):
    value = 2166136261
    for index in indices:
        value = (value ^ index) * 16777619 & 0xffffffff
    return value


def main():
    np.seterr(divide='ignore')  # the logarithm of 0
    cases = []
    for size in SIZES:
        p = probabilities(size)
        for number, temperature in enumerate(TEMPERATURES):
            seed = [0, 1, 42, 20260729, 2**32 - 1][number]
            np.random.seed(seed)
            drawn = [int(sample(p, temperature)) for _ in range(DRAWS)]
            cases.append(dict(size=size, temperature=temperature, seed=seed,
                              first=drawn[:FIRST], hash=fnv1a(drawn),
                              next=np.random.random_sample()))
    path = pathlib.Path(__file__).with_name('numpy_draws.json')
    lines = ',\n'.join(json.dumps(case, separators=(',', ':')) for case in cases)
    path.write_text(f'{{"draws": {DRAWS}, "cases": [\n{lines}\n]}}\n')
    print(f'{path.name}: {len(cases)} cases')


if __name__ == '__main__':
    main()
