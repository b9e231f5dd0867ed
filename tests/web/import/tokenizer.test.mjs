// A model of PyTorch or ONNX with Hugging Face's tokenizer.json beside it (tests/golden/import/tokenizer, made by
// make_tokenizer.py): it reads texts as the tokenizers library does, and gives the framework's probabilities. What does not
// fit, or is of another kind, is reported.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, describe, it } from 'node:test';
import { openImport } from '../../../web/import/import.js';
import { root, site } from '../../../web/make/site.mjs';
import { checkModel, golden, openFixture } from './harness.mjs';

const { loadModel } = await import(pathToFileURL(join(site, 'lukewarm.js')).href);
const scratch = mkdtempSync(join(tmpdir(), 'lukewarm-tokenizer-'));
after(() => rmSync(scratch, { recursive: true }));

/** @param {...string} args */
const lukewarm = (...args) => spawnSync(process.execPath, [join(root, 'web/lukewarm-cli.js'), 'import', ...args], { encoding: 'utf8', cwd: scratch });
/** @param {string} fixture @param {string} name */
const pathOf = (fixture, name) => join(golden, 'tokenizer', fixture, name);
/** @param {string} fixture @param {string} name */
const sourceOf = (fixture, name) => ({ name, data: readFileSync(pathOf(fixture, name)) });
/** @param {string} fixture */
const tokenizerOf = (fixture) => JSON.parse(readFileSync(pathOf(fixture, 'tokenizer.json'), 'utf8'));
/** @param {string} name @param {any} value */
const jsonFile = (name, value) => ({ name, data: new TextEncoder().encode(JSON.stringify(value)) });

/** The names of its files, and how many tokens the model and its tokenizer have. @type {{ [fixture: string]: [model: string, size: number, tokens: number] }} */
const fixtures = {
  'torch-bytes': ['model.pt', 300, 300],
  'torch-characters': ['model.safetensors', 339, 339],
  'onnx-bytes': ['model.onnx', 320, 300],
  'onnx-characters': ['model.onnx', 339, 339],
};

