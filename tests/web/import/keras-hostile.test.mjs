// Keras files that are damaged or malicious: a sentence or a right model, in bounded time and memory, and nothing is executed.
// tests/golden/import/hdf5-hostile.zip is made by make_hostile_hdf5.py.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../../web/import/crc32.js';
import { ofBytes } from '../../../web/import/files.js';
import { openImport } from '../../../web/import/import.js';
import { openZip } from '../../../web/import/zip.js';
import { root } from '../../../web/make/site.mjs';
import { mutated, outcome, random } from './hostile.mjs';

const golden = join(root, 'tests/golden/import');
const bytesOf = (/** @type {string} */ path) => new Uint8Array(readFileSync(join(golden, path)));
const text = (/** @type {any} */ value) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
/** Mutations of each file; 10,000 and more are a command: KERAS_MUTATIONS=2000 node --test … */
const mutations = Number(process.env.KERAS_MUTATIONS ?? 40);
/** Returns a zip archive. @param {{ [name: string]: Uint8Array | { data: Uint8Array, packed: Uint8Array, size?: number } }} entries packed: by deflate; size: that it claims */
function zipOf(entries) {
  /** @type {Buffer[]} */
  const parts = [], directory = [];
  let at = 0;
  for (const [name, entry] of Object.entries(entries)) {
    const data = entry instanceof Uint8Array ? entry : entry.data;
    const packed = entry instanceof Uint8Array ? entry : entry.packed;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(packed === data ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(data) >>> 0, 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE((entry instanceof Uint8Array ? undefined : entry.size) ?? data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), Buffer.from(packed));
    const more = Buffer.alloc(14);
    more.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), fields, more, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  for (const place of [8, 10]) end.writeUInt16LE(Object.keys(entries).length, place);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...parts, listed, end]));
}

/** The parts of a .keras file. @param {string} path */
async function partsOf(path) {
  const all = await openZip(ofBytes(bytesOf(path), 'model.keras'));
  return Object.fromEntries(await Promise.all([...all].map(async ([name, file]) => [name, (await file.read()).slice()])));
}

const hdf5 = await openZip(ofBytes(bytesOf('hdf5-hostile.zip'), 'hdf5-hostile.zip'));

/** What becomes of each file. @type {{ [name: string]: [string, RegExp] }} */
const expected = {
  plain: ['read', /^$/], 'big-endian': ['read', /^$/],
  // Weights that are there twice, or more: they are those of layers that are read by their names.
  cycle: ['import-damaged', /more than 32 deep/], doubling: ['import-too-large', /far more groups and data sets/], deep: ['import-damaged', /more than 32 deep/],
  'link-soft': ['import-damaged', /dense\/kernel:0 is a link to another place/], 'link-soft-cycle': ['import-damaged', /a link to another place/],
  'link-external': ['import-damaged', /a link to another place/], 'link-external-passwd': ['import-damaged', /a link to another place/],
  virtual: ['import-damaged', /dense\/kernel:0 has its values in another file/], 'storage-external': ['import-damaged', /dense\/kernel:0/],
  claims: ['import-damaged', /claims 1073741824 x 6 values, more than the file can hold/], 'claims-more': ['import-damaged', /more than the file can hold/],
  'claims-chunked': ['import-damaged', /more than the file can hold/], 'claims-rank': ['import-damaged', /more than the file can hold/], expands: ['import-damaged', /more than the file can hold/],
  integers: ['import-unsupported', /dense\/kernel:0 holds int8 values.*float32/], booleans: ['import-unsupported', /holds .* values/],
  texts: ['import-unsupported', /holds other values/], 'texts-any-length': ['import-unsupported', /holds other values/], compound: ['import-unsupported', /holds other values/],
  complex: ['import-unsupported', /holds other values/], float128: ['import-unsupported', /holds float128 values/], references: ['import-unsupported', /holds other values/],
  scalar: ['import-incomplete', /shapes \[\], \[6\]/], 'no-values': ['import-damaged', /claims no values|claims/], 'zero-rows': ['import-incomplete', /reads 0 numbers, and the layer before it gives 4/],
  nan: ['import-damaged', /weights that are not numbers.*NaN.*earlier save/], infinity: ['import-damaged', /-Infinity/],
  'group-for-values': ['import-damaged', /dense\/kernel:0 .*not in the file/], missing: ['import-damaged', /dense\/kernel:0 .*not in the file/],
  'names-outside': ['import-unsupported', /no weights of Keras/], 'names-many': ['read', /^$/], 'names-numbers': ['import-incomplete', /./],
  'config-no-json': ['import-damaged', /config that is no JSON/], 'config-infinity': ['import-damaged', /config that is no JSON/], 'config-deep': ['import-damaged', /./],
  'config-number': ['import-damaged', /./], 'config-prototype': ['import-unsupported', /__proto__/],
};

