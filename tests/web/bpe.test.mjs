// Byte pairs in WebAssembly: a tokenizer.json becomes a model that reads every text as Hugging Face's tokenizers library does
// (tests/golden/make_bpe.py, whose --check gives 10,000 texts in LUKEWARM_BPE_GOLDEN).
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { openImport } from '../../web/import/import.js';
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

describe('byte pairs of a text that was generated', async () => {
  const folder = join(root, 'tests/golden/import/tokenizer/torch-bytes');
  const files = await Promise.all(['model.pt', 'tokenizer.json'].map(async (name) => ({ name, data: await readFile(join(folder, name)) })));
  const model = await loadModel(await (await openImport(files)).build());
  after(() => model.dispose());
  /** @param {string} text @returns {Promise<number[]>} */
  const encoded = async (text) => (await model.score(text)).tokens.map((/** @type {any} */ { id }) => id);
  const prompt = 'To b';

  it('are those that were drawn, although the text is encoded otherwise', async () => {
    const { text, steps } = await model.complete(prompt, { seed: 5, maxTokens: 40 });
    assert.notDeepEqual(await encoded(prompt + text), [...await encoded(prompt), ...steps.map((/** @type {any} */ { id }) => id)]);
    const session = await model.session(prompt);
    for (const step of steps) {
      const { text, probability } = await session.choose(step.id);
      assert.deepEqual({ text, probability }, { text: step.text, probability: step.probability });
    }
    session.dispose();
  });

  it('stay when another token is taken, and the text continues after them', async () => {
    const [e] = await encoded('e');
    assert.deepEqual([(await encoded(prompt)).length, (await encoded('To be')).length], [2, 2]); // "To", " b"; "To", " be"
    const { text } = await model.complete(prompt, { seed: 5, maxTokens: 8, choices: [{ index: 0, id: e }] });
    assert.equal(text[0], 'e');
    const [taken, whole] = await Promise.all([prompt, 'To be'].map((text) => model.session(text, { seed: 5 })));
    await taken.choose(e);
    assert.notDeepEqual(await taken.distribution(), await whole.distribution());
    assert.equal((await taken.complete({ maxTokens: 7 })).text, text.slice(1));
    for (const session of [taken, whole]) session.dispose();
  });
});
