// The models that a reader imported, which this browser keeps until they are discarded. Their addresses begin with
// "imported:", and have a checksum in them: the same files, imported on another machine, have the same address.
import { LukewarmError } from '../engine/errors.js';
import { openShelf } from '../engine/shelf.js';

/**
 * @typedef {object} KeptModel
 * @property {string} id its address
 * @property {string} name
 * @property {number} bytes of its file
 * @property {32 | 8 | 4} bits of a weight
 * @property {string} prompt one that suits it
 * @property {import('../import/types.js').SamplingPreset[]} sampling as its tutorial samples
 * @property {string} format what it was
 */

/** What holds a list in order, and the files apart from it: whoever lists them reads none. */
const [entry, file] = ['entry', 'file'];
const shelf = openShelf('lukewarm-models', 1);

/** Those that this browser does not keep, as in a private window. @type {Map<string, { model: KeptModel, bytes: Uint8Array, bits: number }>} */
const unkept = new Map();

/** Says whether there are any, so that nobody need ask who has none. @param {boolean} isSome */
function mark(isSome) {
  try {
    if (isSome) localStorage.setItem('lukewarm-imported', '1');
    else localStorage.removeItem('lukewarm-imported');
  } catch {
    // Then they are not listed after a reload.
  }
}

/** Returns what a model file is known by: its checksum. @param {Uint8Array} bytes */
const checksumOf = (bytes) => /"checksum":"(\w{8})"/.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 1 << 16)))?.[1] ?? '00000000';

/** Returns a model's address. @param {string} name @param {Uint8Array} bytes of its file */
export const keptAddress = (name, bytes) =>
  `imported:${name.toLowerCase().replace(/[^\p{L}\p{N}._]+/gu, '-').replace(/^-+|-+$/g, '') || 'model'}-${checksumOf(bytes)}`;

/** Returns what an address says of a model's name. @param {string} id */
export const nameOf = (id) => id.replace(/^imported:|-\w{8}$/g, '');

/** Returns the models, in the order of their names. @returns {Promise<KeptModel[]>} */
export async function listKept() {
  /** @type {KeptModel[]} */
  const kept = await shelf('readonly', (store) => store.getAll(IDBKeyRange.bound([entry], [entry, []]))).catch(() => []);
  const models = new Map([...kept, ...[...unkept.values()].map(({ model }) => model)].map((model) => [model.id, model]));
  return [...models.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Keeps a model; returns whether it will be there after a reload.
 * @param {KeptModel} model
 * @param {Uint8Array} bytes of its file
 */
export async function keepModel(model, bytes) {
  const isKept = await shelf('readwrite', (store) => {
    store.put({ bytes, bits: model.bits }, [file, model.id]);
    return store.put(model, [entry, model.id]);
  }).then(() => true, () => false);
  if (isKept) mark(true);
  else unkept.set(model.id, { model, bytes, bits: model.bits });
  return isKept;
}

/**
 * Returns a model, loaded from what is kept.
 * @template T
 * @param {string} id
 * @param {any} options of loadModel
 * @param {(bytes: Uint8Array, options: any) => Promise<T>} loadModel
 * @returns {Promise<T>} errors: no-model
 */
export async function loadKept(id, options, loadModel) {
  const kept = unkept.get(id) ?? await shelf('readonly', (store) => store.get([file, id])).catch(() => null);
  if (!kept) throw new LukewarmError('no-model', `Its name is “${nameOf(id)}”. It was imported from files, which are not here.`);
  return loadModel(kept.bytes, { ...options, precision: kept.bits === 32 ? 'f32' : 'int8' });
}

/** @param {string} id */
export async function discardKept(id) {
  unkept.delete(id);
  await shelf('readwrite', (store) => {
    store.delete([file, id]);
    return store.delete([entry, id]);
  }).catch(() => {});
  if ((await listKept()).length === 0) mark(false);
}
