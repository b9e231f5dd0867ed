// A Graph and the model file that is made of it give the same probabilities: every kind of node, in every place where
// lower.js does something about it, against reference.mjs.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lower } from '../../../web/import/lower.js';
import { writeModelFile } from '../../../web/import/model-file.js';
import { checkModel } from './harness.mjs';
import { run, softmax } from './reference.mjs';

const V = 7;
const letters = 'abcdefghijklmnop';
const prompts = ['a', 'bdcafeg', 'gfedcbabcdacbbefg'].map((text) => [...text]);

let state = 1;
/** Uniform in [-1, 1], the same in every run. */
function random() {
  state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
  return state / 2 ** 30 - 1;
}

/** @param {number[]} shape @param {number} [scale] @param {number} [shift] */
function tensor(shape, scale = 0.8, shift = 0) {
  const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random() * scale + shift);
  return { shape, values, read: async () => values.slice() };
}

const gates = { rnn: 1, gru: 3, lstm: 4 };
const embedding = (size = 5, ids = V) => ({ kind: 'embedding', tensors: { weight: tensor([ids, size]) } });
const oneHot = (ids) => ({ kind: 'one-hot', ...(ids && { ids }) });
const dense = (inputs, units = V, options = {}) => ({ kind: 'dense', ...options, tensors: { weight: tensor([units, inputs]), bias: tensor([units]) } });
const batchNorm = (size) => ({ kind: 'batch-norm', tensors: { scale: tensor([size], 0.5, 1), shift: tensor([size]) } });
const cell = (kind, inputs, units, { tensors, ...options } = {}) => ({
  kind, units, ...options,
  tensors: {
    weight_ih: tensor([gates[kind] * units, inputs]), weight_hh: tensor([gates[kind] * units, units]),
    bias_ih: tensor([gates[kind] * units]), bias_hh: tensor([gates[kind] * units]), ...tensors,
  },
});
const projected = (inputs, units, size, options) => cell('lstm', inputs, units,
  { ...options, tensors: { weight_hh: tensor([4 * units, size]), weight_hr: tensor([size, units]) } });
const both = (kind, inputs, units, options = {}, merge = undefined) => ({ kind: 'bidirectional', ...(merge && { merge }),
  forward: cell(kind, inputs, units, options), backward: cell(kind, inputs, units, options) });
const at = (inputs, node) => ({ ...node, inputs });

/**
 * Compares the two, after every prompt.
 * @param {any[]} nodes @param {any} [context] @param {{ vocab?: number, inputs?: number, int8?: number }} [options] vocab: of the model
 */
async function compare(nodes, context = 'stateful', { vocab = V, inputs = V, int8 = 0.08 } = {}) {
  const lowered = await lower({ format: 'test', nodes, context });
  assert.equal(lowered.vocabSize, vocab);
  const vocabulary = { kind: 'char', tokens: [...letters.slice(0, vocab)], from: 'list' };
  const bytes = await writeModelFile({ name: 'test', ...lowered, vocabulary });
  const cases = prompts.map((prompt) => {
    let ids = prompt.map((letter) => letters.indexOf(letter) % Math.min(inputs, V));
    const text = ids.map((id) => letters[id]).join('');
    if (context !== 'stateful') {
      const { window, pad } = context;
      ids = ids.slice(-window);
      if (pad?.masked) ids = ids.filter((id) => id !== pad.id);
      else if (pad) ids = [...Array(window - ids.length).fill(pad.id), ...ids];
    }
    const logits = run(nodes, ids, inputs);
    return { prompt: text, probabilities: [...softmax(logits), ...Array(vocab - logits.length).fill(0)] };
  });
  await checkModel(bytes, { cases, tolerance: 2e-6, int8 });
  return lowered;
}

const window = { window: 6 };

