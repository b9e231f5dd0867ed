/** The list of a site's models, models/index.json. */
import { LukewarmError } from './errors.js';

/** @typedef {{ id: string, file: string, name: string, bytes: number, tokenizer: string, prompt?: string }} ModelEntry file: relative to the list;
 * prompt: one that suits the model */

/**
 * Returns the list at `url`, which is not empty.
 * @param {string | URL} url
 * @returns {Promise<ModelEntry[]>}
 */
export async function readModelList(url) {
  const response = await fetch(url).catch(() => null); // not readBytes(), which a page that has a worker need not load
  if (!response) throw new LukewarmError('network', 'The list of models could not be loaded.');
  if (!response.ok) throw new LukewarmError('http', `The list of models is not there: the server answered ${response.status}.`);
  const entries = await response.json().catch(() => null);
  if (!entries?.length || !entries.every?.((/** @type {any} */ entry) => entry?.id && entry.file)) {
    throw new LukewarmError('model-list-invalid', 'What the server sent is no list of models.');
  }
  return entries;
}
