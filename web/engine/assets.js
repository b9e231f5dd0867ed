/** Addresses: of a model that someone names, and of the files that come with these scripts (wasm, workers, models). */
import { LukewarmError } from './errors.js';

/** The folder where those files lie; '': beside the script that wants them. */
let folder = '';

/**
 * Returns an address in full, by the page's base; what has no meaning as one, as a path in Node, as it is.
 * @template T
 * @param {T | string | URL} address
 * @returns {T | string}
 */
export function resolve(address) {
  const text = /** @type {any} */ (address)?.href ?? address; // a URL of whatever realm
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  if (typeof text !== 'string' || !base) return text;
  try {
    return new URL(text, base).href;
  } catch {
    return text;
  }
}

/**
 * Says where the files that come with these scripts lie, if that is not beside them. To be called before anything is loaded.
 * @param {string | URL} url of a folder; in Node a full one, as file:///…
 */
export function setAssets(url) {
  try {
    folder = new URL(`${resolve(url)}/`.replace(/\/\/$/, '/')).href;
  } catch {
    throw new LukewarmError('invalid-argument', 'setAssets() takes the address of a folder.');
  }
}

/** Returns what setAssets() was given, or ''. */
export const assetsFolder = () => folder;

/**
 * Returns where a file lies.
 * @param {string} name
 * @param {(name: string) => URL} beside its address beside the script, written out as bundlers look for it
 */
export const asset = (name, beside) => (folder ? new URL(name, folder) : beside(name));
