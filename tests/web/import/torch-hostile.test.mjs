// What is no model, or a damaged or malicious one: a sentence, in bounded time, and nothing is executed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openImport } from '../../../web/import/import.js';
import { readStateDict } from '../../../web/import/torch-networks.js';
import { filled } from '../../../web/import/tensor.js';
import { golden } from './harness.mjs';
import { mutated, random } from './hostile.mjs';

const bytesOf = (/** @type {string} */ path) => new Uint8Array(readFileSync(join(golden, 'torch', path)));
const ascii = (/** @type {string} */ text) => Uint8Array.from(text, (character) => character.charCodeAt(0));
/** Mutations of each kind of file; 10,000 and more are a command: TORCH_MUTATIONS=10000 node --test … */
const mutations = Number(process.env.TORCH_MUTATIONS ?? 150);

/** @param {Uint8Array} data @param {string} [name] */
const open = (data, name = 'model.pt') => openImport([{ name, data }], { answers: { activation: 'tanh', 'dense-activation': 'relu', reset: 'after', update: 'keeps', order: 'input-first', window: 'stateful', category: 0 } });

/** Opens and builds; returns the error's code, or 'read'. @param {Uint8Array} data @param {string} [name] */
async function outcome(data, name) {
  try {
    const found = await open(data, name);
    if (found.vocabulary === null) await found.useVocabulary(Array.from({ length: found.vocabSize }, (_, id) => String.fromCodePoint(0x100 + id)));
    if (found.questions.length === 0) await found.build();
    return 'read';
  } catch (/** @type {any} */ error) {
    assert.match(String(error.code), /^import-/, `${error.stack}`);
    assert.equal(error.cause, undefined, `not foreseen: ${error.cause?.stack}`);
    assert.match(error.message, /\.$/, error.message);
    return error.code;
  }
}

/** The old format of one pickle: magic number, protocol, system, value, keys. @param {string} value */
const old = (value) => ascii(`\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.\x80\x02M\xe9\x03.\x80\x02}.\x80\x02${value}.\x80\x02].`);
const tensor = (/** @type {string} */ count, /** @type {string} */ shape, /** @type {string} */ strides, offset = 'K\x00') =>
  `ctorch._utils\n_rebuild_tensor_v2\n((U\x07storagectorch\nFloatStorage\nU\x010U\x03cpu${count}tQ${offset}${shape}${strides}\x89NtR`;

