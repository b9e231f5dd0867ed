// Writes a model file (cpp/model/model_file.h) of lowered layers: f32, one tensor after the other, so that beside the file
// itself only one of them is in memory.
import { nextTask } from '../engine/slices.js';
import { crc32 } from './crc32.js';
import { importError } from './errors.js';
import { readInto, sizeOf } from './tensor.js';

/** @typedef {import('./types.js').Vocabulary} Vocabulary */

/** The engine's (cpp/model/limits.h), in bytes. */
const maxHeader = 1 << 24, maxStart = 256;

/** @param {Vocabulary} vocabulary */
function tokenizerOf({ kind, tokens, unknown, special, end, start, bpe }) {
  if (start && new TextEncoder().encode(start).length > maxStart) throw importError('import-too-large', `The text that the model reads before every other is longer than ${maxStart} bytes.`);
  return {
    kind,
    ...(kind !== 'byte' && { vocab: tokens }),
    ...(unknown !== undefined && { unknown_id: unknown }),
    ...(special?.length && { special }),
    ...(end?.length && { end }),
    ...(start && { start }),
    ...bpe,
  };
}

/**
 * Returns the bytes of a model file.
 * @param {object} model
 * @param {string} model.name
 * @param {string} [model.recipe] where it comes from, in words
 * @param {import('./lower.js').Lowered['layers']} model.layers
 * @param {{ [name: string]: import('./tensor.js').Tensor }} model.tensors
 * @param {NonNullable<import('./types.js').Graph['context']>} model.context
 * @param {Vocabulary} model.vocabulary as many tokens as the model has
 * @param {{ signal?: AbortSignal, onProgress?: (progress: { loaded: number, total: number }) => void }} [options]
 * @returns {Promise<Uint8Array>}
 */
export async function writeModelFile({ name, recipe = '', layers, tensors, context, vocabulary }, { signal, onProgress } = {}) {
  const config = JSON.stringify({
    format: 2, name, license: '', training_data: '', recipe, layers,
    ...(context !== 'stateful' && { context }),
    tokenizer: tokenizerOf(vocabulary),
    quantization: { bits: 32 },
  });
  const names = Object.keys(tensors).sort();
  let total = 0;
  /** @type {{ [name: string]: any }} */
  const header = { __metadata__: { checksum: '00000000', lukewarm: config } };
  for (const one of names) {
    const { shape } = tensors[one];
    header[one] = { dtype: 'F32', shape, data_offsets: [total, total + 4 * sizeOf(shape)] };
    total += 4 * sizeOf(shape);
  }
  const head = new TextEncoder().encode(JSON.stringify(header));
  const headLength = Math.ceil(head.length / 8) * 8;
  if (headLength > maxHeader) throw importError('import-too-large', 'The vocabulary is too large for a model file.');
  const file = new Uint8Array(8 + headLength + total);
  const view = new DataView(file.buffer);
  view.setUint32(0, headLength, true);
  file.set(head, 8);
  file.fill(32, 8 + head.length, 8 + headLength);
  let sum = crc32(new TextEncoder().encode(`${config}\0`));
  let at = 8 + headLength;
  for (const one of names) {
    await nextTask(); // in which a worker hears that it shall stop
    signal?.throwIfAborted();
    const { shape } = tensors[one];
    const end = at + 4 * sizeOf(shape);
    await readInto(tensors[one], new Float32Array(file.buffer, at, sizeOf(shape)), 0); // little-endian, as all machines that run this
    sum = crc32(file.subarray(at, end), crc32(new TextEncoder().encode(`${one}\0F32\0${shape.join()}\0`), sum));
    at = end;
    onProgress?.({ loaded: at, total: file.length });
  }
  const place = new TextDecoder('latin1').decode(file.subarray(8, 64)).indexOf('"00000000"');
  file.set(new TextEncoder().encode(sum.toString(16).padStart(8, '0')), 8 + place + 1);
  return file;
}
