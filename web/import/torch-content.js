// What was saved, searched for a model: a state dict, a dict or list that holds one (or its parts), a whole module without its
// class. All that a file says beside the weights (hyperparameters, modules' attributes) is kept for torch-networks.js.
import { importError } from './errors.js';
import { PickleDict, PickleObject, attributesOf } from './pickle-values.js';
import { TorchTensor } from './torch-tensor.js';
import { NumpyArray } from './pickle-numpy.js';
import { some, unsupported } from './torch-units.js';

/** @typedef {import('./torch-units.js').Module} Module */

/**
 * @typedef {object} Model
 * @property {string} path where it stands: 'model_state_dict'
 * @property {Map<string, TorchTensor | NumpyArray>} entries
 * @property {Map<string, Module>} modules by their paths
 * @property {string[]} paths of all modules that are known of
 */

/** How deep a model may stand in what was saved, modules in modules, and how many values are looked at. */
const kMaxDepth = 16;
const kMaxValues = 200_000;
/** More are no model of 64 layers. */
const kMaxEntries = 20_000;

/** What an optimiser keeps, and what else has tensors and is no model. */
const kOthers = /optim|sched|scaler|grad|history|loss|criterion|metric|teacher|critic|discriminator|callbacks|loops|_metadata/i;
/** What models are called, the likeliest first. */
const kNames = ['model_state_dict', 'state_dict', 'model', 'model_state', 'net', 'network', 'net_state_dict', 'rnn', 'lstm', 'gru', 'generator', 'decoder', 'module', 'weights', 'params'];

/** @param {any} value */
const isTensor = (value) => value instanceof TorchTensor || (value instanceof NumpyArray && value.isNumeric);

/** @param {any} value */
const isModule = (value) => value instanceof PickleObject && attributesOf(value).get('_modules') instanceof Map;
/** Of TorchScript: attributes that are tensors or modules. @param {any} value */
const isScript = (value) => value instanceof PickleObject && value.name.startsWith('__torch__.');

/** @param {string} name of TorchScript's: '__torch__.torch.nn.modules.rnn.___torch_mangle_0.LSTM' */
const typeOf = (name) => name.replace(/^__torch__\./, '').replace(/___torch_mangle_\d+\./g, '');

/** @param {string} path @param {any} key */
const join = (path, key) => (path ? `${path}.${key}` : String(key));

/**
 * A module's tensors, and its modules'.
 * @param {PickleObject} root @param {string} path
 * @returns {Model}
 */
function ofModule(root, path) {
  /** @type {Model} */
  const model = { path, entries: new Map(), modules: new Map(), paths: [] };
  const seen = new Set();
  const add = (/** @type {string} */ name, /** @type {any} */ tensor) => {
    if (!isTensor(tensor)) return;
    if (model.entries.size >= kMaxEntries) throw importError('import-too-large', `The model has more than ${kMaxEntries} tensors.`);
    model.entries.set(name, tensor);
  };
  const visit = (/** @type {any} */ module, /** @type {string} */ path, /** @type {number} */ depth) => {
    if (!(module instanceof PickleObject) || seen.has(module)) return;
    if (depth > kMaxDepth) throw importError('import-too-large', `The model has modules in modules, more than ${kMaxDepth} deep.`);
    seen.add(module);
    const attributes = attributesOf(module);
    model.modules.set(path, { type: typeOf(module.name), attributes });
    if (path) model.paths.push(path);
    for (const part of ['_parameters', '_buffers']) {
      const tensors = attributes.get(part);
      if (tensors instanceof Map) for (const [name, tensor] of tensors) add(join(path, name), tensor);
    }
    const modules = attributes.get('_modules');
    if (modules instanceof Map) for (const [name, child] of modules) visit(child, join(path, name), depth + 1);
    if (!isScript(module)) return;
    for (const [name, value] of attributes) {
      if (isTensor(value)) add(join(path, name), value);
      else if (isScript(value)) visit(value, join(path, name), depth + 1);
    }
  };
  visit(root, '', 0);
  return model;
}

/** A dict of tensors; its `_metadata` names the modules. @param {Map<any, any>} dict @param {string} path @returns {Model | undefined} */
function ofDict(dict, path) {
  const entries = new Map([...dict].filter(([name, value]) => typeof name === 'string' && isTensor(value)));
  const isState = entries.size > 0 && !['exp_avg', 'momentum_buffer', 'square_avg'].some((name) => entries.has(name));
  if (!isState) return undefined;
  if (entries.size > kMaxEntries) throw importError('import-too-large', `The model has more than ${kMaxEntries} tensors.`);
  const metadata = attributesOf(dict).get('_metadata');
  return { path, entries, modules: new Map(), paths: metadata instanceof Map ? [...metadata.keys()].filter((key) => typeof key === 'string') : [] };
}

/** The old way to save the parameters of d2l's networks: a list. @param {any[]} list @param {string} path @returns {Model | undefined} */
function ofList(list, path) {
  if (list.length < 5 || !list.every(isTensor)) return undefined;
  const gates = { 5: ['h'], 11: ['z', 'r', 'h'], 14: ['i', 'f', 'o', 'c'] }[list.length];
  const names = gates ? [...gates.flatMap((gate) => [`W_x${gate}`, `W_h${gate}`, `b_${gate}`]), 'W_hq', 'b_q'] : list.map((_, i) => `tensor ${i}`);
  return { path, entries: new Map(list.map((tensor, i) => [names[i], tensor])), modules: new Map(), paths: [] };
}