describe('torch', () => {
  for (const path of ['gru-two-layers/model.pt', 'file-old/model.pt', 'file-tar/model.pth.tar', 'file-pickle/model.pkl', 'handmade-gru-joined/model.pt', 'checkpoint-object/model.pt']) {
    it(`${path}, mutated ${mutations} times, is refused by a sentence or read`, { timeout: 600_000 }, async () => {
      const bytes = bytesOf(path);
      const next = random(path.length);
      for (let i = 0; i < mutations; i++) await outcome(mutated(bytes, next), path);
    });

    it(`${path} cut off at any place is refused`, async () => {
      const bytes = bytesOf(path);
      const next = random(1);
      for (let i = 0; i < 30; i++) {
        const size = Math.floor(next() * (bytes.length - 1));
        const code = await outcome(bytes.slice(0, size), path);
        // A tar archive may end with nothing but zeros.
        if (!path.endsWith('.tar')) assert.notEqual(code, 'read', `${size} of ${bytes.length} bytes`);
      }
    });
  }

  it('calls nothing and names what it found', async () => {
    for (const call of ['cos\nsystem\n(U\x0ctouch /tmp/xtR', 'c__builtin__\neval\n(U\x0bprint(1234)tR', 'csubprocess\nPopen\n(U\x02lstR', 'ctorch.hub\nload\n(U\x01atR']) {
      await assert.rejects(open(old(call)), (/** @type {any} */ error) => error.code === 'import-unsupported' && error.message.includes(call.slice(1, call.indexOf('\n', call.indexOf('\n') + 1)).replace('\n', '.')), call);
    }
  });

  it('refuses tensors that are larger than their storages, and claims of any size', async () => {
    const weight = (/** @type {string} */ made) => old(`}(X\x01\x00\x00\x00a${made}X\x01\x00\x00\x00b${made}u`);
    for (const made of [tensor('K\x04', 'K\x02K\x02\x86', 'K\x02K\x01\x86'), tensor('J\xff\xff\xff\x7f', 'J\xff\xff\xff\x7f\x85', 'K\x01\x85'),
      tensor('K\x04', 'J\xff\xff\xff\x7fJ\xff\xff\xff\x7f\x86', 'K\x00K\x00\x86'), tensor('K\x04', 'J\xff\xff\xff\xff\x85', 'K\x01\x85'),
      tensor('K\x04', 'K\x02\x85', 'K\x01\x85', 'J\xff\xff\xff\x7f'), tensor('J\xff\xff\xff\xff', 'K\x02\x85', 'K\x01\x85'), tensor('U\x01x', 'K\x02\x85', 'K\x01\x85'),
      tensor('K\x04', 'U\x01x', 'K\x01\x85'), tensor('K\x04', 'K\x02K\x02\x86', 'K\x01\x85')]) {
      assert.match(await outcome(weight(made)), /^import-/, JSON.stringify(made));
    }
  });

  it('refuses weights that are not numbers', async () => {
    const bytes = bytesOf('file-old/model.pt');
    bytes.set([0, 0, 0xc0, 0x7f], bytes.length - 8);
    assert.equal(await outcome(bytes), 'import-damaged');
  });

  it('takes nesting, loops and 10,000 layers in bounded time', async () => {
    const began = performance.now();
    const deep = `${'}U\x05model'.repeat(20_000)}}${'s'.repeat(20_000)}`;
    assert.equal(await outcome(old(deep)), 'import-unsupported');
    assert.equal(await outcome(old('}q\x00U\x05modelh\x00s')), 'import-unsupported');
    assert.equal(await outcome(old(`]q\x00${'h\x00a'.repeat(1000)}`)), 'import-unsupported');
    const entries = new Map(Array.from({ length: 10_000 }, (_, layer) => [`${layer}.weight`, filled([4, 4], 1)]));
    assert.throws(() => readStateDict(entries), { code: 'import-too-large' });
    const layers = new Map(Array.from({ length: 70 }, (_, layer) => ['weight_ih', 'weight_hh'].map((name) => /** @type {[string, any]} */ ([`rnn.${name}_l${layer}`, filled([4, 4], 1)]))).flat());
    assert.throws(() => readStateDict(layers), { code: 'import-too-large' });
    // Sixty layers that all fit one another in every order, but for the last.
    const alike = new Map(Array.from({ length: 60 }, (_, layer) => [`layer${layer}.weight`, filled([4, 4], 1)]).concat([['rnn.weight_ih_l0', filled([4, 4], 1)], ['rnn.weight_hh_l0', filled([4, 4], 1)], ['out.weight', filled([7, 5], 1)]]));
    assert.throws(() => readStateDict(/** @type {any} */ (alike)), { code: 'import-unsupported' });
    assert.ok(performance.now() - began < 20_000);
  });

  it('says what in a model is not for this engine', () => {
    const of = (/** @type {{ [name: string]: number[] }} */ shapes) => new Map(Object.entries(shapes).map(([name, shape]) => [name, filled(shape, 0.1)]));
    const lstm = { 'lstm.weight_ih_l0': [12, 4], 'lstm.weight_hh_l0': [12, 3] };
    for (const [shapes, sentence] of /** @type {[{ [name: string]: number[] }, RegExp][]} */ ([
      [{ 'conv1.weight': [8, 3, 3, 3] }, /convolutions.*conv1\.weight \[8,3,3,3\]/],
      [{ 'transformer.wpe.weight': [8, 4], 'transformer.h.0.attn.c_attn.weight': [12, 4] }, /attention.*Transformer/],
      [{ 'fc1.weight': [4, 4], 'fc1.bias': [4] }, /no recurrent layer/],
      [{ 'emb.weight': [50, 4], ...lstm, 'fc.weight': [2, 3], 'fc.bias': [2] }, /reads 50 tokens and gives 2 \(fc\): it classifies/],
      [{ 'emb.weight': [50, 4], ...lstm }, /no layer that gives the next token/],
      [{ 'emb.weight': [50, 4], ...lstm, 'fc.weight': [50, 7], 'fc.bias': [50] }, /do not follow one another.*fc \(7 → 50\)/],
      [{ 'src.weight': [50, 4], ...lstm, 'fc.weight': [50, 3], 'fc.bias': [50], 'peephole': [3] }, /in no layer known here: peephole \[3\]/],
      [{ 'rnn.weight_ih_l0_g': [4, 1], 'rnn.weight_ih_l0_v': [4, 4] }, /kept in parts/],
      [{ 'rnn.weight_ih_l0': [5, 4], 'rnn.weight_hh_l0': [5, 3] }, /fit no RNN, GRU or LSTM/],
      [{}, /no weights/],
    ])) {
      assert.throws(() => readStateDict(/** @type {any} */ (of(shapes))), { name: 'LukewarmError', message: sentence }, JSON.stringify(shapes));
    }
  });

  it('says that a pointer of Git LFS is one', async () => {
    await assert.rejects(open(ascii('version https://git-lfs.github.com/spec/v1\noid sha256:1234\nsize 99\n')), { code: 'import-incomplete', message: /git lfs pull/ });
  });
});
