// What Keras can do and the engine cannot: each is refused by a sentence that names the layer and says what is read. The
// configs of fixtures are changed, their weights are not.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openImport } from '../../../web/import/import.js';
import { root } from '../../../web/make/site.mjs';

const folder = join(root, 'tests/golden/import/keras');
const bytes = (/** @type {string} */ path) => readFileSync(join(folder, path));
const sequential = JSON.parse(bytes('v3-weights-config/model.json').toString());
const functional = JSON.parse(bytes('v3-several/config.json').toString());

/** @param {any} config @param {string} weights */
async function open(config, weights) {
  const found = await openImport([{ name: 'model.weights.h5', data: bytes(weights) }, { name: 'model.json', data: new TextEncoder().encode(JSON.stringify(config)) }], { answers: { window: 5 } });
  await found.useVocabulary([...'abcdef']);
  await found.build();
}

/** Opens the sequential model after a change of its layers: input, embedding, lstm, lstm, dense, dense. @param {(layers: any[], config: any) => void} change */
function changed(change) {
  const config = structuredClone(sequential);
  change(config.config.layers, config);
  return open(config, 'v3-weights-config/model.weights.h5');
}

/** Opens the functional model after a change of its config. @param {(config: any, layer: (name: string) => any) => void} change */
function joined(change) {
  const config = structuredClone(functional);
  const nameOf = (/** @type {RegExp} */ pattern) => config.config.layers.find((/** @type {any} */ layer) => pattern.test(layer.config.name));
  change(config.config, (kind) => nameOf(new RegExp(kind)));
  return open(config, 'v3-several/model.weights.h5');
}

/** @param {string} kind @param {any} [config] */
const layer = (kind, config = {}) => ({ module: 'keras.layers', class_name: kind, config: { name: `my_${kind.toLowerCase().replace(/\W/g, '')}`, ...config } });

/** Rejects with a whole sentence of this code. @param {Promise<any>} promise @param {RegExp} pattern @param {string} [code] */
const refused = (promise, pattern, code = 'import-unsupported') => assert.rejects(promise, (/** @type {any} */ error) => {
  assert.equal(error.code, code, error.stack);
  assert.match(error.message, pattern);
  assert.match(error.message, /^[A-Z].*\.$/s);
  return true;
});