describe('keras, hostile HDF5', () => {
  for (const [path, file] of hdf5) {
    const name = path.replace('.h5', '');
    it(name, { timeout: 60_000 }, async () => {
      const { code, message } = await outcome([{ name: 'model.h5', data: await file.read() }]);
      const [wanted, pattern] = expected[name] ?? ['?', /./];
      assert.equal(code, wanted, message);
      assert.match(message, pattern);
    });
  }
});

describe('keras, damaged', () => {
  for (const paths of [['v3-one-hot/model.keras'], ['v2-hdf5/model.h5'], ['v3-subclass/my.weights.h5'], ['v3-half/model.weights.h5'], ['v2-textgenrnn/textgenrnn_weights.hdf5', 'v2-textgenrnn/textgenrnn_vocab.json'],
    ['v3-weights-config/model.json', 'v3-weights-config/model.weights.h5'], ['tfjs-v2-uint8/model.json', 'tfjs-v2-uint8/group1-shard1of1.bin'], ['tfjs-v3/model.json', 'tfjs-v3/group1-shard1of1.bin']]) {
    const files = paths.map((path) => ({ name: path.slice(path.indexOf('/') + 1), data: bytesOf(`keras/${path}`) }));
    it(`${paths[0]}, mutated ${mutations} times, is refused by a sentence or read`, { timeout: 3_600_000 }, async () => {
      const next = random(paths[0].length);
      for (let i = 0; i < mutations; i++) await outcome([{ ...files[0], data: mutated(files[0].data, next) }, ...files.slice(1)]);
    });

    it(`${paths[0]} cut off at any place is refused`, { timeout: 600_000 }, async () => {
      const next = random(1);
      for (let i = 0; i < 12; i++) {
        const size = Math.floor(next() * (files[0].data.length - 1));
        const { code } = await outcome([{ ...files[0], data: files[0].data.slice(0, size) }, ...files.slice(1)]);
        if (!paths[0].endsWith('.json')) assert.notEqual(code, 'read', `${size} of ${files[0].data.length} bytes`);
      }
    });
  }
});

