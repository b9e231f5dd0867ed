// Writes files of other frameworks for tests: zip archives, sound or not, and state dicts of any size. HDF5 is written by h5wasm.
import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../../web/import/crc32.js';

/**
 * @typedef {object} ZipEntry what is not given is as it should be
 * @property {string} name
 * @property {Uint8Array} data
 * @property {number} [method] 0: stored, 8: deflated (default 0)
 * @property {number} [flags]
 * @property {number} [crc]
 * @property {number} [size]
 * @property {number} [packedSize]
 * @property {number} [offset] of the local header, as the directory has it
 * @property {Uint8Array} [packed] in place of the deflated bytes
 */

/** @param {number} size @param {(view: DataView) => void} fill */
function record(size, fill) {
  const bytes = Buffer.alloc(size);
  fill(new DataView(bytes.buffer, bytes.byteOffset, size));
  return bytes;
}

/**
 * Returns a zip archive.
 * @param {ZipEntry[]} entries
 * @param {{ descriptors?: boolean, wide?: boolean, comment?: string, end?: (view: DataView) => void, end64?: (view: DataView) => void }} [options]
 *   descriptors: sizes stand behind the data, as of archives that are written in one go; wide: sizes and places of 64 bits; end and
 *   end64 change the last records
 */
export function zip(entries, { descriptors = false, wide = false, comment = '', end, end64 } = {}) {
  /** @type {Buffer[]} */
  const parts = [];
  /** @type {Buffer[]} */
  const directory = [];
  let at = 0;
  const push = (/** @type {Uint8Array} */ bytes) => {
    parts.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    at += bytes.length;
  };
  for (const entry of entries) {
    const { name, data, method = 0, flags = 0 } = entry;
    const label = Buffer.from(name);
    const packed = entry.packed ?? (method === 8 ? deflateRawSync(data) : data);
    const { crc = crc32(data), size = data.length, packedSize = packed.length, offset = at } = entry;
    const head = (/** @type {DataView} */ view, /** @type {number} */ from, /** @type {boolean} */ later) => {
      view.setUint16(from, wide ? 45 : 20, true);
      view.setUint16(from + 2, flags | (descriptors ? 8 : 0), true);
      view.setUint16(from + 4, method, true);
      view.setUint32(from + 10, later ? 0 : crc, true);
      view.setUint32(from + 14, wide ? 0xFFFFFFFF : later ? 0 : packedSize, true);
      view.setUint32(from + 18, wide ? 0xFFFFFFFF : later ? 0 : size, true);
      view.setUint16(from + 22, label.length, true);
    };
    const extra = record(wide ? 28 : 0, (view) => {
      if (!wide) return;
      view.setUint16(0, 1, true);
      view.setUint16(2, 24, true);
      [size, packedSize, offset].forEach((value, i) => view.setBigUint64(4 + 8 * i, BigInt(value), true));
    });
    directory.push(record(46, (view) => {
      view.setUint32(0, 0x02014B50, true);
      head(view, 6, false);
      view.setUint16(30, extra.length, true);
      view.setUint32(42, wide ? 0xFFFFFFFF : offset, true);
    }), label, extra);
    push(record(30, (view) => {
      view.setUint32(0, 0x04034B50, true);
      head(view, 4, descriptors);
    }));
    push(label);
    push(packed);
    if (descriptors) push(record(16, (view) => [0x08074B50, crc, packedSize, size].forEach((value, i) => view.setUint32(4 * i, value, true))));
  }
  const offset = at;
  directory.forEach(push);
  const size = at - offset;
  if (wide) {
    push(record(56, (view) => {
      view.setUint32(0, 0x06064B50, true);
      view.setBigUint64(4, 44n, true);
      [entries.length, entries.length, size, offset].forEach((value, i) => view.setBigUint64(24 + 8 * i, BigInt(value), true));
      end64?.(view);
    }));
    const place = at - 56;
    push(record(20, (view) => {
      view.setUint32(0, 0x07064B50, true);
      view.setBigUint64(8, BigInt(place), true);
      view.setUint32(16, 1, true);
    }));
  }
  push(record(22, (view) => {
    view.setUint32(0, 0x06054B50, true);
    view.setUint16(8, wide ? 0xFFFF : entries.length, true);
    view.setUint16(10, wide ? 0xFFFF : entries.length, true);
    view.setUint32(12, wide ? 0xFFFFFFFF : size, true);
    view.setUint32(16, wide ? 0xFFFFFFFF : offset, true);
    view.setUint16(20, Buffer.byteLength(comment), true);
    end?.(view);
  }));
  push(Buffer.from(comment));
  return Buffer.concat(parts);
}

/** @typedef {{ [name: string]: { shape: number[], data: Float32Array } }} Tensors */

/** @param {{ data: Float32Array }} tensor */
export const bytesOf = ({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength);

/** @param {Tensors} tensors */
export function safetensors(tensors) {
  let at = 0;
  const header = Object.fromEntries(Object.entries(tensors).map(([name, { shape, data }]) => [name, { dtype: 'F32', shape, data_offsets: [at, (at += data.byteLength)] }]));
  const json = Buffer.from(JSON.stringify(header));
  return Buffer.concat([record(8, (view) => view.setBigUint64(0, BigInt(json.length), true)), json, ...Object.values(tensors).map(bytesOf)]);
}

/** @param {{ shape: number[], data: Float32Array }} tensor */
export function npy(tensor) {
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${tensor.shape.join(', ')},), }\n`;
  return Buffer.concat([Buffer.from([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]), Buffer.from(header), bytesOf(tensor)]);
}

/** As torch.save() writes a state dict. @param {Tensors} tensors */
export function torchFile(tensors) {
  const text = (/** @type {string} */ value) => Buffer.concat([Buffer.from('X'), record(4, (view) => view.setUint32(0, value.length, true)), Buffer.from(value)]);
  const whole = (/** @type {number} */ value) => Buffer.concat([Buffer.from('J'), record(4, (view) => view.setInt32(0, value, true))]);
  const tuple = (/** @type {Buffer[]} */ ...items) => Buffer.concat([Buffer.from('('), ...items, Buffer.from('t')]);
  const global = (/** @type {string} */ module, /** @type {string} */ name) => Buffer.from(`c${module}\n${name}\n`);
  const items = Object.entries(tensors).map(([name, { shape, data }], index) => {
    const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
    const storage = tuple(text('storage'), global('torch', 'FloatStorage'), text(String(index)), text('cpu'), whole(data.length));
    const args = tuple(Buffer.concat([storage, Buffer.from('Q')]), whole(0), tuple(...shape.map(whole)), tuple(...strides.map(whole)), Buffer.from('\x89', 'latin1'), Buffer.from('}'));
    return Buffer.concat([text(name), global('torch._utils', '_rebuild_tensor_v2'), args, Buffer.from('R')]);
  });
  const pickle = Buffer.concat([Buffer.from('\x80\x02}(', 'latin1'), ...items, Buffer.from('u.')]);
  return zip([{ name: 'model/data.pkl', data: pickle }, ...Object.values(tensors).map((tensor, index) => ({ name: `model/data/${index}`, data: bytesOf(tensor) })), { name: 'model/version', data: Buffer.from('3\n') }]);
}
