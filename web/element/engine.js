// One engine and one copy of each model for everything on a page. A model is loaded when the first user asks for it and
// freed when the last one lets go of it.
import { asset } from '../engine/assets.js';
import { loadModel } from '../worker/model.js';

/** @typedef {import('../worker/model.js').Model} Model */
/** @typedef {import('../worker/client.js').Progress} Progress */
/** @typedef {{ model: Promise<Model>, users: Map<object, ((progress: Progress) => void) | undefined>, controller: AbortController }} Entry */

/** @type {Map<string, Entry>} by address */
const entries = new Map();

/** Whether a model is given by a short name. @param {string} model */
export const isShort = (model) => /^[\w-]+$/.test(model);

/**
 * Returns where a model lies: a short name means models/NAME/NAME.safetensors among the assets, all else is an address.
 * @param {string} model
 */
export function addressOf(model) {
  if (isShort(model)) {
    return asset(`models/${model}/${model}.safetensors`, () => new URL(`./models/${model}/${model}.safetensors`, import.meta.url)).href;
  }
  return new URL(model, document.baseURI).href;
}

/**
 * Returns the model at `address`, loading it unless someone on the page uses it already. `user` holds it until
 * releaseModels().
 * @param {string} address or short name
 * @param {object} user
 * @param {(progress: Progress) => void} [onProgress]
 * @returns {Promise<Model>}
 */
export function holdModel(address, user, onProgress) {
  const url = addressOf(address);
  let entry = entries.get(url);
  if (!entry) {
    const controller = new AbortController();
    /** @type {Entry['users']} */
    const users = new Map();
    /** @type {import('../worker/model.js').LoadOptions} */
    const options = { signal: controller.signal, onProgress: (progress) => users.forEach((listener) => listener?.(progress)) };
    const model = url.startsWith('imported:') ? import('./import-kept.js').then(({ loadKept }) => loadKept(url, options, loadModel)) : loadModel(url, options);
    entry = { model, users, controller };
    entries.set(url, entry);
    // What failed is tried anew by the next who asks.
    model.catch(() => entries.get(url)?.model === model && entries.delete(url));
  }
  entry.users.set(user, onProgress ?? entry.users.get(user));
  return entry.model;
}

/** Has models loaded anew after the engine has stopped, with which they are gone. @param {any} error */
export function forgetStopped(error) {
  if (['engine-stopped', 'out-of-memory', 'worker-failed'].includes(error?.code)) entries.clear();
}

/** How long a model stays that an element which has left the page was the last to use: a notebook makes its elements anew. In ms. */
export const keptMs = 10_000;

/**
 * Lets go of every model that `user` holds.
 * @param {object} user
 * @param {number} [keptFor] how long it is kept for others, in ms
 */
export function releaseModels(user, keptFor = 0) {
  for (const [url, entry] of entries) {
    if (!entry.users.delete(user) || entry.users.size > 0) continue;
    const free = () => {
      if (entry.users.size > 0 || entries.get(url) !== entry) return;
      entries.delete(url);
      entry.controller.abort();
      entry.model.then((model) => model.dispose(), () => {});
    };
    if (keptFor) setTimeout(free, keptFor);
    else free();
  }
}