describe('lowering keeps what a network computes', () => {
  for (const kind of ['rnn', 'gru', 'lstm']) {
    it(`${kind}: stateful, of one-hot ids, of an embedding, of scaled ids, without biases`, async () => {
      await compare([oneHot(), cell(kind, V, 4), dense(4)]);
      await compare([embedding(), cell(kind, 5, 4), cell(kind, 4, 3), dense(3)]);
      await compare([{ kind: 'scaled-id', divisor: 5 }, cell(kind, 1, 4), dense(4)]);
      await compare([embedding(), cell(kind, 5, 4, { tensors: { bias_ih: undefined, bias_hh: undefined } }), dense(4)]);
    });

    it(`${kind}: every activation, also of its gates`, async () => {
      for (const activation of ['linear', 'sigmoid', 'relu', 'hard-sigmoid', 'hard-sigmoid-keras-2']) {
        await compare([embedding(), cell(kind, 5, 4, { activation }), dense(4)], window, { int8: 0.4 });
        if (kind !== 'rnn') await compare([embedding(), cell(kind, 5, 4, { recurrent_activation: activation === 'sigmoid' ? 'tanh' : activation }), dense(4)], window, { int8: 0.5 });
      }
    });

    it(`${kind}: windows, the last output alone, read and masked padding, a learned start`, async () => {
      await compare([embedding(), cell(kind, 5, 4, { return_sequences: false }), dense(4)], window);
      await compare([embedding(), cell(kind, 5, 4), cell(kind, 4, 3, { return_sequences: false }), dense(3)], { window: 6, pad: { id: 0, masked: false } });
      await compare([embedding(), cell(kind, 5, 4, { return_sequences: false }), dense(4)], { window: 6, pad: { id: 6, masked: true } });
      await compare([embedding(), cell(kind, 5, 4, { tensors: { start_h: tensor([4]) } }), dense(4)]);
      if (kind === 'lstm') await compare([embedding(), cell(kind, 5, 4, { tensors: { start_c: tensor([4]) } }), dense(4)]);
      if (kind === 'lstm') await compare([embedding(), cell(kind, 5, 4, { tensors: { start_h: tensor([4]), start_c: tensor([4]) } }), dense(4)]);
      await compare([embedding(), cell(kind, 5, 4, { return_sequences: false }), dense(4)], 'stateful');
    });

    it(`${kind}: backwards, as a half of both directions`, async () => {
      await compare([embedding(), cell(kind, 5, 4, { go_backwards: true, return_sequences: false }), dense(4)], window);
      await compare([oneHot(), batchNorm(V), cell(kind, V, 4, { go_backwards: true, return_sequences: false }), dense(4)], window);
    });

    it(`${kind}: both directions, merged in each way, with and without sequences`, async () => {
      for (const merge of [undefined, 'concat', 'sum', 'ave']) {
        const width = merge === 'sum' || merge === 'ave' ? 4 : 8;
        await compare([embedding(), both(kind, 5, 4, { return_sequences: false }, merge), dense(width)], window);
        await compare([embedding(), both(kind, 5, 4, {}, merge), cell(kind, width, 3, { return_sequences: false }), dense(3)], window);
        await compare([embedding(), both(kind, 5, 4, {}, merge), { kind: 'last' }, dense(width)], window);
      }
      const node = both(kind, 5, 4);
      node.forward.tensors.start_h = tensor([4]);
      await compare([embedding(), node, dense(8)], window);
    });
  }

  it('a GRU whose reset comes before the product', async () => {
    await compare([embedding(), cell('gru', 5, 4, { reset: 'before' }), dense(4)]);
    await compare([embedding(), both('gru', 5, 4, { reset: 'before', return_sequences: false }), dense(8)], window);
  });

  it('an LSTM with a projection, alone, in a stack, in both directions, backwards, and as the output', async () => {
    await compare([embedding(), projected(5, 6, 3), dense(3)]);
    await compare([embedding(), projected(5, 6, 3), projected(3, 6, 2), dense(2)], 'stateful');
    await compare([embedding(), projected(5, 6, 3, { return_sequences: false }), dense(3)], window);
    await compare([embedding(), { kind: 'bidirectional', forward: projected(5, 6, 3), backward: projected(5, 6, 3) }, dense(6)], window);
    await compare([embedding(), projected(5, 6, 3, { return_sequences: false, go_backwards: true }), dense(3)], window);
    const { layers } = await compare([embedding(), projected(5, 6, V)]);
    assert.deepEqual(layers.map(({ kind }) => kind), ['embedding', 'lstm', 'output']);
  });

  it('batch normalisations, wherever they stand', async () => {
    const folded = await compare([embedding(), batchNorm(5), cell('lstm', 5, 4), batchNorm(4), dense(4)]);
    assert.deepEqual(folded.layers.map(({ kind }) => kind), ['embedding', 'lstm', 'output']);
    assert.deepEqual(folded.notes, [{ code: 'folded-batch-norm', count: 2 }]);
    const after = await compare([embedding(), cell('gru', 5, 4), dense(4), batchNorm(V), { kind: 'activation', activation: 'softmax' }]);
    assert.deepEqual(after.layers.map(({ kind }) => kind), ['embedding', 'gru', 'output']);
    await compare([oneHot(), batchNorm(V), cell('gru', V, 4), dense(4)]);
    await compare([embedding(), batchNorm(5), batchNorm(5), cell('gru', 5, 4), dense(4, 6), batchNorm(6), { kind: 'activation', activation: 'relu' }, batchNorm(6), dense(6)]);
    await compare([embedding(), cell('rnn', 5, 4), batchNorm(4), at([0, 2], { kind: 'concatenate' }), dense(9)]);
    await compare([embedding(), cell('rnn', 5, 5), batchNorm(5), at([0, 2], { kind: 'add' }), dense(5)]);
    await compare([embedding(), batchNorm(5), both('gru', 5, 4, { return_sequences: false }), dense(8)], window);
    await compare([embedding(), cell('rnn', 5, 4), batchNorm(4), { kind: 'attention-average', tensors: { weight: tensor([1, 4]) } }, dense(4)], window);
    await compare([embedding(), cell('rnn', 5, 4), batchNorm(4), { kind: 'average' }, dense(4)], window);
    await compare([embedding(), cell('rnn', 5, 4), batchNorm(4), { kind: 'last' }, dense(4)], window);
    await compare([embedding(), cell('rnn', 5, 4), batchNorm(4), { kind: 'layer-norm', tensors: {} }, dense(4)]);
    await compare([embedding(), cell('rnn', 5, 4), batchNorm(4), { kind: 'activation', activation: 'relu' }, dense(4)]);
    await compare([embedding(), cell('rnn', 5, V), batchNorm(V)]);
    await compare([embedding(), batchNorm(5), projected(5, 6, 3, { return_sequences: false, go_backwards: true }), dense(3)], window);
  });

  it('a dense layer that another reads before its batch normalisation', async () => {
    await compare([embedding(), cell('rnn', 5, 4), dense(4, 6), batchNorm(6), at([2, 3], { kind: 'concatenate' }), dense(12)]);
    await compare([embedding(), cell('rnn', 5, 4), dense(4, 6), { kind: 'activation', activation: 'tanh' }, at([2, 3], { kind: 'add' }), dense(6)]);
  });

  it('activations after every kind of layer, and dense layers of every activation', async () => {
    for (const activation of ['linear', 'tanh', 'sigmoid', 'relu', 'hard-sigmoid', 'hard-sigmoid-keras-2']) {
      await compare([embedding(), { kind: 'activation', activation }, cell('lstm', 5, 4), { kind: 'activation', activation }, dense(4)]);
      const { layers } = await compare([embedding(), cell('lstm', 5, 4), dense(4, 6), { kind: 'activation', activation }, dense(6, 6, { activation }), dense(6)]);
      assert.equal(layers.length, 5);
    }
    await compare([oneHot(), { kind: 'activation', activation: 'tanh' }, cell('rnn', V, 4), dense(4)]);
  });

  it('whatever softmax stands at the end, and outputs that are no linear layer', async () => {
    const start = () => [embedding(), cell('gru', 5, 4)];
    await compare([...start(), dense(4, V, { activation: 'softmax' })]);
    await compare([...start(), dense(4), { kind: 'activation', activation: 'log-softmax' }]);
    await compare([...start(), dense(4), { kind: 'activation', activation: 'softmax' }, { kind: 'activation', activation: 'linear' }, { kind: 'last' }], window);
    await compare([...start(), dense(4), { kind: 'last' }, { kind: 'activation', activation: 'softmax' }], window);
    await compare([...start(), dense(4, V, { activation: 'tanh' })]);
    await compare([...start(), dense(4, 6), cell('rnn', 6, V)]);
    await compare([...start(), dense(4), { kind: 'average' }], window);
    await compare([...start(), dense(4), { kind: 'layer-norm', epsilon: 0.01, tensors: { weight: tensor([V]), bias: tensor([V]) } }]);
  });

  it('what reads layers further back, and what nothing reads', async () => {
    await compare([embedding(), cell('lstm', 5, 4), at([0], cell('lstm', 5, 3)), at([1, 2], { kind: 'concatenate' }), dense(7)]);
    const { layers } = await compare([embedding(), cell('lstm', 5, 4), at([0], cell('lstm', 5, 3)), at([1], dense(4))]);
    assert.deepEqual(layers.map(({ kind }) => kind), ['embedding', 'lstm', 'output']);
    await compare([embedding(), cell('lstm', 5, 4), cell('lstm', 4, 3), at([0, 1, 2], { kind: 'concatenate' }), { kind: 'attention-average', tensors: { weight: tensor([1, 12]) } }, dense(12)], { window: 6, pad: { id: 0, masked: false } });
    await compare([embedding(), oneHot(), at([0, 1], { kind: 'concatenate' }), cell('rnn', 5 + V, 4), dense(4)]);
    await compare([embedding(), cell('gru', 5, 5), at([0, 1], { kind: 'add' }), at([2], cell('gru', 5, 5)), at([2, 3], { kind: 'add' }), dense(5)]);
  });

  it('one position of all: last and average, also side by side', async () => {
    await compare([embedding(), cell('gru', 5, 4), { kind: 'average' }, dense(4)], window);
    await compare([embedding(), cell('gru', 5, 4), { kind: 'last' }, at([1], { kind: 'average' }), at([2, 3], { kind: 'concatenate' }), dense(8)], window);
    await compare([embedding(), cell('gru', 5, 4), cell('gru', 4, 4, { return_sequences: false }), at([1], { kind: 'last' }), at([2, 3], { kind: 'add' }), dense(4)], window);
    await compare([embedding(), { kind: 'average' }, dense(5)], window);
    await compare([embedding(), { kind: 'last' }, dense(5)], window);
    await compare([embedding(), cell('gru', 5, 4), { kind: 'average' }, { kind: 'last' }, { kind: 'average' }, dense(4)], window);
    await compare([oneHot(), { kind: 'average' }, dense(V)], window);
    await compare([embedding(), cell('gru', 5, 4), batchNorm(4), { kind: 'last' }, at([1], { kind: 'average' }), at([3, 4], { kind: 'concatenate' }), dense(8)], window);
  });

  it('layer normalisation with its epsilon', async () => {
    await compare([embedding(), { kind: 'layer-norm', epsilon: 0.001, tensors: { weight: tensor([5]), bias: tensor([5]) } }, cell('lstm', 5, 4), { kind: 'layer-norm', epsilon: 0.5, tensors: {} }, dense(4)], 'stateful', { int8: 0.2 });
  });

  it('an output that is the embedding, the same tensor or another with its values', async () => {
    const table = tensor([V, 4]);
    const copy = { shape: [V, 4], values: table.values, read: table.read };
    for (const weight of [table, copy]) {
      const { layers, tensors } = await compare([{ kind: 'embedding', tensors: { weight: table } }, cell('lstm', 4, 4), { kind: 'dense', tensors: { weight, bias: tensor([V]) } }]);
      assert.deepEqual(layers[2], { kind: 'output', tied: 0 });
      assert.equal(tensors['layers.2.weight'], undefined);
    }
    const normed = await compare([{ kind: 'embedding', tensors: { weight: table } }, cell('lstm', 4, 4), batchNorm(4), { kind: 'dense', tensors: { weight: table } }]);
    assert.equal(normed.layers[2].tied, undefined);
  });

  it('embeddings and outputs of unlike sizes: what the model never gives has the probability 0', async () => {
    const more = await compare([embedding(5, 9), cell('lstm', 5, 4), dense(4)], 'stateful', { vocab: 9, inputs: 9 });
    assert.deepEqual(more.notes, [{ code: 'sizes-differ', inputs: 9, outputs: 7 }]);
    await compare([embedding(5, 5), cell('lstm', 5, 4), dense(4)], 'stateful', { inputs: 5 });
    await compare([oneHot(5), cell('gru', 5, 4), dense(4)], 'stateful', { inputs: 5 });
    await compare([oneHot(9), cell('gru', 9, 4), dense(4)], 'stateful', { vocab: 9, inputs: 9 });
    await compare([oneHot(5), both('gru', 5, 4, { return_sequences: false }), dense(8)], window, { inputs: 5 });
    await compare([oneHot(5), cell('gru', 5, 4, { go_backwards: true, return_sequences: false }), dense(4)], window, { inputs: 5 });
    await compare([oneHot(5), { kind: 'average' }, dense(5)], window, { inputs: 5 });
  });
});

