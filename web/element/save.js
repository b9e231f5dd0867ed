// Saving a file, as if the reader had followed a link to it.
import { make } from './dom.js';

/** @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const href = URL.createObjectURL(blob);
  make('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000); // some browsers begin to read late
}
