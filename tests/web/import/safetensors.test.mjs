// Safetensors' headers: what does not fit the file is refused with a sentence, whatever is claimed. That right files are read
// rightly is in torch.test.mjs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openImport } from '../../../web/import/import.js';
import { root } from '../../../web/make/site.mjs';

const right = readFileSync(join(root, 'tests/golden/import/torch/safetensors/model.safetensors'));
const length = Number(right.readBigUInt64LE(0));
const header = JSON.parse(right.toString('utf8', 8, 8 + length));
const data = right.subarray(8 + length);

/** @param {string} json @param {Uint8Array} [bytes] @param {bigint} [claimed] */
function file(json, bytes = data, claimed = BigInt(Buffer.byteLength(json))) {
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE(claimed);
  return Buffer.concat([head, Buffer.from(json), bytes]);
}

/** The right file with one tensor's entry changed. @param {any} change @param {string} [name] */
const changed = (change, name = 'decoder.bias') => file(JSON.stringify({ ...header, [name]: change ? { ...header[name], ...change } : change }));

/** @param {Uint8Array} bytes */
const open = (bytes) => openImport([{ name: 'model.safetensors', data: bytes }], { vocabulary: [...'\n abcdef'] });

const [from, to] = header['decoder.bias'].data_offsets;
const big = Number.MAX_SAFE_INTEGER;

/** @type {{ [name: string]: [file: Uint8Array, code: string, says: RegExp] }} */
const hostile = {
  'an empty file': [new Uint8Array(), 'import-damaged', /begin with a header/],
  'a length alone': [right.subarray(0, 8), 'import-damaged', /begin with a header/],
  'a header that is cut off': [right.subarray(0, 100), 'import-damaged', /longer than the file/],
  'a header of 2^64 - 1 bytes': [file('{}', data, 2n ** 64n - 1n), 'import-damaged', /longer than the file/],
  'a header of 17 MB': [file(`{}${' '.repeat(17 << 20)}`), 'import-too-large', /no model has/],
  'a header that is no JSON': [file('{"a":'), 'import-damaged', /no JSON/],
  'a header with 100,000 brackets': [file(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`), 'import-damaged', /does not say what a is/],
  'metadata with 100,000 brackets': [file(JSON.stringify({ ...header, __metadata__: { tokens: `${'['.repeat(100_000)}${']'.repeat(100_000)}` } })), 'none', /./],
  'a header that is a list': [file('{}', data).fill(0x5B, 8, 9).fill(0x5D, 9, 10), 'import-damaged', /does not begin/],
  'a tensor that is null': [changed(null), 'import-damaged', /does not say what decoder.bias is/],
  'a tensor without a type': [changed({ dtype: 5 }), 'import-damaged', /does not say what decoder.bias is/],
  'a tensor of an unknown type': [changed({ dtype: 'F6_E3M2' }), 'import-unsupported', /F6_E3M2/],
  'a shape below 0': [changed({ shape: [-8] }), 'import-damaged', /does not say/],
  'a shape of halves': [changed({ shape: [7.5] }), 'import-damaged', /does not say/],
  'a shape beyond all numbers': [changed({ shape: [big, big, big] }), 'import-damaged', /needs/],
  'a shape that is not of its bytes': [changed({ shape: [9] }), 'import-damaged', /has 32 bytes, and its shape \[9\] needs 36/],
  'a type that is not of its bytes': [changed({ dtype: 'F16' }), 'import-damaged', /has 32 bytes/],
  'places that overlap': [changed({ data_offsets: [from + 4, to + 4] }), 'import-damaged', /does not begin where/],
  'places the wrong way round': [changed({ data_offsets: [to, from] }), 'import-damaged', /bytes/],
  'a place beyond 2^53': [changed({ data_offsets: [from, 1e300] }), 'import-damaged', /does not say/],
  'a name twice': [file(JSON.stringify(header).replace('{', `{"decoder.bias":${JSON.stringify(header['decoder.bias'])},`)), 'import-damaged', /"?decoder.bias"? twice/],
  'a name twice, written differently': [file(JSON.stringify(header).replace('{', `{"decoder\\u002ebias":${JSON.stringify(header['decoder.bias'])},`)), 'import-damaged', /decoder.bias twice/],
  'a file that ends early': [right.subarray(0, right.length - 4), 'import-damaged', /ends before/],
  'a file that goes on': [Buffer.concat([right, Buffer.alloc(4)]), 'import-damaged', /follows/],
  'no tensors': [file('{}', Buffer.alloc(0)), 'import-unsupported', /no weights/],
  'a name of prototypes': [file(JSON.stringify(header).replace('"decoder.bias"', '"__proto__"')), 'import-unsupported', /__proto__|layers/],
  'a pointer of Git LFS': [Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n'), 'import-incomplete', /git lfs pull/],
  'a model of this project': [readFileSync(join(root, 'models/shakespeare/shakespeare.safetensors')), 'import-unrecognized', /already/],
};

describe('safetensors', () => {
  for (const [name, [bytes, code, says]] of Object.entries(hostile)) {
    it(`${name}: ${code}`, async () => {
      const error = await open(bytes).then((found) => found.build()).then(() => ({ code: 'none', message: '.' }), (error) => error);
      assert.equal(error.code, code, error.stack);
      assert.match(error.message, says);
    });
  }

  it('NaN among the weights: a sentence that names the layer', async () => {
    const bytes = Buffer.from(right);
    bytes.writeFloatLE(NaN, 8 + length + from + 4);
    await assert.rejects(async () => (await open(bytes)).build(), { code: 'import-damaged', message: /decoder/ });
  });

  it('a missing part: a sentence that names it', async () => {
    const folder = join(root, 'tests/golden/import/torch/safetensors-parts');
    const files = ['model-00001-of-00002.safetensors', 'model.safetensors.index.json'].map((name) => ({ name, data: readFileSync(join(folder, name)) }));
    await assert.rejects(openImport(files), { code: 'import-incomplete', message: /model-00002-of-00002/ });
  });
});
