// TensorFlow's files, damaged or malicious: a sentence, in bounded time and memory.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openImport } from '../../../web/import/import.js';
import { maskedCrc, readTable } from '../../../web/import/tensorflow-table.js';
import { golden } from './harness.mjs';
import { mutated, outcome, random } from './hostile.mjs';
import { message, varint } from './protobuf-writer.mjs';

const bytesOf = (/** @type {string} */ path) => new Uint8Array(readFileSync(join(golden, 'tensorflow', path)));
/** Mutations of each file; 10,000 and more are a command: TENSORFLOW_MUTATIONS=10000 node --test … */
const mutations = Number(process.env.TENSORFLOW_MUTATIONS ?? 80);
const ascii = (/** @type {string} */ text) => new TextEncoder().encode(text);
const index = bytesOf('checkpoint/ckpt_10.index');
const data = bytesOf('checkpoint/ckpt_10.data-00000-of-00001');

/** @typedef {{ name: string, data: Uint8Array }} File */

/** Returns the error's code, or 'read'. @param {File[]} files */
const codeOf = async (files) => (await outcome(files)).code;

/** @param {Uint8Array} [ownIndex] @param {Uint8Array} [ownData] @returns {File[]} */
const checkpoint = (ownIndex = index, ownData = data) => [{ name: 'ckpt.index', data: ownIndex }, { name: 'ckpt.data-00000-of-00001', data: ownData }];

/** A block with its trailer. @param {number[] | Uint8Array} content @param {number} [kind] how it is compressed */
function block(content, kind = 0) {
  const bytes = Uint8Array.from([...content, kind]);
  return [...bytes, ...new Uint8Array(Uint32Array.of(maskedCrc(bytes)).buffer)];
}

/** Entries, no one sharing its beginning with another. @param {[Uint8Array, Uint8Array][]} entries */
const content = (entries) => [...entries.flatMap(([key, value]) => [0, ...varint(key.length), ...varint(value.length), ...key, ...value]), 0, 0, 0, 0, 1, 0, 0, 0];

/** A table of one block. @param {number[] | Uint8Array} body @param {{ kind?: number, place?: number[], footer?: number[] }} [options] place: of the block, as the index has it */
function table(body, { kind = 0, place, footer } = {}) {
  const first = block(body, kind);
  const places = content([[ascii('z'), Uint8Array.from(place ?? [...varint(0), ...varint(body.length)])]]);
  const handles = footer ?? [...varint(0), ...varint(0), ...varint(first.length), ...varint(places.length)];
  return Uint8Array.from([...first, ...block(places), ...handles, ...new Array(40 - handles.length).fill(0), 0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb]);
}

/** The checkpoint's entries, changed. @param {(entries: Map<string, Uint8Array>) => void} change */
function changed(change) {
  const entries = readTable(index, 'ckpt.index');
  change(entries);
  return table(content([...entries].map(([key, value]) => [ascii(key), value])));
}

const kernel = 'gru/cell/kernel/.ATTRIBUTES/VARIABLE_VALUE';
const shapeOf = (/** @type {number[]} */ dims) => message({ 2: dims.map((size) => message({ 1: size })) });