describe('keras, hostile configs', () => {
  const weights = bytesOf('keras/v3-weights-config/model.weights.h5');
  const config = JSON.parse(Buffer.from(bytesOf('keras/v3-weights-config/model.json')).toString());
  const open = (/** @type {any} */ json) => outcome([{ name: 'model.weights.h5', data: weights }, { name: 'model.json', data: text(json) }]);
  const layer = (/** @type {string} */ kind, /** @type {any} */ more) => ({ class_name: kind, config: { name: 'x', ...more } });
  const withLayers = (/** @type {any} */ layers) => ({ class_name: 'Sequential', config: { layers } });

  it('10,000 layers', async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => layer('Dropout', { name: `dropout_${i}` }));
    assert.match((await open(withLayers([...config.config.layers, ...many]))).message, /has 10006 layers/);
    const joined = many.map((one, i) => ({ ...one, name: one.config.name, inbound_nodes: i ? [[[`dropout_${i - 1}`, 0, 0, {}]]] : [] })).reverse();
    assert.match((await open({ class_name: 'Functional', config: { layers: joined, input_layers: [['dropout_0', 0, 0]], output_layers: [['dropout_9999', 0, 0]] } })).message, /has 10000 layers/);
  });

  it('models within models, layers within layers', async () => {
    let deep = withLayers(config.config.layers);
    for (let i = 0; i < 60; i++) deep = withLayers([deep]);
    assert.notEqual((await open(deep)).code, 'read');
    // As text: JSON.stringify() has a stack too.
    const json = JSON.stringify(withLayers([...config.config.layers.slice(0, 3), layer('DEEP', {})]));
    const nested = (/** @type {string} */ kind, /** @type {string} */ key, /** @type {[string, string]} */ list) =>
      json.replace(/\{"class_name":"DEEP".*?\}\}/, () => `{"class_name":"${kind}","config":{"name":"x","${key}":${list[0]}`.repeat(5000) + '7' + `${list[1]}}}`.repeat(5000));
    for (const deepest of [nested('TimeDistributed', 'layer', ['', '']), nested('Bidirectional', 'layer', ['', '']), nested('RNN', 'cell', ['', '']), nested('StackedRNNCells', 'cells', ['[', ']']), nested('Sequential', 'layers', ['[', ']'])]) {
      assert.match((await open(deepest)).code, /import-(too-large|unsupported|damaged)/);
    }
  });

  it('many models of many models', async () => {
    let wide = layer('Dropout', {});
    for (let i = 0; i < 4; i++) wide = withLayers(new Array(8).fill(wide));
    assert.match((await open(wide)).code, /import-(too-large|damaged|unsupported)/);
  });

  it('cycles', async () => {
    const node = (/** @type {string} */ name) => [[[name, 0, 0, {}]]];
    const layers = [{ ...layer('InputLayer', { name: 'i', batch_input_shape: [null, 5] }), name: 'i', inbound_nodes: [] }, { ...layer('Add', { name: 'a' }), name: 'a', inbound_nodes: node('b') }, { ...layer('Add', { name: 'b' }), name: 'b', inbound_nodes: node('a') }];
    const { code, message } = await open({ class_name: 'Functional', config: { layers, input_layers: [['i', 0, 0]], output_layers: [['b', 0, 0]] } });
    assert.equal(code, 'import-damaged');
    assert.match(message, /reads a layer that is not there, or one that reads it/);
  });

  for (const [name, change] of /** @type {[string, (config: any) => any][]} */ ([
    ['names of an object\'s own', (json) => { json.config.layers[2].class_name = 'constructor'; }],
    ['an activation named __proto__', (json) => { json.config.layers[2].config.activation = '__proto__'; }],
    ['an activation named toString', (json) => { json.config.layers[4].config.activation = 'toString'; }],
    ['a class named __proto__', (json) => { json.config.layers[2].class_name = '__proto__'; }],
    ['a function of TensorFlow named constructor', (json) => { json.config.layers.splice(3, 0, layer('TFOpLambda', { function: 'constructor' })); }],
    ['units beyond all', (json) => { json.config.layers[2].config.units = 1e300; }],
    ['units that are text', (json) => { json.config.layers[2].config.units = 'many'; }],
    ['units below zero', (json) => { json.config.layers[2].config.units = -4; }],
    ['a window beyond all', (json) => { json.config.layers[0].config.batch_shape = [null, 2 ** 31]; }],
    ['layers that are none', (json) => { json.config.layers[2] = 7; }],
    ['layers that are null', (json) => { json.config.layers[2] = null; }],
    ['layers that are a text', (json) => { json.config.layers = 'abc'; }],
    ['layers that are an object', (json) => { json.config.layers = { length: 1e9 }; }],
    ['a config that is a text', (json) => { json.config.layers[2].config = 'abc'; }],
    ['names that are objects', (json) => { json.config.layers[2].config.name = { a: 1 }; }],
    ['a name that is a megabyte', (json) => { json.config.layers[2].config.name = 'x'.repeat(1e6); json.config.layers[2].config.units = 5; }],
    ['an epsilon that is none', (json) => { json.config.layers.splice(3, 0, layer('LayerNormalization', { scale: false, center: false, epsilon: 'x' })); }],
    ['an axis that is an object', (json) => { json.config.layers.splice(3, 0, layer('LayerNormalization', { scale: false, center: false, axis: { a: [1] } })); }],
    ['a reshape that is none', (json) => { json.config.layers.splice(1, 0, layer('Reshape', { target_shape: 'x' })); }],
    ['a vocabulary that is none', (json) => { json.config.layers.splice(1, 0, layer('StringLookup', { vocabulary: { length: 1e9 } })); }],
    ['a vocabulary of objects', (json) => { json.config.layers.splice(1, 0, layer('StringLookup', { vocabulary: [{}, {}] })); }],
    ['out-of-vocabulary ids beyond all', (json) => { json.config.layers.splice(1, 0, layer('StringLookup', { vocabulary: ['a'], num_oov_indices: 1e9 })); }],
  ])) {
    it(name, async () => {
      const json = structuredClone(config);
      change(json);
      await open(json);
    });
  }

  it('functional notations that are none', async () => {
    const bad = [7, 'x', null, [], [7], [[7]], [['a']], [[['a', 0]]], [[['a', 0, 0]]], [[['x', 1e9, 0, null]]], [{}], [{ args: 7 }], [{ args: [{ class_name: '__keras_tensor__' }] }], [{ args: [{ class_name: '__keras_tensor__', config: { keras_history: ['x', -1, 5] } }] }], { length: 1e9 }];
    for (const nodes of bad) {
      const layers = [{ ...layer('InputLayer', { name: 'x', batch_input_shape: [null, 5] }), inbound_nodes: [] }, { ...layer('Dense', { name: 'd' }), inbound_nodes: nodes }];
      for (const end of [[['d', 0, 0]], 'd', null, { a: ['d', 0, 0] }, [['d', 0, 9]], [['nowhere', 0, 0]]]) {
        assert.notEqual((await open({ class_name: 'Functional', config: { layers, input_layers: [['x', 0, 0]], output_layers: end } })).code, 'read');
      }
    }
  });
});

