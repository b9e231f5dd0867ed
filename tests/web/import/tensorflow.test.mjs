// TensorFlow's checkpoints and SavedModels give the model's own probabilities (tests/golden/import/tensorflow, made by
// make_tensorflow.py).
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { checkFixture, golden, openFixture } from './harness.mjs';

const folders = readdirSync(join(golden, 'tensorflow'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const most = { f32: 0, int8: 0 };

describe('TensorFlow', () => {
  after(() => console.log(`largest differences of probabilities: ${most.f32} in f32, ${most.int8} in int8`));

  for (const name of folders) {
    it(`${name} gives TensorFlow's probabilities`, async () => {
      const { f32, int8, found } = await checkFixture(`tensorflow/${name}`);
      most.f32 = Math.max(most.f32, f32);
      most.int8 = Math.max(most.int8, int8);
      const expected = JSON.parse(readFileSync(join(golden, 'tensorflow', name, 'expected.json'), 'utf8'));
      assert.equal(found.recipe, expected.recipe);
      assert.match(found.format, name.startsWith('saved') ? /^TensorFlow SavedModel of 2/ : name.startsWith('version-1') ? /^TensorFlow 1 checkpoint$/ : /^TensorFlow checkpoint$/);
    });
  }

  it('takes the vocabulary of StringLookup from the graph of a SavedModel', async () => {
    for (const name of ['saved-one-step', 'saved-one-step-keras-3']) {
      const { vocabulary } = (await openFixture(`tensorflow/${name}`)).found;
      assert.deepEqual(vocabulary?.tokens, ['[UNK]', '\n', ' ', 'a', 'b', 'c', 'd', 'e', 'f']);
      assert.deepEqual(vocabulary.special, [0]);
    }
  });

  it('takes it from the tables of older ones', async () => {
    const { vocabulary } = (await openFixture('tensorflow/saved-table')).found;
    assert.deepEqual(vocabulary?.tokens.slice(1), ['[UNK]', '\n', ' ', 'a', 'b', 'c', 'd', 'e', 'f']);
    assert.deepEqual(vocabulary.special, [0, 1]);
  });

  it('reads the checkpoint that its state file names, and no optimizer', async () => {
    const { found } = await openFixture('tensorflow/checkpoint');
    assert.equal(found.parameters, 9 * 4 + 3 * 5 * (4 + 5 + 2) + 5 * 9 + 9);
    assert.equal(found.context, 'stateful');
    assert.deepEqual(found.questions, []);
  });
});