/**
 * All models in what was saved.
 * @param {any} root
 * @returns {Model[]}
 */
function allModels(root) {
  /** @type {Model[]} */
  const models = [];
  const seen = new Set();
  /** @type {[any, string, number][]} */
  const queue = [[root, '', 0]];
  for (let i = 0; i < queue.length && i < kMaxValues; i++) {
    const [value, path, depth] = queue[i];
    if (value === null || typeof value !== 'object' || seen.has(value)) continue;
    seen.add(value);
    const model = isModule(value) || isScript(value) ? ofModule(value, path) : value instanceof Map ? ofDict(value, path) : Array.isArray(value) ? ofList(value, path) : undefined;
    if (model && model.entries.size > 0) models.push(model);
    if (depth > kMaxDepth || isModule(value) || isScript(value)) continue;
    const children = value instanceof Map ? value : Array.isArray(value) ? value.entries() : attributesOf(value);
    for (const [key, child] of children) {
      if (queue.length >= kMaxValues) break;
      const isName = typeof key === 'string' || typeof key === 'number';
      if (isName && child !== null && typeof child === 'object' && !isTensor(child) && !kOthers.test(String(key))) queue.push([child, join(path, key), depth + 1]);
    }
  }
  return models;
}

/** @param {Model} model */
const signature = ({ entries }) => [...entries].map(([name, { shape }]) => `${name}[${shape}]`).sort().join();

/**
 * Returns the model in what was saved: the one that there is; of several that are alike the one with the likeliest name; of
 * several parts (encoder, decoder) all of them together.
 * @param {any} root
 * @param {string} file for errors
 * @returns {Model}
 */
export function findModel(root, file) {
  const models = allModels(root);
  if (models.length === 0) throw nothing(root, file);
  const rank = (/** @type {Model} */ { path }) => {
    const place = kNames.indexOf(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
    return path === '' ? -1 : place < 0 ? kNames.length : place;
  };
  /** @type {Map<string, Model>} */
  const unlike = new Map();
  for (const model of models.toSorted((a, b) => rank(a) - rank(b))) {
    if (!unlike.has(signature(model))) unlike.set(signature(model), model);
  }
  const all = [...unlike.values()];
  if (all.length === 1) return all[0];
  // A state dict with all that a language model has, and something small beside it (a saved hidden state, class weights).
  const isWhole = (/** @type {Model} */ { entries }) => [...entries].filter(([, { shape }]) => shape.length === 2).length >= 3;
  const whole = all.filter(isWhole);
  if (whole.length === 1) return whole[0];
  const named = whole.filter((model) => rank(model) < 2);
  if (named.length === 1) return named[0];
  // Parts, by the order in which they were saved.
  const parts = models.filter((model) => all.includes(model));
  const name = (/** @type {Model} */ model) => model.path.replace(/[._]?(model_)?state(_dict)?$/, '');
  return {
    path: '',
    entries: new Map(parts.flatMap((part) => [...part.entries].map(([key, tensor]) => [join(name(part), key), tensor]))),
    modules: new Map(parts.flatMap((part) => [...part.modules].map(([key, module]) => [join(name(part), key), module]))),
    paths: parts.flatMap((part) => [name(part), ...part.paths.map((path) => join(name(part), path))]),
  };
}

/** @param {any} root @param {string} file */
function nothing(root, file) {
  const object = root instanceof PickleObject ? `an object ${root.name}` : root instanceof Map ? `a dict with ${some([...root.keys()].filter((key) => typeof key === 'string'))}` : Array.isArray(root) ? 'a list' : isTensor(root) ? 'a single tensor' : 'a value';
  return unsupported(`${file} holds ${object} and no weights that are known here. Save the state dict: torch.save(model.state_dict(), 'model.pt').`);
}

/**
 * Returns the plain values that were saved beside the weights, and those of a module's own attributes, by their names.
 * @param {any} root
 * @param {Model} model
 * @returns {Map<string, any>}
 */
export function findOptions(root, model) {
  const options = new Map();
  /** @type {[any, number][]} */
  const queue = [[root, 0], [model.modules.get('')?.attributes, 0]];
  const seen = new Set();
  for (let i = 0; i < queue.length && i < 1000; i++) {
    const [value, depth] = queue[i];
    if (value === null || typeof value !== 'object' || seen.has(value)) continue;
    seen.add(value);
    const entries = value instanceof Map && !(value.size > 1000) ? value : attributesOf(value);
    for (const [key, child] of entries) {
      if (typeof key !== 'string' || key.startsWith('_') || kOthers.test(key)) continue;
      if (!options.has(key)) options.set(key, child !== null && typeof child === 'object' ? null : child);
      if (depth < 2 && (child instanceof PickleDict || child instanceof PickleObject) && queue.length < 1000) queue.push([child, depth + 1]);
    }
  }
  return options;
}
