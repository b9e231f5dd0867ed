// The model file that an import writes: the engine's own reader is asked in every fixture's test; here is what it is made of.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32 } from '../../../web/import/crc32.js';
import { writeModelFile } from '../../../web/import/model-file.js';
import { tensor } from '../../../web/import/tensor.js';

/** @type {any} */
const model = {
  name: 'a “name”', recipe: 'imported: test', context: { window: 3 },
  layers: [{ kind: 'embedding', size: 2 }, { kind: 'output' }],
  tensors: { 'layers.1.weight': tensor([2, 2], Float32Array.of(1, -2, 0.5, 1e-40)), 'layers.0.embedding': tensor([2, 2], Float32Array.of(4, 3, 2, 1)) },
  vocabulary: { kind: 'char', tokens: ['a', 'ä'], from: 'list', unknown: 1, special: [1], end: [1], start: 'a' },
};

/** @param {Uint8Array} bytes */
function parse(bytes) {
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  return { header, length, config: JSON.parse(header.__metadata__.lukewarm), data: bytes.subarray(8 + length) };
}

describe('model file', () => {
  it('is safetensors with the config in its metadata, tensors by name', async () => {
    const bytes = await writeModelFile(model);
    const { header, length, config, data } = parse(bytes);
    assert.equal(length % 8, 0);
    assert.deepEqual(Object.keys(header), ['__metadata__', 'layers.0.embedding', 'layers.1.weight']);
    assert.deepEqual(header['layers.1.weight'], { dtype: 'F32', shape: [2, 2], data_offsets: [16, 32] });
    assert.deepEqual([...new Float32Array(data.slice().buffer)], [4, 3, 2, 1, 1, -2, 0.5, Math.fround(1e-40)]);
    assert.deepEqual(config, {
      format: 2, name: 'a “name”', license: '', training_data: '', recipe: 'imported: test', layers: model.layers, context: { window: 3 },
      tokenizer: { kind: 'char', vocab: ['a', 'ä'], unknown_id: 1, special: [1], end: [1], start: 'a' }, quantization: { bits: 32 },
    });
  });

  it('has the checksum of all that it says', async () => {
    const { header, data } = parse(await writeModelFile(model));
    const utf8 = (/** @type {string} */ text) => new TextEncoder().encode(text);
    let sum = crc32(utf8(`${header.__metadata__.lukewarm}\0`));
    for (const name of ['layers.0.embedding', 'layers.1.weight']) {
      const [from, to] = header[name].data_offsets;
      sum = crc32(data.subarray(from, to), crc32(utf8(`${name}\0F32\x002,2\0`), sum));
    }
    assert.equal(header.__metadata__.checksum, sum.toString(16).padStart(8, '0'));
  });

  it('is the same for the same model, whatever the order of its tensors', async () => {
    const turned = { ...model, tensors: Object.fromEntries(Object.entries(model.tensors).reverse()) };
    assert.deepEqual(await writeModelFile(turned), await writeModelFile(model));
  });

  it('reads one tensor after the other, and tells how far it is', async () => {
    let reading = 0;
    const slow = (/** @type {any} */ one) => ({ ...one, async read() {
      assert.equal(reading++, 0);
      await new Promise((resolve) => setTimeout(resolve));
      reading--;
      return one.read();
    } });
    /** @type {number[]} */
    const seen = [];
    const tensors = Object.fromEntries(Object.entries(model.tensors).map(([name, one]) => [name, slow(one)]));
    const bytes = await writeModelFile({ ...model, tensors }, { onProgress: ({ loaded }) => seen.push(loaded) });
    assert.deepEqual(seen, [bytes.length - 16, bytes.length]);
  });

  it('ends when it is aborted', async () => {
    await assert.rejects(writeModelFile(model, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });

  it('refuses what the engine would: a text before all that is too long, a vocabulary that is too large', async () => {
    await assert.rejects(writeModelFile({ ...model, vocabulary: { ...model.vocabulary, start: 'ä'.repeat(129) } }), { code: 'import-too-large', message: /256 bytes/ });
    await assert.rejects(writeModelFile({ ...model, vocabulary: { ...model.vocabulary, tokens: ['a'.repeat(1 << 24)] } }), { code: 'import-too-large', message: /vocabulary/ });
  });
});
