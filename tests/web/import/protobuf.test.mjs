// The reader of protocol buffers: what it reads, and that it believes nothing.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeMessage, decodeVarints } from '../../../web/import/protobuf.js';
import { field, message, varint } from './protobuf-writer.mjs';

/** @type {import('../../../web/import/protobuf.js').Schema} */
const schema = {
  1: ['number', 'int'], 2: ['text', 'string'], 3: ['numbers*', 'int'], 4: ['floats*', 'float'], 5: ['inner', () => schema], 6: ['pieces*', 'packed'], 7: ['double', 'double'], 8: ['fixed', 'fixed32'],
};
const read = (/** @type {Uint8Array | number[]} */ bytes) => decodeMessage(Uint8Array.from(bytes), schema, 'file');

describe('protocol buffers', () => {
  it('are read by their schema, and fields that it does not name are skipped', () => {
    const bytes = message({ 1: -3, 2: 'é', 3: [...varint(1), ...varint(2 ** 40), ...varint(-1)], 99: 'other', 5: message({ 1: 7 }) });
    assert.deepEqual(read([...bytes, ...field(3, 5)]), { number: -3, text: 'é', numbers: [1, 2 ** 40, -1, 5], floats: [], pieces: [], inner: { number: 7, numbers: [], floats: [], pieces: [] } });
    assert.deepEqual(read([0x25, 0, 0, 0x80, 0x3f, ...field(4, [0, 0, 0, 0x40])]).floats, [1, 2]);
    assert.deepEqual(read([0x39, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0x45, 1, 0, 0, 0x80]), { ...read([]), double: 1, fixed: 2 ** 31 + 1 });
    assert.deepEqual(decodeVarints(Uint8Array.from([...varint(300), ...varint(-2)]), 'file'), [300, -2]);
  });

  it('are refused where they are cut off, of another type, or too deep', () => {
    const bytes = message({ 1: 2 ** 40, 2: 'text', 5: message({ 2: 'inner' }) });
    for (let size = 1; size < bytes.length; size++) {
      const ends = [7, 13].includes(size); // between two fields
      if (ends) assert.ok(read(bytes.slice(0, size)));
      else assert.throws(() => read(bytes.slice(0, size)), { code: 'import-damaged' }, String(size));
    }
    let deep = message({ 1: 1 });
    for (let i = 0; i < 100; i++) deep = message({ 5: deep });
    for (const wrong of [field(1, 'text'), field(2, 3), [0x0f], [0x02, 1, 1], new Array(20).fill(0xff), field(4, [1, 2, 3]), deep, [0x12, ...varint(-1)], [0x12, ...varint(2 ** 62)]]) {
      assert.throws(() => read(wrong), { code: 'import-damaged', message: /file is damaged: .*\.$/ }, JSON.stringify([...wrong].slice(0, 12)));
    }
    assert.throws(() => decodeVarints(Uint8Array.of(255, 255), 'file'), { code: 'import-damaged' });
  });

  it('make at most so many values', () => {
    assert.throws(() => read(field(3, new Uint8Array(4_100_000))), { code: 'import-too-large' });
  });
});
