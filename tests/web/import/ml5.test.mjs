// ml5's charRNN: folders of training-charRNN give what TensorFlow 1's cells give (tests/golden/import/ml5, made by make_numpy.py).
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openImport } from '../../../web/import/import.js';
import { checkFixture, golden } from './harness.mjs';

const folder = join(golden, 'ml5/one-layer');
const files = readdirSync(folder).filter((name) => name !== 'expected.json');
/** The files of a folder, some of them changed. @param {{ [name: string]: string | Uint8Array | null }} changes null: it is missing */
const open = (changes) => openImport(files.filter((name) => changes[name] !== null)
  .map((name) => ({ name: `model/${name}`, data: changes[name] === undefined ? readFileSync(join(folder, name)) : Buffer.from(/** @type {any} */ (changes[name])) })));
const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
/** @param {string} name @param {any} entry */
const with_ = (name, entry) => JSON.stringify({ ...manifest, [name]: { ...manifest[name], ...entry } });

describe('ml5', () => {
  for (const name of readdirSync(join(golden, 'ml5'))) {
    it(`${name} gives TensorFlow's probabilities`, async () => {
      const { found } = await checkFixture(`ml5/${name}`);
      assert.equal(found.recipe, 'ml5');
    });
  }

  it('reads a folder from its path', async () => {
    const { layers, vocabulary } = await openImport(folder);
    assert.deepEqual(layers.map(({ kind }) => kind), ['embedding', 'lstm', 'dense']);
    assert.equal(vocabulary?.tokens.length, 8);
  });

  /** @type {[what: string, changes: any, code: string, says: RegExp][]} */
  const hostile = [
    ['a missing file', { rnnlm_softmax_w: null }, 'import-incomplete', /rnnlm_softmax_w is missing/],
    ['a file that is cut off', { rnnlm_softmax_w: new Uint8Array(100) }, 'import-damaged', /has 100 bytes/],
    ['a shape of a million million', { 'manifest.json': with_('rnnlm/softmax_w', { shape: [1e6, 1e6] }) }, 'import-damaged', /needs/],
    ['a shape below 0', { 'manifest.json': with_('rnnlm/softmax_w', { shape: [-4, 8] }) }, 'import-damaged', /no tensor has/],
    ['a matrix of another cell', { 'manifest.json': with_('rnnlm/multi_rnn_cell/cell_0/basic_lstm_cell/kernel', { shape: [16, 8] }) }, 'import-unsupported', /no BasicLSTMCell/],
    ['a path out of the folder', { 'manifest.json': with_('rnnlm/softmax_w', { filename: '../../etc/passwd' }) }, 'import-incomplete', /is missing/],
    ['a vocabulary of another size', { 'vocab.json': '{"a": 0, "b": 1, "c": 2, "d": 3, "e": 4, "f": 5, "g": 6, "h": 7, "i": 8}' }, 'import-incomplete', /9 tokens/],
  ];
  for (const [what, changes, code, says] of hostile) {
    it(`${what}: ${code}`, async () => {
      await assert.rejects(open(changes), (/** @type {any} */ error) => {
        assert.equal(error.code, code, error.stack);
        assert.match(error.message, says);
        return true;
      });
    });
  }
});
