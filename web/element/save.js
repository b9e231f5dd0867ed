// Giving the reader a file.
import { make } from './dom.js';

/** Downloads a file. @param {Blob | Uint8Array | string} content @param {string} name */
export function save(content, name) {
  const href = URL.createObjectURL(content instanceof Blob ? content : new Blob([/** @type {BlobPart} */ (content)]));
  make('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000); // some browsers begin to read late
}
