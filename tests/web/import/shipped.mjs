// The shipped models as lower.js would give them, their integers made floats again, in any order of ids.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../web/make/site.mjs';

const GROUP = 32;

/** @param {number} half of 16 bits */
function floatOf(half) {
  const [sign, exponent, fraction] = [half & 0x8000 ? -1 : 1, (half >> 10) & 31, half & 1023];
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

/**
 * @param {string} id of the model
 * @param {(size: number) => number[]} [order] the old id of each new one
 * @returns {Promise<{ lowered: any, tokens: string[] }>}
 */
export async function shipped(id, order = (size) => Array.from({ length: size }, (_, i) => i)) {
  const file = await readFile(join(root, 'models', id, `${id}.safetensors`));
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const head = 8 + Number(view.getBigUint64(0, true));
  const header = JSON.parse(file.subarray(8, head).toString('utf8'));
  const { layers, tokenizer } = JSON.parse(header.__metadata__.lukewarm);
  /** @param {string} name @returns {number[]} */
  const numbers = (name) => {
    const { dtype, data_offsets: [from, to] } = header[name];
    const size = { F32: 4, F16: 2, I8: 1, U8: 1 }[/** @type {'F32'} */ (dtype)];
    return Array.from({ length: (to - from) / size }, (_, i) => {
      const at = head + from + i * size;
      return dtype === 'F32' ? view.getFloat32(at, true) : dtype === 'F16' ? floatOf(view.getUint16(at, true)) : dtype === 'I8' ? view.getInt8(at) : view.getUint8(at);
    });
  };
  const ids = order(tokenizer.vocab.length);
  /** @type {{ [name: string]: any }} */
  const tensors = {};
  for (const [name, { dtype, shape }] of Object.entries(header)) {
    if (name === '__metadata__' || /\.(scale|group)$/.test(name)) continue;
    let values = Float32Array.from(numbers(name));
    const rows = shape[0];
    const scale = header[`${name}.scale`] && numbers(`${name}.scale`);
    if (dtype === 'U8') {
      const groups = numbers(`${name}.group`);
      const [bytes, each] = [shape[1], groups.length / rows];
      values = Float32Array.from({ length: rows * bytes * 2 }, (_, i) => {
        const [row, column] = [Math.floor(i / (2 * bytes)), i % (2 * bytes)];
        const byte = values[row * bytes + (column >> 1)];
        return ((column & 1 ? byte >> 4 : byte & 15) - 8) * groups[row * each + Math.floor(column / GROUP)];
      });
    }
    const columns = values.length / rows;
    if (scale) values = values.map((value, i) => value * scale[Math.floor(i / columns)]);
    if (rows === ids.length) values = Float32Array.from(values, (_, i) => values[ids[Math.floor(i / columns)] * columns + (i % columns)]);
    // One-hot ids are the columns of what reads them.
    if (layers[0].kind === 'one-hot' && name === 'layers.1.weight_ih') values = Float32Array.from(values, (_, i) => values[Math.floor(i / columns) * columns + ids[i % columns]]);
    tensors[name] = { shape: columns === 1 && shape.length === 1 ? shape : [rows, columns], read: async () => values.slice() };
  }
  const vocabSize = ids.length;
  return { lowered: { layers, tensors, vocabSize, inputs: vocabSize, outputs: vocabSize, context: 'stateful', found: [], parameters: 0, notes: [] }, tokens: ids.map((old) => tokenizer.vocab[old]) };
}
