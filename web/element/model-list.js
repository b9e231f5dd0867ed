// The list of models that a site has: index.json, beside which their files lie.
import { LukewarmError } from '../engine/errors.js';

/** @typedef {{ id: string, file: string, name: string, prompt?: string }} Entry prompt: one that suits the model */

/** @type {Map<string, Promise<Entry[]>>} by address */
const lists = new Map();

/** @param {string} url */
async function fetchList(url) {
  const response = await fetch(url).catch(() => null);
  if (!response) throw new LukewarmError('network', 'The list of models could not be loaded.');
  if (!response.ok) throw new LukewarmError('http', `The list of models is not there: the server answered ${response.status}.`);
  const entries = await response.json().catch(() => null);
  const isEntry = (/** @type {any} */ entry) => typeof entry?.id === 'string' && typeof entry.file === 'string';
  if (!Array.isArray(entries) || !entries.every(isEntry)) {
    throw new LukewarmError('models-list', 'The list of models is not what it should be.');
  }
  return entries.map((entry) => ({ ...entry, name: String(entry.name ?? entry.id) }));
}

/**
 * Returns the address of model `id` of a list.
 * @param {string} address of the list, relative to the document @param {string} id
 * @param {(list: Entry[]) => void} onList called when the list is there, whether or not it has the model
 */
export async function findModel(address, id, onList) {
  const url = new URL(address, document.baseURI).href;
  const loading = lists.get(url) ?? fetchList(url);
  lists.set(url, loading);
  const list = await loading.catch((error) => {
    lists.delete(url);
    throw error;
  });
  onList(list);
  const entry = list.find((entry) => entry.id === id);
  if (!entry) throw new LukewarmError('no-model', `Its name is “${id}”.`);
  return new URL(entry.file, url).href;
}