describe('keras, refused', () => {
  it('nothing of the models as they are', async () => {
    await changed(() => {});
    await joined(() => {});
  });

  for (const kind of ['Conv1D', 'MultiHeadAttention', 'Attention', 'RepeatVector', 'Permute', 'Multiply', 'GlobalMaxPooling1D', 'RMSNormalization', 'GroupNormalization', 'LeakyReLU', 'ELU', 'PReLU', 'ConvLSTM1D', 'Custom>MyLayer', 'MyPackage>SelfAttention']) {
    it(`a layer ${kind}, by its name`, () => refused(changed((layers) => layers.splice(3, 0, layer(kind))), new RegExp(`“my_${kind.toLowerCase().replace(/\W/g, '')}” \\(${kind.replace(/.*>/, '')}\\) is of a kind that is not read here.*What is read: .*LSTM`)));
  }

  for (const name of ['elu', 'selu', 'gelu', 'silu', 'swish', 'softplus', 'softsign', 'exponential', 'leaky_relu', 'relu6', 'mish', 'my_own']) {
    it(`the activation ${name}, by its name`, async () => {
      const pattern = new RegExp(`has the activation “${name}”.*What is read: linear, tanh, sigmoid, relu`);
      await refused(changed((layers) => { layers[4].config.activation = name; }), pattern);
      await refused(changed((layers) => { layers[2].config.activation = name; }), pattern);
      await refused(changed((layers) => { layers[2].config.recurrent_activation = { module: 'builtins', class_name: 'function', config: name, registered_name: 'function' }; }), pattern);
      await refused(changed((layers) => layers.splice(3, 0, layer('Activation', { activation: name }))), pattern);
    });
  }

  it('a Lambda, with what to do', () => refused(changed((layers) => layers.splice(3, 0, layer('Lambda', { function: { class_name: '__lambda__', config: { code: 'a', defaults: null } } }))), /“my_lambda” \(Lambda\) is a piece of Python.*not run.*without it/));
  it('a ReLU with a largest value', () => refused(changed((layers) => layers.splice(3, 0, layer('ReLU', { max_value: 6 }))), /“my_relu”.*largest value/));
  it('a softmax before the end', () => refused(changed((layers) => layers.splice(3, 0, layer('Softmax'))), /softmax/));
  it('two directions that are multiplied, or not merged', async () => {
    const both = (/** @type {any} */ merge) => open({ class_name: 'Sequential', config: { layers: [
      { class_name: 'InputLayer', config: { batch_shape: [null, 6], name: 'i' } }, { class_name: 'Embedding', config: { name: 'e' } },
      { class_name: 'Bidirectional', config: { name: 'b', merge_mode: merge, layer: { class_name: 'LSTM', config: { name: 'f', units: 3, return_sequences: true } } } },
      { class_name: 'LSTM', config: { name: 'l', units: 4 } }, { class_name: 'Dense', config: { name: 'd', units: 131 } }] } }, 'v3-words-weights/words.weights.h5');
    await refused(both('mul'), /merges its two directions by “mul”.*concat, sum, ave/);
    await refused(both(null), /merges its two directions by “null”/);
  });
  it('a layer that model.quantize() made, by its mode', () => refused(changed((layers) => { layers[4].config.dtype = { module: 'keras.dtype_policies', class_name: 'QuantizedDTypePolicy', config: { mode: 'int8', source_name: 'float32' } }; }), /\(Dense\) is quantised \(int8\)/));
  it('normalisations of another kind', async () => {
    await refused(changed((layers) => layers.splice(3, 0, layer('LayerNormalization', { axis: 1, scale: false, center: false }))), /another axis/);
    await refused(changed((layers) => layers.splice(3, 0, layer('LayerNormalization', { rms_scaling: true, scale: false, center: false }))), /rms_scaling/);
  });
  it('time before the batch, and a backward layer with all positions', async () => {
    await refused(changed((layers) => { layers[2].config.time_major = true; }), /time_major/);
    await refused(changed((layers) => { layers[2].config.go_backwards = true; }), /go_backwards/);
  });
  it('several outputs', () => refused(joined((config, one) => { config.output_layers = [['dense', 0, 0], ['lstm', 0, 0]].map(([name, ...place]) => [one(`^${name}`).config.name, ...place]); }), /several outputs/));
  it('an end that is no token\'s probabilities', async () => {
    await refused(changed((layers) => { layers[5].config.activation = 'sigmoid'; }), /ends in the activation sigmoid/);
    await refused(changed((layers) => { layers[5].config.activation = 'relu'; }), /ends in the activation relu/);
  });
  it('a layer that begins in the state of another one', () => refused(joined((config, one) => {
    const [first, second] = config.layers.filter((/** @type {any} */ { class_name: kind }) => kind === 'LSTM');
    first.config.return_state = true;
    const state = (/** @type {number} */ output) => ({ class_name: '__keras_tensor__', config: { shape: [null, 3], dtype: 'float32', keras_history: [first.config.name, 0, output] } });
    second.inbound_nodes[0].kwargs.initial_state = [state(1), state(2)];
  }), /begins in the state of another layer/));
  it('what is no model but what a download gave', async () => {
    const dropped = (/** @type {string} */ text) => openImport([{ name: 'model.h5', data: new TextEncoder().encode(text) }]);
    await assert.rejects(dropped('version https://git-lfs.github.com/spec/v1\noid sha256:51f2d014\nsize 14680064\n'), /model\.h5 is what Git LFS keeps in the file's place.*git lfs pull/);
    await assert.rejects(dropped('\n<!DOCTYPE html>\n<html lang="en">'), /model\.h5 is a web page, not a model/);
    await assert.rejects(dropped('anything else'), /is no model that is known here/);
  });
  it('a config of other weights', async () => {
    await refused(changed((layers) => { layers[2].config.units = 5; }), /has 5 units, and weights of the shapes.*not this model's/, 'import-damaged');
    await refused(changed((layers) => layers.splice(3, 0, layer('Dense', { units: 4 }))), /weights of .*Dense.* are not in the file|not this model's/, 'import-damaged');
  });
});
