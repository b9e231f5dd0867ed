// Torch7's files: char-rnn's graphs and torch-rnn's layers give the probabilities of their formulas (tests/golden/import/torch7,
// made by make_torch7.py); what is damaged is a sentence.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openImport } from '../../../web/import/import.js';
import { readTorch7 } from '../../../web/import/torch7-file.js';
import { checkFixture, golden } from './harness.mjs';
import { random } from './hostile.mjs';

const folders = readdirSync(join(golden, 'torch7'));
const file = 'lm_epoch1.00_3.0000.t7';
const bytesOf = (/** @type {string} */ name) => new Uint8Array(readFileSync(join(golden, 'torch7', name, file)));
/** Mutations of each file; 10,000 and more are a command: TORCH7_MUTATIONS=10000 node --test … */
const mutations = Number(process.env.TORCH7_MUTATIONS ?? 300);

/** Opens and builds; returns the error's code, or 'read'. @param {Uint8Array} data */
async function outcome(data) {
  try {
    const found = await openImport([{ name: file, data }]);
    found.vocabulary ?? await found.useVocabulary(Array.from({ length: found.vocabSize }, (_, id) => String.fromCodePoint(0x100 + id)));
    await found.build();
    return 'read';
  } catch (/** @type {any} */ error) {
    assert.match(String(error.code), /^import-/, error.stack);
    assert.match(error.message, /[.?]$/);
    return error.code;
  }
}

/** @param {(number | string)[]} parts ints, and texts with their lengths */
function binary(...parts) {
  const pieces = parts.map((part) => {
    const int = (/** @type {number} */ value) => [...new Uint8Array(Int32Array.of(value).buffer)];
    return typeof part === 'number' ? int(part) : [...int(part.length), ...new TextEncoder().encode(part)];
  });
  return Uint8Array.from(pieces.flat());
}

describe('torch7', () => {
  for (const name of folders) {
    it(`${name} gives its formula's probabilities`, async () => {
      const { found } = await checkFixture(`torch7/${name}`);
      assert.equal(found.recipe, name === 'torch-rnn' ? 'torch-rnn' : 'char-rnn');
    });
  }

  it('what is cut off is damaged', async () => {
    const whole = bytesOf('lstm');
    for (const length of [0, 3, 13, 100, whole.length >> 1, whole.length - 1]) {
      assert.notEqual(await outcome(whole.slice(0, length)), 'read', `${length} bytes`);
    }
  });

  it('an object that is within itself is read once', () => {
    const value = readTorch7(binary(3, 1, 1, 2, 'self', 3, 1), file);
    assert.equal(value.get('self'), value);
  });

  it('functions are passed over', () => {
    const value = readTorch7(binary(3, 1, 2, 2, 'f', 8, 2, 'code', 3, 3, 0, 2, 'after', 5, 1), file);
    assert.deepEqual([...value], [['f', null], ['after', true]]);
  });

  it('claims that the file cannot keep are refused at once', () => {
    // A table whose one entry is a table, and so on: { true = { true = … } }.
    const nested = new Uint8Array(Int32Array.from(Array.from({ length: 30_000 }, (_, i) => [3, i + 1, 1, 5, 1]).flat()).buffer);
    assert.throws(() => readTorch7(binary(3, 1, 0x7fffffff), file), { code: 'import-damaged' });
    assert.throws(() => readTorch7(binary(4, 1, 'V 1', 'torch.FloatTensor', 0x7fffffff), file), { code: 'import-damaged' });
    assert.throws(() => readTorch7(binary(4, 1, 'V 1', 'torch.FloatStorage', -1, 0x7fffffff), file), { code: 'import-damaged' });
    assert.throws(() => readTorch7(nested, file), { code: 'import-damaged' });
  });

  it('a file of text is named as one', async () => {
    const found = openImport([{ name: 'a.t7', data: new TextEncoder().encode('4\n1\n3\nV 1\n17\ntorch.FloatTensor\n') }]);
    await assert.rejects(found, { code: 'import-unsupported', message: /'ascii'/ });
  });

  it('batch normalization within the steps is named', async () => {
    const whole = bytesOf('lstm');
    const text = Buffer.from(whole).toString('latin1').replaceAll('\x09\0\0\0nn.Linear', '\x15\0\0\0nn.BatchNormalization');
    assert.equal(await outcome(Uint8Array.from(text, (char) => char.charCodeAt(0))), 'import-unsupported');
  });

  it(`of ${mutations} mutations of each file, each is a model or a sentence`, async () => {
    const next = random(16);
    for (const name of folders) {
      const whole = bytesOf(name);
      for (let i = 0; i < mutations; i++) {
        const changed = whole.slice();
        for (let count = 1 + Math.floor(next() * 4); count > 0; count--) {
          const place = Math.floor(next() * changed.length);
          if (next() < 0.5) changed[place] ^= 1 << Math.floor(next() * 8);
          else changed.set([255, 255, 255, 127].slice(0, changed.length - place), place);
        }
        await outcome(changed);
      }
    }
  });
});
