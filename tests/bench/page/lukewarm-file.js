// A model file with weights in 8 bits, made from a shape's weights.
import { gateRows, inputSize } from './shapes.js';

/** @typedef {import('./shapes.js').Shape} Shape */
/** @typedef {{ name: string, dtype: 'F32' | 'I8', shape: number[], values: Float32Array | Int8Array }} Tensor */

/** Returns the text of a token. @param {Shape} shape @param {number} id */
const tokenText = ({ vocab }, id) => vocab > 256 ? `w${id}` : String.fromCharCode(vocab === 256 ? id : 48 + id);

/** Returns the text that is read as these tokens, each below 128. @param {Shape} shape @param {number[]} ids */
export const textOf = (shape, ids) => ids.map((id) => tokenText(shape, id)).join(shape.vocab > 256 ? ' ' : '');

/** @param {Shape} shape */
const tokenizer = (shape) => shape.vocab === 256 ? { kind: 'byte' } : {
  kind: shape.vocab > 256 ? 'word' : 'char',
  vocab: Array.from({ length: shape.vocab }, (_, id) => tokenText(shape, id)),
};

/** Returns the description of a network, and how its tensors are called. @param {Shape} shape */
function layout({ embedding, layers, units }) {
  return {
    config: {
      format: 2,
      layers: [
        embedding ? { kind: 'embedding', size: embedding } : { kind: 'one-hot' },
        ...Array(layers).fill({ kind: 'lstm', units }),
        { kind: 'output' },
      ],
    },
    embedding: 'layers.0.weight',
    layer: (/** @type {string} */ part, /** @type {number} */ layer) => `layers.${layer + 1}.${part}`,
    output: (/** @type {string} */ part) => `layers.${layers + 1}.${part}`,
  };
}

/** The same in format 1, for a build that reads no other. @param {Shape} shape */
function layoutOfFormat1({ vocab, embedding, layers, units }) {
  return {
    config: {
      format: 1,
      architecture: {
        cell: 'lstm', vocab_size: vocab, embedding_size: embedding, hidden_sizes: Array(layers).fill(units),
        tied: false,
      },
    },
    embedding: 'encoder.weight',
    layer: (/** @type {string} */ part, /** @type {number} */ layer) => `rnn.${part}_l${layer}`,
    output: (/** @type {string} */ part) => `decoder.${part}`,
  };
}

/**
 * Returns a matrix in 8 bits, one scale for each row.
 * @param {string} name @param {Float32Array} weights @param {number} cols
 * @returns {Tensor[]}
 */
function quantized(name, weights, cols) {
  const rows = weights.length / cols;
  const values = new Int8Array(weights.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const first = row * cols;
    let largest = 0;
    for (let i = first; i < first + cols; i++) largest = Math.max(largest, Math.abs(weights[i]));
    scales[row] = largest / 127;
    for (let i = first; i < first + cols; i++) values[i] = Math.round(weights[i] * 127 / largest);
  }
  return [
    { name, dtype: 'I8', shape: [rows, cols], values },
    { name: `${name}.scale`, dtype: 'F32', shape: [rows], values: scales },
  ];
}

/** Returns a safetensors file. @param {Tensor[]} tensors @param {object} config */
function safetensors(tensors, config) {
  tensors.sort((a, b) => a.dtype < b.dtype ? -1 : a.dtype > b.dtype ? 1 : 0); // F32 first: aligned
  /** @type {Record<string, object>} */
  const header = { __metadata__: { lukewarm: JSON.stringify(config) } };
  let size = 0;
  for (const { name, dtype, shape, values } of tensors) {
    header[name] = { dtype, shape, data_offsets: [size, size += values.byteLength] };
  }
  let text = JSON.stringify(header);
  text += ' '.repeat(-text.length & 7);
  const bytes = new Uint8Array(8 + text.length + size);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(new TextEncoder().encode(text), 8);
  let offset = 8 + text.length;
  for (const { values } of tensors) {
    bytes.set(new Uint8Array(values.buffer), offset);
    offset += values.byteLength;
  }
  return bytes;
}

/**
 * Returns a model file of a format, 2 or 1.
 * @param {Shape} shape @param {import('./shapes.js').Weights} weights
 */
export function lukewarmFile(shape, weights, format = 2) {
  const { config, ...names } = (format === 1 ? layoutOfFormat1 : layout)(shape);
  const vector = (/** @type {string} */ name, /** @type {Float32Array} */ values) =>
    /** @type {Tensor} */ ({ name, dtype: 'F32', shape: [values.length], values });
  const tensors = weights.layers.flatMap(({ input, recurrent, bias }, layer) => [
    ...quantized(names.layer('weight_ih', layer), input, inputSize(shape, layer)),
    ...quantized(names.layer('weight_hh', layer), recurrent, shape.units),
    vector(names.layer('bias_ih', layer), bias),
    vector(names.layer('bias_hh', layer), new Float32Array(gateRows(shape))),
  ]);
  if (weights.embedding) tensors.push(...quantized(names.embedding, weights.embedding, shape.embedding));
  tensors.push(...quantized(names.output('weight'), weights.output, shape.units),
    vector(names.output('bias'), weights.outputBias));
  return safetensors(tensors, { ...config, name: shape.name, tokenizer: tokenizer(shape), quantization: { bits: 8 } });
}
