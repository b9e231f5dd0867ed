// A loop is found where it begins.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { distinctShare, findLoop } from '../../web/element/loop.js';

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

it('the share of different runs is 1 where nothing recurs', () => {
  assert.equal(distinctShare([...'abcdef'], 2), 1);
  assert.equal(distinctShare([...'aaaaa'], 2), 1 / 4);
  assert.equal(distinctShare(['a'], 2), 1);
  assert.equal(distinctShare(['ab', 'c', 'a', 'bc'], 2), 1);
});
