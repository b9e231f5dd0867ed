// The network in JavaScript gives the logits that the definitions in reference.mjs give, for every kind of layer.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lower } from '../../../web/import/lower.js';
import { openNetwork } from '../../../web/import/network.js';
import { run, softmax } from './reference.mjs';

const V = 7;
let state = 5;
/** Uniform in [-1, 1], the same in every run. */
function random() {
  state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
  return state / 2 ** 30 - 1;
}

/** @param {...number} shape */
function tensor(...shape) {
  const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, random);
  return { shape, values, read: async () => values.slice() };
}

const gates = /** @type {any} */ ({ rnn: 1, gru: 3, lstm: 4 });
const embedding = { kind: 'embedding', tensors: { weight: tensor(V, 5) } };
const dense = (/** @type {number} */ inputs, units = V, options = {}) => ({ kind: 'dense', ...options, tensors: { weight: tensor(units, inputs), bias: tensor(units) } });
const cell = (/** @type {string} */ kind, /** @type {number} */ inputs, /** @type {number} */ units, options = {}, tensors = {}) => ({
  kind, units, ...options,
  tensors: { weight_ih: tensor(gates[kind] * units, inputs), weight_hh: tensor(gates[kind] * units, units), bias_ih: tensor(gates[kind] * units), bias_hh: tensor(gates[kind] * units), ...tensors },
});

/** @type {{ [name: string]: { nodes: any[], window?: number } }} */
const networks = {
  'one-hot, RNN with relu': { nodes: [{ kind: 'one-hot' }, cell('rnn', V, 5, { activation: 'relu' }), dense(5)] },
  'embedding, GRU': { nodes: [embedding, cell('gru', 5, 6), dense(6)] },
  'GRU that resets before': { nodes: [embedding, cell('gru', 5, 6, { reset: 'before' }), dense(6)] },
  'two LSTMs, hard sigmoid, a learned start': { nodes: [embedding, cell('lstm', 5, 4, { recurrent_activation: 'hard-sigmoid-keras-2' }, { start_h: tensor(4), start_c: tensor(4) }), cell('lstm', 4, 3), dense(3)] },
  'an LSTM with a projection': { nodes: [embedding, cell('lstm', 5, 6, {}, { weight_hh: tensor(24, 3), weight_hr: tensor(3, 6) }), dense(3)] },
  'a sum, a layer norm, a dense layer with relu': { nodes: [embedding, cell('gru', 5, 5), { kind: 'add', inputs: [0, 1] }, { kind: 'layer-norm', tensors: { weight: tensor(5), bias: tensor(5) } }, dense(5, 4, { activation: 'relu' }), dense(4)] },
  'scaled ids by window': { window: 6, nodes: [{ kind: 'scaled-id' }, cell('lstm', 1, 5, { return_sequences: true }), cell('lstm', 5, 4, { return_sequences: false }), dense(4)] },
  'both directions': { window: 6, nodes: [embedding, { kind: 'bidirectional', forward: cell('lstm', 5, 4, { return_sequences: false }), backward: cell('lstm', 5, 4, { return_sequences: false }) }, dense(8)] },
  'a flat window': { window: 4, nodes: [embedding, { kind: 'flatten' }, dense(20, 6, { activation: 'tanh' }), dense(6)] },
  'attention over a concatenation': { window: 5, nodes: [embedding, cell('lstm', 5, 4), { kind: 'concatenate', inputs: [0, 1] }, { kind: 'attention-average', tensors: { weight: tensor(1, 9) } }, dense(9)] },
};

describe('the network in JavaScript gives the logits of', () => {
  for (const [name, { nodes, window }] of Object.entries(networks)) {
    it(name, async () => {
      const lowered = await lower(/** @type {any} */ ({ format: 'test', nodes, context: window ? { window } : 'stateful' }));
      const network = await openNetwork(lowered);
      const texts = [[0, 3, 1, 6, 2, 2, 5, 4], [6, 5, 4, 3, 2, 1, 0, 0], [1, 1, 4, 0, 6, 3, 3, 2]].map((ids) => ids.slice(0, window ?? 8));
      const length = texts[0].length;
      const ids = Int32Array.from({ length: 3 * length }, (_, i) => texts[i % 3][Math.floor(i / 3)]);
      // In two parts where the state is carried.
      const memory = new Map();
      const logits = window ? network.read(ids, 3) : [...network.read(ids.slice(0, 9), 3, memory), ...network.read(ids.slice(9), 3, memory)];
      texts.forEach((text, stream) => {
        const row = Array.from(logits.slice(logits.length - 3 * V).slice(stream * V, (stream + 1) * V));
        softmax(run(nodes, text, V)).forEach((probability, id) => assert.ok(Math.abs(softmax(row)[id] - probability) < 1e-6, `${name}, text ${stream}, id ${id}`));
      });
    });
  }
});
