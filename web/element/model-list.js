// The list of models that a site has: index.json, beside which their files lie.
import { LukewarmError } from '../engine/errors.js';
import { readModelList } from '../engine/model-list.js';
import { addressOf } from './engine.js';

/** @typedef {import('../engine/model-list.js').ModelEntry} Entry */

/** @type {Map<string, Promise<Entry[]>>} by address */
const lists = new Map();

/**
 * Returns the address of model `id` of a list.
 * @param {string} address of the list, relative to the document; '': the one that a short name's models are in @param {string} id
 * @param {(list: Entry[]) => void} onList called when the list is there, whether or not it has the model
 */
export async function findModel(address, id, onList) {
  const url = new URL(address || '../index.json', address ? document.baseURI : addressOf(id)).href;
  const loading = lists.get(url) ?? readModelList(url);
  lists.set(url, loading);
  const list = await loading.catch((error) => {
    lists.delete(url);
    throw error;
  });
  onList(list);
  const file = list.find((entry) => entry.id === id)?.file ?? (id.startsWith('imported:') && id); // see import-kept.js
  if (!file) throw new LukewarmError('no-model', `Its name is “${id}”.`);
  return new URL(file, url).href;
}
