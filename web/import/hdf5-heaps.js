// Checks an HDF5 file's global heaps, which hold the texts of attributes, before libhdf5 reads them: where an object of one
// claims to have no size, libhdf5 goes round for ever (seen in 2.0), and in wasm nothing can stop it. (HDF5 File Format
// Specification 3.0, III.E.)
import { importError } from './errors.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */

const signature = 0x47434F4C; // "GCOL", read with the largest byte first
/** Of a collection, before its objects; and of each object, before its value. */
const header = 16;
/** In bytes: how much of the file is looked through at once. */
const chunk = 1 << 22;
/** In bytes; libhdf5 makes them of 4096, or as large as one text. */
const maxHeap = 1 << 26;

/** @param {DataView} view @param {number} at */
const sizeAt = (view, at) => Number(view.getBigUint64(at, true));

/** Whether each object of a collection stands within it, and after the one before. @param {Uint8Array} bytes of the collection */
function isWhole(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = header; at + header <= bytes.length;) {
    const size = sizeAt(view, at + 8);
    // The object 0 is what is free, with its header; a value is followed by bytes up to a multiple of 8.
    const needed = view.getUint16(at, true) === 0 ? size : header + Math.ceil(size / 8) * 8;
    if (!(needed >= header && needed <= bytes.length - at)) return false;
    at += needed;
  }
  return true;
}

/** @param {ImportFile} file @returns {Promise<boolean>} whether libhdf5 may read its global heaps */
export async function hasWholeHeaps(file) {
  for (let from = 0; from < file.size; from += chunk) {
    const bytes = await file.read(from, Math.min(file.size, from + chunk + header));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = bytes.indexOf(0x47); at >= 0 && at + header <= bytes.length; at = bytes.indexOf(0x47, at + 1)) {
      // What follows the signature is the version, 1, and three zeros; in weights the eight bytes are not seen.
      if (view.getUint32(at) !== signature || view.getUint32(at + 4, true) !== 1) continue;
      const size = sizeAt(view, at + 8);
      if (!(size >= header && size <= Math.min(maxHeap, file.size - from - at))) return false;
      if (!isWhole(await file.read(from + at, from + at + size))) return false;
    }
  }
  return true;
}

/**
 * Throws if libhdf5 must not read the file: sizes that are not of 8 bytes, as in all of h5py, or a damaged global heap.
 * @param {ImportFile} file
 */
export async function checkHeaps(file) {
  const head = await file.read(0, 16);
  const sizes = head[8] <= 1 ? [head[13], head[14]] : [head[9], head[10]];
  if (sizes.some((size) => size !== 8) || !await hasWholeHeaps(file)) {
    throw importError('import-damaged', `${file.name} cannot be read as HDF5: it is damaged, or cut off. Copy or download it again.`);
  }
}
