// The shipped files are the models that were measured: on text that they have not learned from they lose what they did.
import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { folders } from '../../models/make/shipped.mjs';
import { lossesFile, measure } from './make-losses.mjs';

const kLargest = 8_000_000;
/** Printed with four decimals. */
const kTolerance = 1.0001e-4;

const shipped = await folders();
const losses = JSON.parse(await readFile(lossesFile, 'utf8'));

describe('the loss on an excerpt of the held-out text', () => {
  it('is known for every model, and for no other', () => {
    assert.deepEqual(Object.keys(losses).sort(), shipped.map(({ id }) => id).sort());
  });

  for (const folder of shipped) {
    it(`of ${folder.id} is what it was when the model was shipped`, () => {
      const measured = measure(folder);
      const { loss, ...rest } = losses[folder.id];
      assert.ok(Math.abs(measured.loss - loss) <= kTolerance, `${measured.loss}, was ${loss}`);
      assert.deepEqual({ ...measured, loss: undefined }, { ...rest, loss: undefined });
    });

    it(`of ${folder.id} comes from one file of at most 8 MB`, async () => {
      assert.ok((await stat(folder.path)).size <= kLargest);
      assert.equal(shipped.filter(({ id }) => id === folder.id).length, 1);
    });
  }
});
