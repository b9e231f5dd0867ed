// Byte pairs in WebAssembly: a tokenizer.json becomes a model that reads every text as Hugging Face's tokenizers library does
// (tests/golden/make_bpe.py, whose --check gives 10,000 texts in LUKEWARM_BPE_GOLDEN).
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { writeModelFile } from '../../web/import/model-file.js';
import { tensor } from '../../web/import/tensor.js';
import { readVocabulary } from '../../web/import/vocabulary.js';
import { root, site } from '../../web/make/site.mjs';

const { loadModel } = await import(join(site, 'lukewarm.js'));
const golden = JSON.parse(await readFile(process.env.LUKEWARM_BPE_GOLDEN ?? join(root, 'tests/golden/bpe.json'), 'utf8'));

/** A network of a weight or two for each token. @param {any} file */
async function open(file) {
  const vocabulary = readVocabulary(structuredClone(file));
  const size = vocabulary.tokens.length;
  return loadModel(await writeModelFile({
    name: 'pairs', context: 'stateful', vocabulary, layers: [{ kind: 'embedding', size: 1 }, { kind: 'output', tied: 0 }],
    tensors: { 'layers.0.weight': tensor([size, 1], new Float32Array(size).fill(0.5)), 'layers.1.bias': tensor([size], new Float32Array(size)) },
  }));
}

describe('byte pairs', () => {
  for (const { name, file, ids } of golden.tokenizers) {
    it(`are read as the library reads them: ${name}`, async () => {
      const model = await open(file);
      assert.equal(model.info.tokenizer, 'bpe');
      for (const [i, text] of golden.texts.entries()) {
        if (ids[i].length < 2) continue;
        const { tokens } = await model.score(text);
        assert.deepEqual(tokens.map((/** @type {any} */ { id }) => id), ids[i], JSON.stringify(text));
      }
      model.dispose();
    });
  }

  it('come as whole characters, and continue a prompt', async () => {
    const model = await open(golden.tokenizers[0].file);
    const { text, steps } = await model.complete('月', { seed: 3, maxTokens: 200 });
    assert.equal(steps.map((/** @type {any} */ step) => step.text).join(''), text);
    assert.ok(text.isWellFormed() && text.length > 100);
    model.dispose();
  });
});
