// ONNX files that are damaged or malicious, or have what is not read: a sentence, in bounded time and memory.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openImport } from '../../../web/import/import.js';
import { golden } from './harness.mjs';
import { mutated, outcome, random } from './hostile.mjs';
import { message, varint } from './protobuf-writer.mjs';

const bytesOf = (/** @type {string} */ path) => new Uint8Array(readFileSync(join(golden, 'onnx', path)));
/** Mutations of each file; 10,000 and more are a command: ONNX_MUTATIONS=10000 node --test … */
const mutations = Number(process.env.ONNX_MUTATIONS ?? 150);

/** Returns the error's code, or 'read'. @param {Uint8Array} data @param {{ name: string, data: Uint8Array }[]} [others] */
const codeOf = async (data, others = []) => (await outcome([{ name: 'model.onnx', data }, ...others])).code;

/** @typedef {{ op: string, inputs?: string[], outputs?: string[], attributes?: { [name: string]: number | string | number[] }, domain?: string }} Made */

/** @param {Made} node */
const nodeOf = ({ op, inputs = [], outputs = [], attributes = {}, domain = '' }) => message({ 1: inputs, 2: outputs, 4: op, 7: domain, 5: Object.entries(attributes).map(([name, value]) =>
  message({ 1: name, ...(typeof value === 'number' ? { 3: value, 20: 2 } : typeof value === 'string' ? { 4: value, 20: 3 } : { 8: value.flatMap(varint), 20: 7 }) })) });
/** @param {string} name @param {number[]} dims @param {number[]} [values] default: all 0.5 */
const tensorOf = (name, dims, values = new Array(dims.reduce((a, b) => a * b, 1)).fill(0.5)) => message({ 1: dims.flatMap(varint), 2: 1, 8: name, 9: new Uint8Array(Float32Array.from(values).buffer) });
/** @param {string} name @param {number[]} items */
const intsOf = (name, items) => message({ 1: varint(items.length), 2: 7, 7: items.flatMap(varint), 8: name });
const portOf = (/** @type {string} */ name, /** @type {number[]} */ dims = [1, 0]) => message({ 1: name, 2: message({ 1: message({ 1: 7, 2: message({ 1: dims.map((value) => message(value > 0 ? { 1: value } : { 2: 'n' })) }) }) }) });

/** @param {{ nodes: Made[], tensors?: Uint8Array[], inputs?: Uint8Array[], output?: string }} graph @returns {Uint8Array} a model */
const model = ({ nodes, tensors = [], inputs = [portOf('ids')], output = 'out' }) => message({ 1: 8, 2: 'test', 8: message({ 2: 17 }), 7: message({ 1: nodes.map(nodeOf), 5: tensors, 11: inputs, 12: [portOf(output)] }) });

const weights = [tensorOf('table', [6, 4]), tensorOf('W', [1, 9, 4]), tensorOf('R', [1, 9, 3]), tensorOf('head', [3, 6]), intsOf('one', [1]), intsOf('last', [-1])];
/** Embedding, GRU, linear layer; with other operations in between. @param {Made[]} between from "y3" [1, time, 3] to "read" @param {{ gru?: Made['attributes'], gruInputs?: string[], tensors?: Uint8Array[] }} [more] */
const network = (between, { gru = {}, gruInputs = ['x', 'W', 'R'], tensors = [] } = {}) => model({ tensors: [...weights, ...tensors], nodes: [
  { op: 'Gather', inputs: ['table', 'ids'], outputs: ['e'] },
  { op: 'Transpose', inputs: ['e'], outputs: ['x'], attributes: { perm: [1, 0, 2] } },
  { op: 'GRU', inputs: gruInputs, outputs: ['y', 'h'], attributes: { hidden_size: 3, linear_before_reset: 1, ...gru } },
  { op: 'Squeeze', inputs: ['y', 'one'], outputs: ['y2'] },
  { op: 'Transpose', inputs: ['y2'], outputs: ['y3'], attributes: { perm: [1, 0, 2] } },
  ...between,
  { op: 'MatMul', inputs: [between.length > 0 ? 'read' : 'y3', 'head'], outputs: ['out'] },
] });

