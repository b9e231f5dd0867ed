// A card says of its file what the file is: bytes, weights, bits, loss; and its samples are what the model writes.
import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { grouped, kSeeds, partOf, samples, summary, weightCount } from '../../models/make/card.mjs';
import { about, describeAll, folders, models } from '../../models/make/shipped.mjs';
import { readModelConfig } from '../../web/make/model-index.mjs';

for (const { id, name, path } of await folders()) {
  const card = await readFile(join(dirname(path), 'CARD.md'), 'utf8').catch(() => '');
  const config = await readModelConfig(path);
  const bits = config.quantization.bits;
  const bytes = (await stat(path)).size;

  describe(`the card of ${id}`, () => {
    it('is there, and states the file, its bytes, bits and weights', () => {
      const stated = /`([\w-]+\.safetensors)`, ([\d,]+) bytes, (\d+)-bit weights/.exec(card);
      assert.deepEqual(stated?.slice(1), [name, grouped(bytes), String(bits)]);
      const counts = [...card.matchAll(/([\d,]+) weights\b/g)].map((match) => match[1]);
      const count = grouped(weightCount(config));
      assert.ok(counts.includes(count), `${count} weights, not ${counts}`);
    });

    it('has the loss that the file states, and the bytes, in the row of this file', () => {
      const part = partOf(card, 'figures') ?? '';
      const own = /^\| \*\*(.+?) \(this file\)\*\* \| ([\d,]+) \| \*\*([\d.]+)\*\* \| (\S+) \| (\S+) \|$/m.exec(part);
      const { loss, characters_per_token: charactersPerToken } = config.evaluation;
      assert.deepEqual(own?.slice(1, 4), [`${bits} bit`, grouped(bytes), loss.toFixed(4)]);
      assert.ok(Math.abs(Number(own?.[4]) / Math.exp(loss) - 1) < 2e-3, 'perplexity is exp(loss)');
      assert.ok(Math.abs(Number(own?.[5]) - loss / Math.LN2 / charactersPerToken) < 2e-4, 'bits per character');
      const f32 = /^\| f32 \|.*?\| ([\d.]+) \| [\d.]+ \| [\d.]+ \|$/m.exec(part)?.[1];
      if (f32 !== undefined) assert.ok(Math.abs(Number(f32) - config.evaluation.loss_f32) <= 1.0001e-4, 'f32');
    });

    it(`has ten samples, seeds ${kSeeds[0]} to ${kSeeds[kSeeds.length - 1]}, as the model writes them`, () => {
      assert.equal(partOf(card, 'samples'), samples(path, name, about(id)));
    });
  });
}

describe('models/README.md', () => {
  it('lists every model as its file says', async () => {
    assert.equal(partOf(await readFile(join(models, 'README.md'), 'utf8'), 'figures'), summary(await describeAll()));
  });
});
