// NumPy's files: the networks that tutorials write without a framework give what their formulas give (tests/golden/import/numpy,
// made by make_numpy.py), and what is no array is refused with a sentence.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openImport } from '../../../web/import/import.js';
import { checkFixture, golden } from './harness.mjs';

describe('numpy', () => {
  for (const name of readdirSync(join(golden, 'numpy'))) {
    it(`${name} gives its formulas' probabilities`, async () => {
      const { found } = await checkFixture(`numpy/${name}`);
      assert.equal(found.format, 'NumPy');
      assert.equal(found.recipe, JSON.parse(readFileSync(join(golden, 'numpy', name, 'expected.json'), 'utf8')).recipe);
    });
  }

  it('asks nothing that a tutorial answers', async () => {
    const { questions } = await openImport(join(golden, 'numpy/wildml/rnn-theano-5-8.npz'));
    assert.deepEqual(questions, []);
  });
});

/** An .npy file. @param {string} header @param {number} [bytes] of elements @param {{ version?: number, length?: number }} [claims] */
function npy(header, bytes = 16, { version = 1, length = header.length } = {}) {
  const head = version > 1 ? [length & 255, (length >> 8) & 255, (length >> 16) & 255, (length >>> 24) & 255] : [length & 255, length >> 8];
  return Buffer.concat([Buffer.from([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, version, 0, ...head]), Buffer.from(header), Buffer.alloc(bytes)]);
}

const dict = (/** @type {string} */ shape, descr = "'<f4'", fortran = 'False') => `{'descr': ${descr}, 'fortran_order': ${fortran}, 'shape': ${shape}, }`;

/** @type {{ [name: string]: [file: Uint8Array, code: string, says: RegExp] }} */
const hostile = {
  'a magic number alone': [npy('', 0).subarray(0, 7), 'import-damaged', /ends in its header/],
  'version 9': [npy(dict('(4,)'), 16, { version: 9 }), 'import-unsupported', /version 9/],
  'a header beyond the end': [npy(dict('(4,)'), 16, { length: 60_000 }), 'import-damaged', /longer than the file/],
  'a header of 4 GB': [npy(dict('(4,)'), 16, { version: 2, length: 0xFFFFFFFF }), 'import-too-large', /4294967295/],
  'no dict': [npy("['a']"), 'import-damaged', /not what NumPy writes/],
  'code in the header': [npy("__import__('os').system('x')"), 'import-damaged', /not what NumPy writes/],
  'a header nested deeply': [npy('('.repeat(60_000)), 'import-damaged', /not what NumPy writes/],
  'another key': [npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), 'more': 1}"), 'import-damaged', /not what NumPy writes/],
  'a shape below 0': [npy(dict('(-4,)')), 'import-damaged', /no sound shape/],
  'a shape that is a number': [npy(dict('4')), 'import-damaged', /no sound shape/],
  'a shape of 40 axes': [npy(dict(`(${'1,'.repeat(40)})`), 4), 'import-damaged', /no sound shape/],
  'a shape of a million million': [npy(dict('(1000000, 1000000)')), 'import-too-large', /claims the shape/],
  'fewer bytes than its shape': [npy(dict('(5,)')), 'import-damaged', /has 20 bytes, and this has 16/],
  'more bytes than its shape': [npy(dict('(3,)')), 'import-damaged', /has 12 bytes, and this has 16/],
  'records': [npy(dict('(2,)', "[('a', '<f4'), ('b', '<f4')]")), 'import-unsupported', /elements of a type/],
  'dates': [npy(dict('(2,)', "'<M8[ns]'")), 'import-unsupported', /<M8/],
  'complex numbers': [npy(dict('(2,)', "'<c8'")), 'import-unsupported', /c8/],
  'objects that are no pickle': [npy(dict('(2,)', "'|O'")), 'import-damaged', /./],
  'an order that is no boolean': [npy(dict('(4,)', "'<f4'", "'no'")), 'import-damaged', /no sound shape/],
  'one vector': [npy(dict('(4,)')), 'import-unsupported', /no recurrent layer/],
};

describe('npy', () => {
  for (const [name, [data, code, says]] of Object.entries(hostile)) {
    it(`${name}: ${code}`, async () => {
      await assert.rejects(openImport([{ name: 'W.npy', data }]), (/** @type {any} */ error) => {
        assert.equal(error.code, code, error.stack);
        assert.match(error.message, says);
        return true;
      });
    });
  }
});