/** @param {any[]} nodes @param {any} context @param {string} code @param {RegExp} sentence */
async function refuses(nodes, context, code, sentence) {
  await assert.rejects(async () => {
    const { tensors } = await lower({ format: 'test', nodes, context });
    for (const { read } of Object.values(tensors)) await read();
  }, (/** @type {any} */ error) => {
    assert.equal(error.code, code, error.message);
    assert.match(error.message, sentence);
    assert.match(error.message, /\.$/);
    return true;
  });
}

describe('lowering refuses', () => {
  const with_ = (node) => [embedding(), node, dense(4)];

  it('weights that are no numbers, and names their layer', async () => {
    for (const value of [NaN, Infinity, -Infinity, 2e9]) {
      const node = cell('lstm', 5, 4);
      node.tensors.bias_hh.values[3] = value;
      await refuses(with_(node), 'stateful', 'import-damaged', /^Layer 2 \(lstm\) has weights that are not numbers/);
    }
    const node = cell('lstm', 5, 4);
    await refuses(with_({ ...node, tensors: { ...node.tensors, weight_hh: { shape: [16, 4], read: async () => new Float32Array(63) } } }), 'stateful', 'import-damaged', /63 weights where its shape needs 64/);
  });

  it('shapes that do not fit together', async () => {
    await refuses(with_(cell('lstm', 6, 4)), 'stateful', 'import-damaged', /Layer 2 \(lstm\) has weights of the shape \[16,6\], and reads 5/);
    await refuses(with_(cell('lstm', 5, 4, { tensors: { weight_hh: tensor([16, 5]) } })), 'stateful', 'import-damaged', /weight_hh of the shape \[16,5\], and needs \[16,4\]/);
    await refuses(with_(cell('gru', 5, 4, { tensors: { bias_hh: tensor([11]) } })), 'stateful', 'import-damaged', /bias_hh/);
    await refuses(with_(cell('gru', 5, 4, { tensors: { weight_hh: undefined } })), 'stateful', 'import-damaged', /weight_hh of the shape \[nothing\]/);
    await refuses(with_(cell('gru', 5, 4, { tensors: { weight_ih: undefined } })), 'stateful', 'import-damaged', /Layer 2 \(gru\)/);
    await refuses([embedding(), cell('gru', 5, 4), dense(5)], 'stateful', 'import-damaged', /Layer 3 \(dense\)/);
    await refuses([embedding(), cell('gru', 5, 4), { kind: 'dense', tensors: {} }], 'stateful', 'import-damaged', /no matrix/);
    await refuses([{ kind: 'embedding', tensors: {} }, cell('gru', 5, 4), dense(4)], 'stateful', 'import-damaged', /no matrix/);
    await refuses([embedding(), cell('gru', 5, 4), batchNorm(3), dense(4)], 'stateful', 'import-damaged', /batch-norm/);
    await refuses([embedding(), cell('gru', 5, 4), { kind: 'attention-average', tensors: {} }, dense(4)], window, 'import-damaged', /attention-average/);
    await refuses([embedding(), cell('gru', 5, 4), { kind: 'layer-norm', tensors: { weight: tensor([3]) } }, dense(4)], window, 'import-damaged', /layer-norm/);
    await refuses([embedding(), cell('rnn', 5, 4), at([0, 1], { kind: 'add' }), dense(5)], 'stateful', 'import-unsupported', /unlike sizes/);
  });

  it('what the engine has not, by its name', async () => {
    await refuses(with_({ kind: 'conv1d', name: 'c1' }), 'stateful', 'import-unsupported', /^Layer 2 \(conv1d “c1”\) is of a kind that is not read/);
    await refuses(with_(cell('lstm', 5, 4, { activation: 'gelu' })), 'stateful', 'import-unsupported', /“gelu”/);
    await refuses(with_(cell('lstm', 5, 4, { recurrent_activation: 'softmax' })), 'stateful', 'import-unsupported', /“softmax”/);
    await refuses([embedding(), both('lstm', 5, 4), dense(8)], 'stateful', 'import-unsupported', /window/);
    await refuses(with_(cell('lstm', 5, 4, { go_backwards: true })), window, 'import-unsupported', /go_backwards/);
    await refuses([embedding(), cell('gru', 5, 4, { return_sequences: false }), cell('gru', 4, 4), dense(4)], window, 'import-unsupported', /one position/);
    await refuses([embedding(), cell('gru', 5, 4), { kind: 'last' }, cell('gru', 4, 4), dense(4)], window, 'import-unsupported', /one position/);
    await refuses([embedding(), both('gru', 5, 4, {}, 'mul'), dense(8)], window, 'import-unsupported', /“mul”/);
    await refuses([embedding(), { kind: 'bidirectional', forward: cell('gru', 5, 4), backward: cell('lstm', 5, 4) }, dense(8)], window, 'import-unsupported', /another kind/);
    await refuses([embedding(), { kind: 'bidirectional', forward: dense(5, 4) }, dense(8)], window, 'import-unsupported', /no recurrent/);
    await refuses([embedding(), cell('gru', 5, 4, { tensors: { weight_hh: tensor([12, 3]), weight_hr: tensor([3, 4]) } }), dense(3)], 'stateful', 'import-unsupported', /projection/);
    await refuses([embedding(), cell('gru', 5, 4), { kind: 'activation', activation: 'softmax' }, dense(4)], 'stateful', 'import-unsupported', /softmax/);
    await refuses([embedding(), cell('gru', 5, 4), dense(4, V, { activation: 'softmax' }), { kind: 'activation', activation: 'softmax' }], 'stateful', 'import-unsupported', /softmax/);
    await refuses([embedding(), cell('gru', 5, 4), { kind: 'average' }, at([0, 2], { kind: 'concatenate' }), dense(9)], window, 'import-unsupported', /all positions/);
    await refuses([cell('gru', 5, 4), dense(4)], 'stateful', 'import-unsupported', /token ids/);
    await refuses([embedding(), at([3], cell('gru', 5, 4)), dense(4)], 'stateful', 'import-unsupported', /earlier layer/);
    await refuses([embedding(), at([-1], cell('gru', 5, 4)), dense(4)], 'stateful', 'import-unsupported', /earlier layer/);
    await refuses([embedding(), at([0, 0], cell('gru', 5, 4)), dense(4)], 'stateful', 'import-unsupported', /reads 2 layers/);
  });

  it('what is too large, and a graph that says nothing', async () => {
    await refuses([], 'stateful', 'import-unsupported', /no layers/);
    await refuses([embedding(), cell('gru', 5, 4), dense(4)], undefined, 'import-incomplete', /How the model reads/);
    await refuses([embedding(), cell('gru', 5, 4), dense(4)], { window: 5000 }, 'import-unsupported', /5000/);
    await refuses([embedding(), cell('gru', 5, 4), dense(4)], { window: 0 }, 'import-unsupported', /reads 0/);
    await refuses([embedding(), cell('gru', 5, 4), dense(4)], { window: 4, pad: { id: 9, masked: false } }, 'import-damaged', /padding/);
    const many = Array.from({ length: 70 }, () => dense(5, 5, { activation: 'relu' }));
    await refuses([embedding(), ...many, dense(5)], 'stateful', 'import-too-large', /64 layers/);
    await refuses(Array.from({ length: 10_000 }, () => ({ kind: 'dense' })), 'stateful', 'import-too-large', /10000 layers/);
    const claim = (shape) => ({ shape, read: async () => assert.fail('nothing of this size is read') });
    await refuses([{ kind: 'embedding', tensors: { weight: claim([2_000_000, 4]) } }, dense(4)], 'stateful', 'import-too-large', /2000000 tokens/);
    await refuses([{ kind: 'embedding', tensors: { weight: claim([V, 90_000]) } }, { kind: 'dense', tensors: { weight: claim([V, 90_000]) } }], 'stateful', 'import-unsupported', /90000 units/);
    await refuses([{ kind: 'embedding', tensors: { weight: claim([900_000, 60_000]) } }, { kind: 'dense', tensors: { weight: claim([900_000, 60_000]) } }], 'stateful', 'import-too-large', /weights/);
  });
});
