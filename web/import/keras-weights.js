// Where a layer's tensors are, in Keras's three ways to keep them: by layer and in order (Keras 1 and 2, .h5), in a tree of
// attributes (.keras and .weights.h5), and by name alone (TensorFlow.js). Keras itself goes by the order, as names differ
// from one instance of a model to the next.
import { importError } from './errors.js';
import { call, isRecurrent, layerOf } from './keras-layers.js';

/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {import('./hdf5.js').Hdf5} Hdf5 */
/** @typedef {import('./keras-layers.js').Layer} Layer */
/** @typedef {import('./keras-graph.js').Weights} Weights */
/** @typedef {{ name: string, tensor: Tensor }} Entry */

/** Models within models, and layers within layers. */
const maxDepth = 16;

/** As Keras names a class among others: SimpleRNN -> simple_rnn. @param {string} name */
export const snakeCase = (name) => name.replace(/\W+/g, '').replace(/(.)([A-Z][a-z]+)/g, '$1_$2').replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();

/** @param {any} value @returns {any[]} */
const listOf = (value) => (Array.isArray(value) ? value : []);

/**
 * Returns which tensors a layer has, in its order: whether each is trained.
 * @param {Layer} layer @param {number} [depth] @returns {boolean[]}
 */
export function variablesOf({ kind, config }, depth = 0) {
  if (depth > maxDepth) throw importError('import-too-large', `The model has layers within layers, more than ${maxDepth} deep.`);
  const inner = (/** @type {any} */ entry) => variablesOf(layerOf(entry), depth + 1);
  const own = () => {
    if (config.layers) return listOf(config.layers).flatMap(inner);
    if (isRecurrent(kind) || kind === 'Dense') {
      const count = (isRecurrent(kind) ? 2 : 1) + Number(config.use_bias !== false && config.bias !== false);
      return new Array(count).fill(true);
    }
    switch (kind) {
      case 'Embedding': case 'AttentionWeightedAverage': return [true];
      case 'Bidirectional': return [...inner(config.layer), ...inner(config.backward_layer ?? config.layer)];
      case 'TimeDistributed': return inner(config.layer);
      case 'RNN': return inner(config.cell);
      case 'StackedRNNCells': return listOf(config.cells).flatMap(inner);
      case 'LayerNormalization': return [config.scale, config.center].filter((is) => is !== false).map(() => true);
      case 'BatchNormalization': return [...[config.scale, config.center].filter((is) => is !== false).map(() => true), false, false];
      default: return [];
    }
  };
  return own().map((trained) => trained && config.trainable !== false);
}

/** @param {Layer} layer */
const missing = (layer) => importError('import-damaged', `The weights of ${call(layer).replace(/^The/, 'the')} are not in the file. Save the model again, or drop the config that belongs to the weights.`);

/** A model's tensors one after the other, as an inner model's are kept: those that are trained first. @implements {Weights} */
export class ListedWeights {
  #tensors;

  /** @param {Tensor[]} tensors */
  constructor(tensors) {
    this.#tensors = tensors;
  }

  /** @param {Layer} layer @param {Layer[]} layers */
  of(layer, layers) {
    const all = layers.flatMap((one) => variablesOf(one).map((trained) => ({ one, trained })));
    const sorted = [...all.filter(({ trained }) => trained), ...all.filter(({ trained }) => !trained)];
    if (sorted.length !== this.#tensors.length) {
      throw importError('import-damaged', `The inner model with ${call(layer)} has ${this.#tensors.length} tensors in the file, and needs ${sorted.length}.`);
    }
    // By the layer's own order, which puts BatchNormalization's means after what it trains.
    return new ListedWeights(this.#tensors.filter((_, i) => sorted[i].one === layer));
  }

  tensors() {
    return this.#tensors;
  }
}

/** The groups of an .h5 file of Keras 1 or 2, or of TensorFlow.js and others in that way. @implements {Weights} */
export class LayerWeights {
  /** By layer, in the model's order. @type {Map<string, Entry[]>} */
  groups;

