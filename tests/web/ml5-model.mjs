// A model folder of ml5's charRNN, small, with random weights; and what TensorFlow 1's cells make of it, in float64.

/** @typedef {{ embedding?: number, units: number[], seed: number }} Shape units of each layer */

/** Characters whose ids are not their order in an object: digits are keys that come first there. */
export const characters = ['b', 'a', ' ', '1', 'c', '\n', 'é', '0'];

/** Returns numbers in [-1, 1), always the same. @param {number} seed */
function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** @param {Shape} shape @returns {{ files: { [name: string]: string | Uint8Array }, probabilities: (text: string, temperature?: number) => number[] }} */
export function makeModel({ embedding, units, seed }) {
  const next = random(seed);
  const vocab = characters.length;
  /** @type {{ [name: string]: { shape: number[], values: Float32Array } }} */
  const tensors = {};
  const add = (/** @type {string} */ name, /** @type {number[]} */ shape) =>
    (tensors[name] = { shape, values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, next) });
  if (embedding) add('embedding', [vocab, embedding]);
  units.forEach((size, i) => {
    const cell = `rnnlm/multi_rnn_cell/cell_${i}/basic_lstm_cell`;
    add(`${cell}/kernel`, [(units[i - 1] ?? embedding ?? vocab) + size, 4 * size]);
    add(`${cell}/bias`, [4 * size]);
  });
  add('rnnlm/softmax_w', [/** @type {number} */ (units.at(-1)), vocab]);
  add('rnnlm/softmax_b', [vocab]);

  const fileOf = (/** @type {string} */ name) => name.replaceAll('/', '_');
  const manifest = Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, { filename: fileOf(name), shape }]));
  const files = {
    'manifest.json': JSON.stringify(manifest),
    'vocab.json': JSON.stringify(Object.fromEntries(characters.map((character, id) => [character, id]))),
    ...Object.fromEntries(Object.entries(tensors).map(([name, { values }]) => [fileOf(name), new Uint8Array(values.buffer)])),
  };

  /** Row vector times matrix, plus a bias. @param {number[]} x @param {string} matrix @param {string} bias */
  const product = (x, matrix, bias) => {
    const { shape: [, columns], values } = tensors[matrix];
    return Array.from({ length: columns }, (_, j) => x.reduce((sum, value, i) => sum + value * values[i * columns + j], tensors[bias].values[j]));
  };
  const sigmoid = (/** @type {number} */ x) => 1 / (1 + Math.exp(-x));
  const probabilities = (/** @type {string} */ text, temperature = 1) => {
    const state = units.map((size) => ({ c: new Array(size).fill(0), h: new Array(size).fill(0) }));
    for (const character of text) {
      const id = characters.indexOf(character);
      let x = embedding ? [...tensors.embedding.values.subarray(id * embedding, (id + 1) * embedding)] : characters.map((_, i) => Number(i === id));
      state.forEach((cell, layer) => {
        const name = `rnnlm/multi_rnn_cell/cell_${layer}/basic_lstm_cell`;
        const gates = product([...x, ...cell.h], `${name}/kernel`, `${name}/bias`);
        const size = units[layer];
        cell.c = cell.c.map((c, k) => c * sigmoid(gates[2 * size + k] + 1) + sigmoid(gates[k]) * Math.tanh(gates[size + k]));
        cell.h = cell.c.map((c, k) => Math.tanh(c) * sigmoid(gates[3 * size + k]));
        x = cell.h;
      });
    }
    const logits = product(/** @type {any} */ (state.at(-1)).h, 'rnnlm/softmax_w', 'rnnlm/softmax_b');
    const most = Math.max(...logits);
    const powers = logits.map((logit) => Math.exp((logit - most) / temperature));
    const sum = powers.reduce((a, b) => a + b);
    return powers.map((power) => power / sum);
  };
  return { files, probabilities };
}