describe('keras, hostile archives', () => {
  it('a config that inflates to a gigabyte, honest or not', { timeout: 120_000 }, async () => {
    const parts = await partsOf('keras/v3-one-hot/model.keras');
    const data = new Uint8Array(1 << 27).fill(32);
    const packed = deflateRawSync(data);
    const before = process.memoryUsage().rss;
    for (const size of [data.length, 100, 2 ** 32 - 2]) {
      const { code } = await outcome([{ name: 'model.keras', data: zipOf({ ...parts, 'config.json': { data, packed, size } }) }]);
      assert.match(code, /import-(too-large|damaged)/);
      const other = await outcome([{ name: 'model.keras', data: zipOf({ ...parts, 'model.weights.h5': { data, packed, size } }) }]);
      assert.match(other.code, /import-(too-large|damaged)/);
    }
    const grown = process.memoryUsage().rss - before;
    assert.ok(grown < 1 << 29, `memory grew by ${grown} bytes`);
  });

  it('parts that are missing, empty, or of another kind', async () => {
    const parts = await partsOf('keras/v3-one-hot/model.keras');
    const { 'config.json': json, 'model.weights.h5': weights, 'metadata.json': metadata } = parts;
    const of = (/** @type {any} */ entries) => outcome([{ name: 'model.keras', data: zipOf(entries) }]);
    assert.equal((await of(parts)).code, 'read');
    assert.equal((await of({ 'config.json': json, 'model.weights.h5': weights })).code, 'read');
    assert.match((await of({ 'config.json': json, 'metadata.json': metadata })).message, /has no model.weights.h5/);
    assert.match((await of({ ...parts, 'config.json': text('{') })).message, /not valid JSON/);
    assert.match((await of({ 'config.json': json, 'model.weights.npz': weights })).message, /its weights are in model.weights.npz.*Save it with Keras's defaults/);
    for (const data of [new Uint8Array(), text('PK')]) assert.match((await of({ ...parts, 'model.weights.h5': data })).message, /HDF5/);
    // Without a config that is one the weights are read, as those of a class of the reader's own.
    for (const data of [text('null'), text('[]'), new Uint8Array()]) await of({ ...parts, 'config.json': data });
    await of({ ...parts, 'metadata.json': text('{') });
    assert.equal((await of({ ...parts, 'metadata.json': text({ keras_version: { a: 1 } }) })).code, 'read');
    assert.equal((await of({ '../../etc/passwd': json, ...parts })).code, 'read');
  });
});
