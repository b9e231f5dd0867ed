// The networks that are measured, and random weights for them, the same in every engine and every run.

/**
 * @typedef {object} Shape
 * @property {string} id
 * @property {string} name
 * @property {number} vocab
 * @property {number} embedding size; 0: one-hot
 * @property {number} layers of LSTM
 * @property {number} units of each layer
 *
 * @typedef {object} Weights row-major [out, in], the gates in PyTorch's order i f g o
 * @property {Float32Array | null} embedding [vocab, embedding]
 * @property {{ input: Float32Array, recurrent: Float32Array, bias: Float32Array }[]} layers
 * @property {Float32Array} output [vocab, units]
 * @property {Float32Array} outputBias [vocab]
 */

/** @type {Shape[]} */
export const shapes = [
  { id: 'XS', name: 'LSTM 1x24, 27 symbols', vocab: 27, embedding: 0, layers: 1, units: 24 },
  { id: 'S', name: 'LSTM 1x128, 65 symbols', vocab: 65, embedding: 0, layers: 1, units: 128 },
  { id: 'M', name: 'LSTM 2x512, 65 symbols', vocab: 65, embedding: 0, layers: 2, units: 512 },
  { id: 'L', name: 'LSTM 3x1024, 256 symbols', vocab: 256, embedding: 0, layers: 3, units: 1024 },
  { id: 'W', name: 'LSTM 2x512, embedding 256, 10000 words', vocab: 10000, embedding: 256, layers: 2, units: 512 },
];

/** @param {string} id */
export function shapeOf(id) {
  const shape = shapes.find((shape) => shape.id === id);
  if (!shape) throw new Error(`no shape is called ${id}`);
  return shape;
}

/** Rows of a layer's matrices. @param {Shape} shape */
export const gateRows = ({ units }) => 4 * units;

/** Columns of a layer's input matrix. @param {Shape} shape @param {number} layer */
export const inputSize = ({ embedding, vocab, units }, layer) => layer > 0 ? units : embedding || vocab;

const kTableLimit = 4 << 20; // values; up to this size the engine tabulates the first layer's input product

/**
 * Returns the products that a token takes in Lukewarm, as [rows, cols].
 * @param {Shape} shape
 * @returns {[number, number][]}
 */
export function products(shape) {
  const { vocab, embedding, layers, units } = shape;
  const rows = gateRows(shape);
  /** @type {[number, number][]} */
  const list = embedding && vocab * rows > kTableLimit ? [[rows, embedding]] : [];
  for (let layer = 0; layer < layers; layer++) list.push(...Array(layer > 0 ? 2 : 1).fill([rows, units]));
  return [...list, [vocab, units]];
}

/** Multiply-accumulates per token. @param {Shape} shape */
export const macs = (shape) => products(shape).reduce((sum, [rows, cols]) => sum + rows * cols, 0);

/** Returns a generator of numbers in [0, 1): mulberry32. @param {number} seed */
export function uniform(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Returns weights that keep the states lively: uniform, about 0 except for the forget gates' bias.
 * @param {Shape} shape
 * @returns {Weights}
 */
export function randomWeights(shape) {
  const random = uniform(1);
  const values = (/** @type {number} */ count, /** @type {number} */ limit) =>
    Float32Array.from({ length: count }, () => (2 * random() - 1) * limit);
  const { vocab, embedding, layers, units } = shape;
  const rows = gateRows(shape);
  return {
    embedding: embedding ? values(vocab * embedding, 1) : null,
    layers: Array.from({ length: layers }, (_, layer) => {
      const cols = inputSize(shape, layer);
      const bias = values(rows, 0.2);
      for (let i = units; i < 2 * units; i++) bias[i] += 1;
      return {
        input: values(rows * cols, layer === 0 && !embedding ? 1 : 2 / Math.sqrt(cols)),
        recurrent: values(rows * units, 2 / Math.sqrt(units)),
        bias,
      };
    }),
    output: values(vocab * units, 8 / Math.sqrt(units)),
    outputBias: values(vocab, 0.5),
  };
}