describe('a model and its tokenizer.json', () => {
  for (const [fixture, [file, size, tokens]] of Object.entries(fixtures)) {
    it(`${fixture}: texts are read as by the tokenizers library, probabilities are the framework's`, async () => {
      const { expected, found } = await openFixture(`tokenizer/${fixture}`);
      assert.equal(found.vocabSize, size);
      assert.deepEqual(found.notes.find(({ code }) => code === 'vocabulary-from-file'), { code: 'vocabulary-from-file', name: 'tokenizer.json' });
      assert.deepEqual(found.notes.filter(({ code }) => code === 'vocabulary-filled'), size === tokens ? [] : [{ code: 'vocabulary-filled', from: tokens, to: size }]);
      const bytes = await found.build();
      await checkModel(bytes, expected);
      const model = await loadModel(bytes);
      assert.equal(model.info.tokenizer, 'bpe');
      for (const { text, ids } of /** @type {any} */ (expected).encodings) {
        assert.deepEqual((await model.score(text.normalize('NFC'))).tokens.map((/** @type {any} */ { id }) => id), ids, text);
      }
      await model.dispose();
    });

    it(`${fixture}: the command line takes both, and writes the same file`, async () => {
      const output = join(scratch, `${fixture}.safetensors`);
      const { status, stderr } = lukewarm(pathOf(fixture, file), pathOf(fixture, 'tokenizer.json'), '--name', 'both', '-o', output);
      assert.equal(status, 0, stderr);
      const own = await (await openFixture(`tokenizer/${fixture}`)).found.build({ name: 'both' });
      assert.deepEqual(new Uint8Array(readFileSync(output)), own);
      const given = lukewarm(pathOf(fixture, file), '--vocabulary', pathOf(fixture, 'tokenizer.json'), '--name', 'both', '-o', output);
      assert.equal(given.status, 0, given.stderr);
      assert.deepEqual(new Uint8Array(readFileSync(output)), own);
    });
  }

  for (const fixture of Object.keys(fixtures)) {
    it(`${fixture}: what session.feed() adds to a text gets no space in front`, async () => {
      const model = await loadModel(await (await openFixture(`tokenizer/${fixture}`)).found.build());
      /** @param {string[]} texts */
      const after = async (texts) => {
        const session = await model.session();
        for (const text of texts) await session.feed(text);
        const next = await session.distribution();
        await session.dispose();
        return next.map(({ id, probability }) => [id, probability]);
      };
      const whole = await after(['The cat sat']);
      for (const texts of [['The', ' cat', ' sat'], ['', 'The cat', ' sat'], ['The cat sat', '']]) assert.deepEqual(await after(texts), whole, `${texts}`);
      await model.dispose();
    });
  }

  it('lies in a folder as Hugging Face saves it', async () => {
    const { model: { vocab, merges } } = tokenizerOf('torch-bytes');
    const others = [
      jsonFile('config.json', { model_type: 'lstm', vocab_size: 300 }), { name: 'merges.txt', data: new TextEncoder().encode(merges.map((/** @type {string[]} */ pair) => pair.join(' ')).join('\n')) },
      jsonFile('special_tokens_map.json', { eos_token: '<|endoftext|>' }), jsonFile('tokenizer_config.json', { tokenizer_class: 'GPT2Tokenizer' }), jsonFile('vocab.json', vocab),
    ];
    const found = await openImport([...others, sourceOf('torch-bytes', 'model.pt'), sourceOf('torch-bytes', 'tokenizer.json')]);
    assert.equal(found.vocabulary?.kind, 'bpe');
    assert.deepEqual(found.notes, [{ code: 'weights-only' }, { code: 'vocabulary-from-file', name: 'tokenizer.json' }]);
    await assert.rejects((await openImport([...others, sourceOf('torch-bytes', 'model.pt')])).build(), { code: 'import-incomplete', message: /vocab\.json was not taken: .*pieces of words.*tokenizer\.json/ });
  });

  /** @param {object} model @param {object} [change] */
  const other = (model, change = {}) => ({ version: '1.0', added_tokens: [], normalizer: null, pre_tokenizer: { type: 'Whitespace' }, model, ...change });
  const words = Object.fromEntries(Array.from({ length: 299 }, (_, id) => [`w${id}`, id]));
  /** @type {[what: string, tokenizer: any, code: string, says: RegExp][]} */
  const refused = [
    ['more tokens than the model', tokenizerOf('torch-characters'), 'import-incomplete', /339 tokens.*the model 300/],
    ['fewer tokens than the model', other({ type: 'WordLevel', vocab: { the: 0, cat: 1, sat: 2 } }), 'import-incomplete', /3 tokens.*the model 300/],
    ['Unigram', other({ type: 'Unigram', vocab: [['<unk>', 0], ['▁the', -2]] }), 'import-unsupported', /tokenizer is Unigram.*only BPE/],
    ['WordPiece', other({ type: 'WordPiece', vocab: { ...words, '##s': 299 } }), 'import-unsupported', /tokenizer is WordPiece.*only BPE/],
    ['WordPiece with a mark of its own', other({ type: 'WordPiece', continuing_subword_prefix: '@@', vocab: { ...words, '@@s': 299 } }), 'import-unsupported', /tokenizer is WordPiece.*only BPE/],
    ['a Split before ByteLevel', { ...tokenizerOf('torch-bytes'), pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'Split' }, { type: 'ByteLevel' }] } },
      'import-unsupported', /several pre-tokenizers \(Split, ByteLevel\)/],
  ];
  for (const [what, tokenizer, code, says] of refused) {
    it(`is refused with a reason: ${what}`, async () => {
      const [model, file] = [sourceOf('torch-bytes', 'model.pt'), jsonFile('tokenizer.json', tokenizer)];
      await assert.rejects(openImport(model, { vocabulary: file }), { code, message: says });
      const found = await openImport([model, file]);
      assert.equal(found.vocabulary, null);
      assert.match(String(found.notes.find((note) => note.code === 'vocabulary-refused')?.reason), says);
      await assert.rejects(found.build(), { code: 'import-incomplete', message: says });
      writeFileSync(join(scratch, 'tokenizer.json'), file.data);
      const { status, stderr } = lukewarm(pathOf('torch-bytes', 'model.pt'), 'tokenizer.json', '-o', 'refused.safetensors');
      assert.equal(status, 1);
      assert.match(stderr, /tokenizer\.json was not taken: /);
      assert.match(stderr, says);
    });
  }

  it('is refused by a list of pieces of words', async () => {
    for (const mark of ['##', '▁', 'Ġ']) {
      const list = [...Object.keys(words).slice(0, 280), ...Array.from({ length: 20 }, (_, i) => `${mark}p${i}`)];
      await assert.rejects(openImport(sourceOf('torch-bytes', 'model.pt'), { vocabulary: list }), { code: 'import-unsupported', message: /^The list has pieces of words.*tokenizer\.json/ });
    }
  });
});
