// A loop is found where it begins.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { findLoop } from '../../web/element/loop.js';
import { Repetition } from '../../web/element/repetition.js';

it('the loop at the end begins with its first repetition', () => {
  assert.deepEqual(findLoop('xyabcabcabc'), { start: 2, period: 3 });
  assert.deepEqual(findLoop('xyabcabcabca'), { start: 2, period: 3 });
  assert.deepEqual(findLoop('zaaa'), { start: 1, period: 1 });
  assert.deepEqual(findLoop(['the ', 'cat ', 'the ', 'cat ', 'the ', 'cat ']), { start: 0, period: 2 });
});

it('twice is no loop, nor is one that ended', () => {
  assert.equal(findLoop(''), null);
  assert.equal(findLoop('abab'), null);
  assert.equal(findLoop('abababx'), null);
});

/** @param {number} length @param {...number[]} texts token ids */
function share(length, ...texts) {
  const repetition = new Repetition(length);
  for (const text of texts) {
    repetition.begin();
    text.forEach((id) => repetition.add(id));
  }
  return repetition.share;
}

it('the share of repeated runs is 0 where nothing recurs in its own text', () => {
  assert.equal(share(2, [1, 2, 3, 4]), 0);
  assert.equal(share(2, [1, 1, 1, 1, 1]), 3 / 4);
  assert.equal(share(2, [1]), 0);
  assert.equal(share(2, [12, 3, 1, 23]), 0);
  assert.equal(share(2, [1, 2], [1, 2], [1, 1, 1]), 1 / 4);
});