  /** @param {Map<string, Entry[]>} groups */
  constructor(groups) {
    this.groups = groups;
  }

  /** @param {Hdf5} file @param {string} root '/' or '/model_weights' */
  static read(file, root) {
    /** @type {Map<string, Entry[]>} */
    const groups = new Map();
    const base = root === '/' ? '' : root;
    for (const layer of file.list(root, 'layer_names') ?? []) {
      const group = `${base}/${layer}`;
      const names = file.groups.has(group) ? file.list(group, 'weight_names') ?? [] : [];
      groups.set(layer, names.map((name) => {
        const tensor = file.dataSets.get(`${group}/${name}`);
        if (!tensor) throw importError('import-damaged', `The weights ${name} of the layer “${layer}” are not in the file. Save the model again.`);
        return { name, tensor };
      }).filter(({ name }) => !isSeed(name)));
    }
    return new LayerWeights(groups);
  }

  /** @param {Layer} layer @param {Layer[]} layers @returns {Weights} */
  of(layer, layers) {
    if (variablesOf(layer).length === 0) return new ListedWeights(this.groups.get(layer.name)?.map(({ tensor }) => tensor) ?? []);
    const filled = [...this.groups.values()].filter((entries) => entries.length > 0);
    const withWeights = layers.filter((one) => variablesOf(one).length > 0);
    const entries = filled.length === withWeights.length ? filled[withWeights.indexOf(layer)] : this.groups.get(layer.name);
    if (!entries) throw missing(layer);
    return new ListedWeights(entries.map(({ tensor }) => tensor));
  }

  tensors() {
    return [];
  }

  entries() {
    return [...this.groups.values()].flat();
  }
}

/** The state of a random generator, beside a Dropout's or a GaussianNoise's. @param {string} name */
const isSeed = (name) => /(^|\/)seed_generator/.test(name);

/** The tree of Keras 3's files: layers/lstm/cell/vars/0. @implements {Weights} */
export class TreeWeights {
  /** Without the leading "/", and with "/" where Keras on Windows wrote "\". @type {Map<string, Tensor>} */
  #all;
  #base;

  /** @param {Map<string, Tensor>} all @param {string} [base] '' or a path that ends in "/" */
  constructor(all, base = '') {
    this.#all = all;
    this.#base = base;
  }

  /** @param {Hdf5} file */
  static read(file) {
    const paths = [...file.dataSets].map(([path, tensor]) => /** @type {[string, Tensor]} */ ([path.slice(1).replaceAll('\\', '/'), tensor]));
    return new TreeWeights(new Map(paths.filter(([path]) => !isSeed(path))));
  }

