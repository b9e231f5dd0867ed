// PyTorch's files: every layer, option, kind of file and recipe gives PyTorch's own probabilities (tests/golden/import/torch,
// made by make_torch.py).
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { checkFixture, golden } from './harness.mjs';

const folders = readdirSync(join(golden, 'torch'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const most = { f32: 0, int8: 0 };

describe('torch', () => {
  after(() => console.log(`largest differences of probabilities: ${most.f32} in f32, ${most.int8} in int8`));

  for (const name of folders) {
    it(`${name} gives PyTorch's probabilities`, async () => {
      const { f32, int8, found } = await checkFixture(`torch/${name}`);
      const expected = JSON.parse(readFileSync(join(golden, 'torch', name, 'expected.json'), 'utf8'));
      most.f32 = Math.max(most.f32, f32);
      most.int8 = Math.max(most.int8, int8);
      assert.equal(found.recipe, expected.recipe);
    });
  }
});
