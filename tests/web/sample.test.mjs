// The Keras helper: its numbers, its laws, and float64 exp and log, which equal the C++.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { LukewarmError } from '../../web/engine/errors.js';
import { exp, log } from '../../web/engine/math.js';
import { reweight, sample } from '../../web/engine/sample.js';

const toy = [0.7, 0.1, 0.2]; // cat, dog, frog
const belowOne = 1 - 2 ** -53;

const view = new DataView(new ArrayBuffer(8));

function fromHex(hex) {
  view.setBigUint64(0, BigInt('0x' + hex));
  return view.getFloat64(0);
}

function toHex(value) {
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}

// tests/sampling/javascript_test.cc writes the file and says what is in it.
const golden = readFileSync(new URL('../golden/float64.txt', import.meta.url),
  'utf8').trim().split('\n').map((line) => line.split(' '));
const lines = (kind) => golden.filter((fields) => fields[0] === kind);

// xorshift32, as in javascript_test.cc.
function words() {
  let state = 2463534242;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

function checksum(count, next) {
  const word = words();
  let hash = 2166136261;
  for (let n = 0; n < count; n++) {
    view.setFloat64(0, next(word));
    hash = Math.imul(hash ^ view.getUint32(4), 16777619);
    hash = Math.imul(hash ^ view.getUint32(0), 16777619);
  }
  return hash >>> 0;
}

test('exp and log equal the C++ at the edges, bit for bit', () => {
  for (const [, x, result] of lines('exp')) {
    assert.equal(toHex(exp(fromHex(x))), result, `exp ${fromHex(x)}`);
  }
  for (const [, x, result] of lines('log')) {
    assert.equal(toHex(log(fromHex(x))), result, `log ${fromHex(x)}`);
  }
  assert.equal(lines('exp').length, 20);
  assert.equal(lines('log').length, 19);
});

test('exp and log equal the C++ over a million inputs', () => {
  const next = {
    exp: (word) => exp(word() * 2 ** -32 * 1500 - 750),
    log: (word) => {
      const high = word() % 0x7ff00000;
      const low = word();
      const bits = new DataView(new ArrayBuffer(8));
      bits.setUint32(0, high);
      bits.setUint32(4, low);
      return log(bits.getFloat64(0));
    },
  };
  const sums = lines('checksum');
  assert.equal(sums.length, 2);
  for (const [, name, count, sum] of sums) {
    assert.equal(checksum(Number(count), next[name]), Number(sum), name);
  }
});

test('exp and log are NaN where they are not defined', () => {
  assert.ok(Number.isNaN(exp(NaN)));
  assert.ok(Number.isNaN(log(NaN)));
  assert.ok(Number.isNaN(log(-1)));
});

// q = p^(1/T) / sum, worked out by hand:
//   T = 0.2: 0.7^5 = 0.16807, 0.1^5 = 0.00001, 0.2^5 = 0.00032; sum 0.16840
//   T = 0.5: squares 0.49, 0.01, 0.04; sum 0.54
//   T = 2:   roots 0.836660026534, 0.316227766017, 0.447213595500;
//            sum 1.600101388051
function near(p, t, wanted) {
  const got = reweight(p, t);
  assert.equal(got.length, wanted.length);
  wanted.forEach((x, i) => assert.ok(Math.abs(got[i] - x) < 1e-12, `${t} ${i}: ${got[i]}`));
}

test('the toy vocabulary has the numbers worked out', () => {
  near(toy, 0.2, [0.998040380047506, 0.0000593824228028504, 0.001900237529691]);
  near(toy, 0.5, [49 / 54, 1 / 54, 4 / 54]);
  near(toy, 1, [0.7, 0.1, 0.2]);
  near(toy, 2, [0.522879383007870, 0.197629830445959, 0.279490786546171]);
});

test('a sum that is not 1 is normalised away', () => {
  near([0.7000001, 0.1000001, 0.2], 1, [0.7000001 / 1.0000002, 0.1000001 / 1.0000002, 0.2 / 1.0000002]);
  near([700, 100, 200], 0.5, [49 / 54, 1 / 54, 4 / 54]);
  near([7e300, 1e300, 2e300], 0.5, [49 / 54, 1 / 54, 4 / 54]);
  near([7e-320, 0, 7e-320], 0.5, [0.5, 0, 0.5]);
});

test('the limits of temperature are argmax and even', () => {
  near(toy, 0, [1, 0, 0]);
  near([0.2, 0.4, 0.4], 0, [0, 1, 0]);
  for (const t of [1e-6, 1e-300, 5e-324]) {
    near(toy, t, [1, 0, 0]);
    near([0.2, 0.4, 0.4], t, [0, 0.5, 0.5]);
  }
  near(toy, Infinity, [1 / 3, 1 / 3, 1 / 3]);
  near(toy, 1e300, [1 / 3, 1 / 3, 1 / 3]);
  near([0.7, 0, 0.3], Infinity, [0.5, 0, 0.5]);
});

test('arrays and typed arrays give the same', () => {
  const p = [0.5, 0.25, 0.25];
  for (const Type of [Float64Array, Float32Array]) {
    assert.deepEqual(reweight(Type.from(p), 0.7), reweight(p, 0.7));
  }
  assert.deepEqual([...reweight(Uint8Array.of(2, 1, 1))], p);
  assert.equal(sample(Uint8Array.of(0, 1), 1, () => 0), 1);
});

test('temperature and random have defaults', () => {
  assert.deepEqual(reweight(toy), reweight(toy, 1));
  assert.ok([0, 1, 2].includes(sample(toy)));
  assert.equal(sample([0, 0, 3]), 2);
});

test('random is called once, at every temperature', () => {
  for (const t of [0, 0.5, Infinity]) {
    let calls = 0;
    sample(toy, t, () => { calls++; return 0.5; });
    assert.equal(calls, 1);
  }
});

test('a zero is never drawn, a sum over 1 is no error, 0 is argmax', () => {
  const p = [0, 0.7, 0.3000001, 0];
  for (const t of [0, 1e-300, 1e-6, 1, Infinity]) {
    assert.equal(sample(p, t, () => 0), 1);
    assert.notEqual(sample(p, t, () => belowOne), 3);
  }
  assert.equal(sample([0.2, 0.4, 0.4], 0, () => belowOne), 1);
});

// The reference owes nothing to the code under test; the generator is fixed.
test('100,000 draws are distributed as p^(1/T)', () => {
  const draws = 100000;
  for (const t of [0.5, 1, 2]) {
    const word = words();
    const counts = [0, 0, 0];
    for (let n = 0; n < draws; n++) {
      counts[sample(toy, t, () => word() / 2 ** 32)]++;
    }
    const powers = toy.map((p) => p ** (1 / t));
    const sum = powers.reduce((a, b) => a + b);
    const chi = powers.reduce((total, power, i) => {
      const expected = power / sum * draws;
      return total + (counts[i] - expected) ** 2 / expected;
    }, 0);
    assert.ok(chi < 27.63, `${t}: ${chi}`); // p = 1e-6 with 2 degrees
  }
});

function refused(pattern, call) {
  assert.throws(call, (error) => {
    assert.ok(error instanceof LukewarmError && error instanceof Error);
    assert.equal(error.code, 'invalid-argument');
    assert.match(error.message, pattern);
    assert.match(error.message, /\.$/);
    return true;
  });
}

test('mistakes are refused with a sentence that names them', () => {
  const mistakes = [
    [/empty/, [], 1],
    [/Probability 1 is NaN/, [0.5, NaN], 1],
    [/Probability 1 is infinite/, [0.5, Infinity], 1],
    [/Probability 0 is negative/, [-1e-9, 1], 1],
    [/Probability 1 is not a number/, [0.5, '0.5'], 1],
    [/Probability 0 is not a number/, [, 1], 1],
    [/Probability 0 is not a number/, BigInt64Array.of(1n), 1],
    [/All probabilities are 0/, [0, 0], 1],
    [/an array or a typed array/, 'cat', 1],
    [/an array or a typed array/, undefined, 1],
    [/an array or a typed array/, null, 1],
    [/an array or a typed array/, { length: 1, 0: 1 }, 1],
    [/an array or a typed array/, new DataView(new ArrayBuffer(8)), 1],
    [/temperature/, toy, -0.1],
    [/temperature/, toy, NaN],
    [/temperature/, toy, '1'],
    [/temperature/, toy, null],
  ];
  for (const [pattern, p, t] of mistakes) {
    refused(pattern, () => reweight(p, t));
    refused(pattern, () => sample(p, t));
  }
});

test('random must be a function with results from 0 to below 1', () => {
  for (const random of [0.5, null, {}]) {
    refused(/must be a function/, () => sample(toy, 1, random));
  }
  for (const result of [1, -1e-9, NaN, Infinity, undefined, '0.5', 0n]) {
    refused(/at least 0 and less than 1/, () => sample(toy, 1, () => result));
  }
});