describe('ONNX', () => {
  for (const path of ['states-lstm', 'bidirectional-states', 'layer-norm-apart', 'not-folded', 'keras-3-both', 'half', 'hand-start']) {
    it(`${path}, mutated ${mutations} times, is refused by a sentence or read`, { timeout: 600_000 }, async () => {
      const bytes = bytesOf(`${path}/model.onnx`);
      const next = random(path.length);
      for (let i = 0; i < mutations; i++) await codeOf(mutated(bytes, next));
    });
  }

  it('is refused where it is cut off', async () => {
    const bytes = bytesOf('gru/model.onnx');
    const next = random(1);
    for (let i = 0; i < 40; i++) {
      const size = 16 + Math.floor(next() * (bytes.length - 200));
      assert.notEqual(await codeOf(bytes.slice(0, size)), 'read', `${size} of ${bytes.length} bytes`);
    }
  });

  it('has its weights in files that are named, and are whole', async () => {
    const bytes = bytesOf('external/model.onnx');
    const data = bytesOf('external/model.onnx.data');
    assert.equal(await codeOf(bytes, [{ name: 'model.onnx.data', data }]), 'read');
    await assert.rejects(openImport([{ name: 'model.onnx', data: bytes }]), { code: 'import-incomplete', message: /model\.onnx\.data, which is missing/ });
    assert.equal(await codeOf(bytes, [{ name: 'model.onnx.data', data: data.slice(0, 400) }]), 'import-damaged');
    // A path out of the folder is looked for by its name alone.
    const away = message({ 1: varint(4), 2: 1, 8: 'big', 14: 1, 13: [message({ 1: 'location', 2: '../../etc/passwd' }), message({ 1: 'length', 2: '16' })] });
    await assert.rejects(openImport([{ name: 'model.onnx', data: network([{ op: 'Add', inputs: ['y3', 'big'], outputs: ['read'] }], { tensors: [away] }) }]), { code: 'import-incomplete', message: /passwd, which is missing/ });
  });

  it('makes no tensors of shapes that the file only claims', async () => {
    const plain = { op: 'Add', inputs: ['y3', 'big'], outputs: ['read'] };
    for (const big of [
      message({ 1: [...varint(2 ** 40), ...varint(2 ** 40)], 2: 1, 8: 'big' }), message({ 1: varint(-1), 2: 1, 8: 'big' }), message({ 1: varint(3), 2: 1, 8: 'big', 9: new Uint8Array(8) }),
      message({ 1: varint(2 ** 30), 2: 1, 8: 'big', 9: new Uint8Array(8) }), message({ 1: new Array(40).fill(1), 2: 1, 8: 'big', 9: new Uint8Array(4) }), message({ 1: varint(3), 2: 17, 8: 'big', 9: new Uint8Array(3) }),
      message({ 1: varint(3), 2: 10, 8: 'big', 5: [255, 255] }),
    ]) assert.match(await codeOf(network([plain], { tensors: [big] })), /^import-/);
    const expand = [{ op: 'Expand', inputs: ['table', 'huge'], outputs: ['big'] }, { op: 'MatMul', inputs: ['y3', 'big'], outputs: ['read'] }];
    assert.match(await codeOf(network(expand, { tensors: [intsOf('huge', [2 ** 30, 2 ** 30, 6, 4])] })), /^import-/);
    const grown = Array.from({ length: 60 }, (_, i) => ({ op: 'Concat', inputs: [i ? `c${i}` : 'head', i ? `c${i}` : 'head'], outputs: [`c${i + 1}`], attributes: { axis: 0 } }));
    assert.equal(await codeOf(network([...grown, { op: 'MatMul', inputs: ['y3', 'c60'], outputs: ['read'] }])), 'import-too-large');
    const ints = Array.from({ length: 60 }, (_, i) => ({ op: 'Concat', inputs: [i ? `c${i}` : 'one', i ? `c${i}` : 'one'], outputs: [`c${i + 1}`], attributes: { axis: 0 } }));
    assert.match(await codeOf(network([...ints, { op: 'Reshape', inputs: ['y3', 'c60'], outputs: ['read'] }])), /^import-/);
  });

  it('may run in circles, backwards or forever', { timeout: 60_000 }, async () => {
    assert.equal(await codeOf(network([])), 'read');
    assert.equal(await codeOf(network([{ op: 'Add', inputs: ['y3', 'read'], outputs: ['read'] }])), 'import-damaged');
    assert.equal(await codeOf(network([{ op: 'Relu', inputs: ['a'], outputs: ['read'] }, { op: 'Relu', inputs: ['y3'], outputs: ['a'] }])), 'import-damaged');
    const long = Array.from({ length: 5000 }, (_, i) => ({ op: 'Relu', inputs: [i ? `r${i}` : 'y3'], outputs: [i === 4999 ? 'read' : `r${i + 1}`] }));
    assert.equal(await codeOf(network(long)), 'import-too-large');
    const lists = Array.from({ length: 40 }, (_, i) => ({ op: 'Concat', inputs: [i ? `l${i}` : 'y', i ? `l${i}` : 'y'], outputs: [`l${i + 1}`], attributes: { axis: 1 } }));
    assert.match(await codeOf(network([...lists, { op: 'Relu', inputs: ['l40'], outputs: ['read'] }])), /^import-/);
    const wide = Array.from({ length: 40 }, (_, i) => ({ op: 'Concat', inputs: [i ? `w${i}` : 'y3', i ? `w${i}` : 'y3'], outputs: [`w${i + 1}`], attributes: { axis: 2 } }));
    assert.match(await codeOf(network([...wide, { op: 'Relu', inputs: ['w40'], outputs: ['read'] }])), /^import-/);
    let graph = message({ 1: [nodeOf({ op: 'Relu' })] });
    for (let i = 0; i < 200; i++) graph = message({ 1: [message({ 4: 'If', 5: [message({ 1: 'then_branch', 6: graph, 20: 5 })] })] });
    assert.equal(await codeOf(message({ 1: 8, 2: 'test', 7: graph })), 'import-damaged');
  });

  it('says what in it is not read', async () => {
    const state = [tensorOf('h0', [1, 2, 3], [1, 2, 3, 4, 5, 6])];
    for (const [bytes, sentence] of /** @type {[Uint8Array, RegExp][]} */ ([
      [network([{ op: 'Einsum', inputs: ['y3'], outputs: ['read'] }]), /operation Einsum is not read/],
      [network([{ op: 'MatMul', inputs: ['y3', 'y3'], outputs: ['read'] }]), /no constant matrix, as attention does/],
      [network([{ op: 'Mul', inputs: ['y3', 'y3'], outputs: ['read'] }]), /outputs of two layers/],
      [network([{ op: 'Softmax', inputs: ['y3'], outputs: ['read'], attributes: { axis: 1 } }]), /along the axis 1/],
      [network([{ op: 'Slice', inputs: ['y3', 'one', 'last', 'one'], outputs: ['read'] }]), /takes a part of an axis/],
      [network([{ op: 'Gelu', inputs: ['y3'], outputs: ['read'], domain: 'com.microsoft' }]), /domain com\.microsoft.*dynamo=False/],
      [network([], { gru: { clip: 3 } }), /clip/],
      [network([], { gru: { hidden_size: 5 } }), /does not fit together/],
      [network([], { gruInputs: ['x', 'W', 'R', '', '', 'h0'], tensors: state }), /constant state of the shape \[1,2,3\]/],
      [network([], { gruInputs: ['x', 'W', 'R', '', '', 'e'] }), /as an encoder and decoder do/],
      [network([], { gruInputs: ['x', 'W', 'x'] }), /weights that are no constants/],
      [model({ nodes: [{ op: 'Conv', inputs: ['ids'], outputs: ['out'] }] }), /no RNN, GRU or LSTM, but Conv/],
      [model({ nodes: [{ op: 'Tanh', inputs: ['ids'], outputs: ['out'] }] }), /unrolled.*dynamo=False/],
      [model({ nodes: [{ op: 'Scan', inputs: ['ids'], outputs: ['out'] }, { op: 'GRU' }] }), /loop \(Scan\)/],
      [model({ nodes: [{ op: 'QLinearMatMul', inputs: ['ids'], outputs: ['out'] }, { op: 'GRU' }] }), /quantised \(QLinearMatMul\)/],
      [model({ nodes: [] }), /no graph/],
      [message({ 1: 8, 2: 'test' }), /no graph/],
    ])) {
      await assert.rejects(openImport([{ name: 'model.onnx', data: bytes }]), { name: 'LukewarmError', message: sentence });
    }
  });

  it('is none of another kind by its name', async () => {
    await assert.rejects(openImport([{ name: 'model.onnx', data: new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\noid sha256:1234\nsize 99\n') }]), { code: /^import-/ });
    await assert.rejects(openImport([{ name: 'model.onnx', data: new Uint8Array() }]), { code: 'import-damaged' });
    assert.equal((await openImport([{ name: 'network', data: bytesOf('gru/model.onnx') }])).format.startsWith('ONNX'), true);
  });

  it('refuses weights that are not numbers', async () => {
    const values = new Array(18).fill(0.5).with(3, NaN);
    const bytes = model({ tensors: [...weights.filter((_, i) => i !== 3), tensorOf('head', [3, 6], values)], nodes: [
      { op: 'Gather', inputs: ['table', 'ids'], outputs: ['e'] }, { op: 'Transpose', inputs: ['e'], outputs: ['x'], attributes: { perm: [1, 0, 2] } },
      { op: 'GRU', inputs: ['x', 'W', 'R'], outputs: ['y'] }, { op: 'Squeeze', inputs: ['y', 'one'], outputs: ['y2'] }, { op: 'MatMul', inputs: ['y2', 'head'], outputs: ['out'] },
    ] });
    assert.equal(await codeOf(bytes), 'import-damaged');
  });
});
