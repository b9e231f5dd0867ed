// The random numbers of the teaching figures are the engine's.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { philox, uniforms } from '../../web/engine/rng.js';

it('philox equals its authors\' known answers', () => {
  // From the file kat_vectors of Random123, the library of the algorithm's authors.
  assert.deepEqual(philox([0, 0, 0, 0], [0, 0]), [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
  const ones = 0xffffffff;
  assert.deepEqual(philox([ones, ones, ones, ones], [ones, ones]), [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]);
  assert.deepEqual(philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]),
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]);
});

it('uniforms are the upper 53 bits of each 64, low word first', () => {
  const next = uniforms(0);
  assert.equal(next(), Number(0xe169c58d6627e8d5n >> 11n) / 2 ** 53);
  assert.equal(next(), Number(0x9b00dbd8bc57ac4cn >> 11n) / 2 ** 53);
});

it('a seed of 64 bits is used whole', () => {
  const [low, high] = philox([0, 0, 0, 0], [0x89abcdef, 0x01234567]);
  const bits = (BigInt(high) << 32n) | BigInt(low);
  assert.equal(uniforms(0x0123456789abcdefn)(), Number(bits >> 11n) / 2 ** 53);
});

it('a number depends on seed and position only', () => {
  const next = uniforms(42);
  const numbers = Array.from({ length: 100 }, next);
  for (const i of [99, 0, 50, 1]) assert.equal(uniforms(42, i)(), numbers[i]);
  assert.notEqual(uniforms(42, 2 ** 34)(), uniforms(42)());
});
