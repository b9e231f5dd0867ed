// PyTorch: .pt, .pth, .net, .bin, .ckpt, .tar, and pickles of modules.
import { importError } from './errors.js';
import { baseName } from './files.js';
import { NumpyArray } from './pickle-numpy.js';
import { PickleObject } from './pickle-values.js';
import { findModel, findOptions } from './torch-content.js';
import { isTorchFile, readTorchFile } from './torch-file.js';
import { readStateDict } from './torch-networks.js';
import { vocabularyIn } from './torch-vocabulary.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./types.js').ReadOptions} ReadOptions */
/** @typedef {import('./tensor.js').Tensor} Tensor */

export const id = 'torch';

/** Names of a model before names of checkpoints beside it. @param {ImportFile} file */
const isOptimizer = (file) => /optim|sched|trainer_state|rng_state|training_args|scaler/.test(baseName(file));

/** @param {ImportFile[]} files */
export async function recognize(files) {
  /** @type {ImportFile[]} */
  const found = [];
  for (const file of files) if (await isTorchFile(file)) found.push(file);
  const [own] = found.toSorted((a, b) => Number(isOptimizer(a)) - Number(isOptimizer(b)) || b.size - a.size);
  return own ? [own] : [];
}

/**
 * @param {ImportFile[]} files
 * @param {ReadOptions} options
 * @returns {Promise<import('./types.js').Graph>}
 */
export async function read([file], { answers, signal }) {
  const { value, kind } = await readTorchFile(file);
  signal?.throwIfAborted();
  const model = findModel(value, file.name);
  const whole = model.modules.get('');
  return readStateDict(tensorsOf(model.entries), {
    format: kind === 'script' ? 'TorchScript' : whole ? `PyTorch module ${nameOf(whole.type)}` : value instanceof Map && model.path === '' ? 'PyTorch state dict' : 'PyTorch checkpoint',
    answers,
    modules: model.modules,
    paths: model.paths,
    options: findOptions(value, model),
    findVocabulary: (size, hint) => vocabularyIn(value, size, hint),
  });
}

/** @param {string} type */
const nameOf = (type) => type.slice(type.lastIndexOf('.') + 1).slice(0, 40);

/**
 * Tensors that are one in the file are one here: a tied weight.
 * @param {import('./torch-content.js').Model['entries']} entries
 * @returns {Map<string, Tensor>}
 */
function tensorsOf(entries) {
  /** @type {Map<string, Tensor>} */
  const known = new Map();
  return new Map([...entries].map(([name, entry]) => {
    if (entry instanceof NumpyArray) return [name, entry.tensor()];
    const tensor = known.get(entry.key) ?? entry.tensor(name);
    known.set(entry.key, tensor);
    return [name, tensor];
  }));
}
