// A short version of node tests/fuzz/import.mjs, with a fixed seed: damaged files of every format are an error with a code and a
// sentence, or a model; nothing else is thrown, nothing hangs, memory is bounded.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixturesOf, fuzz } from '../../fuzz/import.mjs';
import { random } from './hostile.mjs';

const fixtures = await fixturesOf();
const runs = 60;

describe('damaged files', () => {
  for (const format of new Set(fixtures.map((one) => one.format))) {
    it(`of ${format}: a sentence or a model`, async (test) => {
      const own = fixtures.filter((one) => one.format === format);
      const { outcomes, findings } = await fuzz({ fixtures, own, runs, seed: 1 });
      test.diagnostic(JSON.stringify(outcomes));
      assert.deepEqual(findings, []);
      assert.equal(Object.values(outcomes).reduce((a, b) => a + b), runs);
      // The damage is some that matters, and not all of it.
      assert.ok((outcomes.built ?? 0) > 0 && (outcomes['import-damaged'] ?? 0) > 0, JSON.stringify(outcomes));
    });
  }

  it('are the same for the same seed', () => {
    const [a, b] = [random(7), random(7)];
    assert.deepEqual(Array.from({ length: 5 }, a), Array.from({ length: 5 }, b));
  });
});