describe('TensorFlow', () => {
  it('an index that is written anew is read', async () => {
    assert.equal(await codeOf(checkpoint(changed(() => {}))), 'read');
  });

  for (const name of ['index', 'data']) {
    it(`a checkpoint's ${name}, mutated ${mutations} times, is refused by a sentence or read`, { timeout: 600_000 }, async () => {
      const next = random(name.length);
      for (let i = 0; i < mutations; i++) await codeOf(name === 'index' ? checkpoint(mutated(index, next)) : checkpoint(index, mutated(data, next)));
    });
  }

  it(`an index whose sums are right, mutated ${mutations} times, is refused by a sentence or read`, { timeout: 600_000 }, async () => {
    const next = random(7);
    const whole = content([...readTable(index, 'ckpt.index')].map(([key, value]) => [ascii(key), value]));
    for (let i = 0; i < mutations; i++) {
      await codeOf(checkpoint(table(mutated(Uint8Array.from(whole), next))));
      await codeOf(checkpoint(changed((entries) => {
        const keys = [...entries.keys()];
        const key = keys[Math.floor(next() * keys.length)];
        entries.set(key, mutated(/** @type {Uint8Array} */ (entries.get(key)), next));
      })));
    }
  });

  for (const [folder, file] of [['saved-one-step', 'saved_model.pb'], ['saved-sequential', 'keras_metadata.pb']]) {
    it(`${folder}'s ${file}, mutated ${mutations} times, is refused by a sentence or read`, { timeout: 600_000 }, async () => {
      const next = random(file.length);
      const names = ['saved_model.pb', ...folder === 'saved-sequential' ? ['keras_metadata.pb'] : [], 'variables/variables.index', 'variables/variables.data-00000-of-00001'];
      const files = names.map((name) => ({ name: `model/${name}`, data: bytesOf(`${folder}/${name}`) }));
      for (let i = 0; i < mutations; i++) await codeOf(files.map((one) => (one.name === `model/${file}` ? { ...one, data: mutated(one.data, next) } : one)));
    });
  }

  it('weights that are changed, cut off or of another checkpoint are reported', async () => {
    const flipped = data.slice();
    flipped[50] ^= 1;
    assert.equal(await codeOf(checkpoint(index, flipped)), 'import-damaged');
    assert.equal(await codeOf(checkpoint(index, data.slice(0, 300))), 'import-damaged');
    for (let size = 0; size < index.length; size += 37) assert.notEqual(await codeOf(checkpoint(index.slice(0, size))), 'read');
  });

  it('a file that is missing is named', async () => {
    await assert.rejects(openImport([checkpoint()[0]]), { code: 'import-incomplete', message: /ckpt\.data-00000-of-.*Drop it together with ckpt\.index/ });
    await assert.rejects(openImport([checkpoint()[1]]), { code: 'import-incomplete', message: /ckpt\.index is missing/ });
    await assert.rejects(openImport([{ name: 'model/saved_model.pb', data: bytesOf('saved-one-step/saved_model.pb') }]), { code: 'import-incomplete', message: /folder "variables"/ });
  });

  it('claims of any size are refused', async () => {
    for (const [dims, rest] of /** @type {[number[], { [field: number]: number }][]} */ ([
      [[2 ** 40, 2 ** 40], { 5: 240 }], [[-1, 15], { 5: 240 }], [[4, 15], { 5: 2 ** 40 }], [[4, 15], { 4: 2 ** 50, 5: 240 }], [[4, 15], { 4: -1, 5: 240 }], [[4, 15], { 3: 7, 5: 240 }], [[4, 15], { 1: 77, 5: 240 }],
      [new Array(40).fill(1), { 5: 4 }], [[4, 15], { 1: 7, 5: 240 }],
    ])) {
      assert.match(await codeOf(checkpoint(changed((entries) => entries.set(kernel, message({ 1: 1, 2: shapeOf(dims), ...rest }))))), /^import-/, JSON.stringify([dims, rest]));
    }
    for (const header of [message({ 1: 2 ** 40 }), message({}), message({ 1: 1, 2: 1 })]) {
      assert.match(await codeOf(checkpoint(changed((entries) => entries.set('', header)))), /^import-/);
    }
    for (const place of [[...varint(2 ** 40), 4], [0, ...varint(2 ** 40)], [0, 1], [...varint(-1), 8], [255], []]) assert.equal(await codeOf(checkpoint(table([], { place }))), 'import-damaged');
    for (const footer of [[0, 0, ...varint(2 ** 40), 4], new Array(40).fill(255), [0, 0, 0, 0]]) assert.equal(await codeOf(checkpoint(table([], { footer }))), 'import-damaged');
    for (const body of [[], [0, 0], [0, 0, 0, 0, 255, 255, 255, 255], [9, 1, 1, 65, 65, 0, 0, 0, 0, 1, 0, 0, 0], [0, 99, 1, 65, 0, 0, 0, 0, 1, 0, 0, 0]]) assert.match(await codeOf(checkpoint(table(body))), /^import-/);
  });

  it('blocks that Snappy has made smaller are read, and bombs are not', async () => {
    const whole = content([...readTable(index, 'ckpt.index')].map(([key, value]) => [ascii(key), value]));
    const literal = (/** @type {number[]} */ bytes) => [61 << 2, bytes.length - 1 & 255, bytes.length - 1 >> 8, ...bytes];
    assert.equal(await codeOf(checkpoint(table([...varint(whole.length), ...literal(whole)], { kind: 1 }))), 'read');
    // "ab", then six bytes from two before: abababab; as the key of a table with nothing else.
    const copied = [0, 8, 0, ...ascii('ab'), 1 + (2 << 2), 2, 0, 0, 0, 0, 1, 0, 0, 0];
    const packed = [...varint(19), 4 << 2, ...copied.slice(0, 5), ...copied.slice(5, 7), 7 << 2, ...copied.slice(7)];
    assert.deepEqual([...readTable(table(packed, { kind: 1 }), 'table').keys()], ['abababab']);
    for (const wrong of [[...varint(2 ** 40)], [...varint(100), 0, 1], [...varint(8), 1 + (4 << 2), 1], [...varint(2), 4 << 2, 1, 2, 3, 4, 5], [...varint(4), 63 << 2, 255, 255, 255, 255, 0], [...varint(9), 0, 1, 2 + (40 << 2), 1, 0], []]) {
      assert.match(await codeOf(checkpoint(table(wrong, { kind: 1 }))), /^import-(damaged|too-large)$/, JSON.stringify(wrong));
    }
    assert.equal(await codeOf(checkpoint(table(whole, { kind: 2 }))), 'import-damaged');
  });

  it('graphs of objects with circles, far depths and names that are none end', { timeout: 60_000 }, async () => {
    const object = (/** @type {[number, string][]} */ children, key = '') => message({ 1: children.map(([node, name]) => message({ 1: node, 2: name })), ...(key && { 2: [message({ 1: 'VARIABLE_VALUE', 3: key })] }) });
    const withGraph = (/** @type {Uint8Array[]} */ nodes) => {
      const graph = message({ 1: nodes });
      const text = Uint8Array.from([...varint(graph.length), 0, 0, 0, 0, ...graph]);
      const own = Uint8Array.from([...data, ...text]);
      return checkpoint(changed((entries) => entries.set('_CHECKPOINTABLE_OBJECT_GRAPH', message({ 1: 7, 4: data.length, 5: text.length }))), own);
    };
    assert.match(await codeOf(withGraph([object([[0, 'a'], [1, 'b']]), object([[0, 'a'], [1, 'b']])])), /^import-/);
    assert.match(await codeOf(withGraph([object([[99, 'a'], [-1, 'b']])])), /^import-/);
    assert.match(await codeOf(withGraph([object([[1, 'layer']]), object([[2, 'kernel']]), object([], 'nowhere/.ATTRIBUTES/VARIABLE_VALUE')])), /^import-/);
    assert.match(await codeOf(withGraph(Array.from({ length: 20_000 }, (_, i) => object([[i + 1, 'inner']])))), /^import-/);
    assert.match(await codeOf(withGraph([object(Array.from({ length: 5000 }, (_, i) => [i + 1, `layer-${i}`])), ...Array.from({ length: 5000 }, () => object([[5001, 'kernel']])), object([], kernel)])), /^import-/);
    await assert.rejects(openImport(withGraph([object([[1, 'attention'], [3, 'dense']]), object([[2, 'w']]), object([], kernel), object([])])), { code: 'import-unsupported', message: /of no layer known here: attention\/w/ });
    const names = changed((entries) => entries.delete('_CHECKPOINTABLE_OBJECT_GRAPH'));
    await assert.rejects(openImport(checkpoint(names)), { code: 'import-unsupported', message: /TensorFlow 1/ });
  });
});