  /** The parts under a path that have tensors. @param {string} path @returns {string[]} */
  #children(path) {
    const start = this.#base + path;
    return [...new Set([...this.#all.keys()].filter((name) => name.startsWith(start)).map((name) => name.slice(start.length).split('/')[0]))];
  }

  /** @param {string} path @returns {Tensor[]} those of vars/0, vars/1, … */
  #vars(path) {
    const tensors = [];
    for (let tensor; (tensor = this.#all.get(`${this.#base}${path}vars/${tensors.length}`));) tensors.push(tensor);
    return tensors;
  }

  /** Returns the path of an item among others: the class's name, and a number from the second one on. @param {string} container @param {Layer} item @param {Layer[]} items */
  #find(container, item, items) {
    const name = snakeCase(item.kind);
    const children = this.#children(container).filter((child) => child.startsWith(name) && /^(_\d+)?$/.test(child.slice(name.length)))
      .sort((a, b) => Number(a.slice(name.length + 1)) - Number(b.slice(name.length + 1)));
    const alike = items.filter((one) => snakeCase(one.kind) === name && variablesOf(one).length > 0);
    const child = children[alike.indexOf(item)];
    return child === undefined ? undefined : `${container}${child}/`;
  }

  /** @param {Layer} layer @param {Layer[]} layers @returns {Weights} */
  of(layer, layers) {
    const path = ['layers/', '_layer_checkpoint_dependencies/'].map((container) => this.#find(container, layer, layers)).find((found) => found);
    if (path) return new TreeWeights(this.#all, this.#base + path);
    if (variablesOf(layer).length > 0) throw missing(layer);
    return new ListedWeights([]);
  }

  /** @param {Layer} layer @returns {Tensor[]} */
  tensors({ kind, config }) {
    if (kind === 'Bidirectional') {
      return ['forward_layer/', 'backward_layer/'].flatMap((side) => new TreeWeights(this.#all, this.#base + side).tensors(layerOf(config.layer)));
    }
    const cells = config.cell?.config?.cells;
    if (Array.isArray(cells)) {
      const all = cells.map(layerOf);
      return all.flatMap((cell) => {
        const path = this.#find('cell/cells/', cell, all);
        return path ? this.#vars(path) : [];
      });
    }
    return ['', 'cell/', 'layer/', 'layer/cell/'].map((path) => this.#vars(path)).find((tensors) => tensors.length > 0) ?? [];
  }

  /** @returns {Entry[]} */
  entries() {
    return [...this.#all].map(([name, tensor]) => ({ name, tensor }));
  }
}

/** In the order in which Keras keeps a layer's. */
const roles = ['embeddings', 'kernel', 'recurrent_kernel', 'bias', 'gamma', 'beta', 'moving_mean', 'moving_variance'];

/** Tensors by name: "model/lstm/lstm_cell/kernel". @implements {Weights} */
export class NamedWeights {
  #entries;

  /** @param {Entry[]} entries */
  constructor(entries) {
    this.#entries = entries;
  }

  /** @param {(part: string) => boolean} isOf */
  #under(isOf) {
    return this.#entries.map(({ name, tensor }) => {
      const parts = name.replace(/:\d+$/, '').split('/');
      return { parts, at: parts.findIndex(isOf), tensor };
    }).filter(({ at, parts }) => at >= 0 && at < parts.length - 1);
  }

  /** @param {Layer} layer @param {Layer[]} layers @returns {NamedWeights} */
  of(layer, layers) {
    // Keras 2 made lstm_1_1 of the layer lstm_1 when a model was loaded and saved again.
    const isCopy = (/** @type {string} */ part) => part.startsWith(`${layer.name}_`) && /^_\d+$/.test(part.slice(layer.name.length)) && !layers.some(({ name }) => name === part);
    const own = this.#under((part) => part === layer.name);
    const found = own.length > 0 ? own : this.#under(isCopy);
    const nearest = Math.min(...found.map(({ at }) => at));
    if (found.length === 0 && variablesOf(layer).length > 0) throw missing(layer);
    return new NamedWeights(found.filter(({ at }) => at === nearest).map(({ parts, at, tensor }) => ({ name: parts.slice(at + 1).join('/'), tensor })));
  }

  /** Sorted, as a file may have them in the order of the alphabet. */
  tensors() {
    /** @type {Map<string, Entry[]>} */
    const owners = new Map();
    for (const entry of this.#entries.filter(({ name }) => !isSeed(name))) {
      const owner = entry.name.split('/').slice(0, -1).join('/');
      owners.set(owner, [...owners.get(owner) ?? [], entry]);
    }
    const isBackward = (/** @type {string} */ name) => Number(/(^|\/)backward/.test(name));
    const role = (/** @type {Entry} */ { name }) => roles.indexOf(name.split('/').pop() ?? '');
    return [...owners].sort(([a], [b]) => isBackward(a) - isBackward(b))
      .flatMap(([, entries]) => (entries.every((entry) => role(entry) >= 0) ? entries.sort((a, b) => role(a) - role(b)) : entries))
      .map(({ tensor }) => tensor);
  }

  entries() {
    return this.#entries;
  }
}


