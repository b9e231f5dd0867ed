// What was dropped, as a list of ImportFile: names with their folders, and bytes that are read in slices.
import { importError } from './errors.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {Blob | ArrayBuffer | ArrayBufferView | string | URL | { name: string, data: Blob | ArrayBuffer | ArrayBufferView }} ImportSource */

/** Far more than any model has: TensorFlow's saved models and ml5's folders have some dozens. */
const maxFiles = 5000;
/** Folders within folders. A loop of links would have no end. */
const maxDepth = 16;

/** @param {string} name with / between its folders, and none at its beginning */
const plainName = (name) => name.replaceAll('\\', '/').replace(/^(\.?\/)+/, '');

/** @param {string} name @param {any} error */
const moved = (name, error) => importError('import-incomplete', `${name} cannot be read (${error}): has it moved? Choose it again.`);

/** @param {Blob} blob @param {string} name @returns {ImportFile} */
function ofBlob(blob, name) {
  const file = /** @type {File} */ (blob);
  return {
    name: plainName(name || file.webkitRelativePath || file.name || 'model'),
    size: blob.size,
    async read(begin = 0, end = blob.size) {
      try {
        return new Uint8Array(await blob.slice(begin, end).arrayBuffer());
      } catch (error) {
        throw moved(this.name, error);
      }
    },
    async reader() {
      const { FileReaderSync } = /** @type {any} */ (globalThis); // of workers
      if (!FileReaderSync) return null;
      const reader = new FileReaderSync();
      return (begin, end) => {
        try {
          return new Uint8Array(reader.readAsArrayBuffer(blob.slice(begin, end)));
        } catch (error) {
          throw moved(this.name, error);
        }
      };
    },
  };
}

/** @param {Uint8Array} bytes @param {string} name @returns {ImportFile} */
export const ofBytes = (bytes, name) => ({
  name: plainName(name),
  size: bytes.length,
  read: async (begin = 0, end = bytes.length) => bytes.slice(begin, end),
  reader: async () => (begin, end) => bytes.subarray(begin, end),
});

/** @param {any} data @param {string} name @returns {ImportFile | null} */
function ofData(data, name) {
  if (ArrayBuffer.isView(data)) return ofBytes(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), name || 'model');
  if (/^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(data))) return ofBytes(new Uint8Array(data), name || 'model');
  return typeof data?.slice === 'function' && typeof data.arrayBuffer === 'function' ? ofBlob(data, name) : null;
}

/** Returns Node's file system; null where there is none. @returns {Promise<any>} */
async function fileSystem() {
  const { process } = /** @type {any} */ (globalThis);
  if (!process?.versions?.node) return null;
  const name = ['node', 'fs'].join(':'); // so that bundlers for pages do not look for it
  return process.getBuiltinModule?.(name) ?? import(/* webpackIgnore: true */ /* @vite-ignore */ name).catch(() => null);
}

/** @param {string} path */
const shorter = (path) => importError('import-incomplete', `${path} has become shorter while it was read. Try again.`);

/** @param {any} files @param {string} path @param {string} name @param {number} size @returns {ImportFile} */
const ofPath = (files, path, name, size) => ({
  name: plainName(name),
  size,
  async read(begin = 0, end = size) {
    const handle = await files.promises.open(path);
    try {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - begin));
      for (let read = 0; read < bytes.length;) {
        const { bytesRead } = await handle.read(bytes, read, bytes.length - read, begin + read);
        if (bytesRead === 0) throw shorter(path);
        read += bytesRead;
      }
      return bytes;
    } finally {
      await handle.close();
    }
  },
  reader: async () => (begin, end) => {
    const handle = files.openSync(path);
    try {
      const bytes = new Uint8Array(end - begin);
      for (let read = 0; read < bytes.length;) {
        const count = files.readSync(handle, bytes, read, bytes.length - read, begin + read);
        if (count === 0) throw shorter(path);
        read += count;
      }
      return bytes;
    } finally {
      files.closeSync(handle);
    }
  },
});

/**
 * Adds a file, or those of a folder: what cannot be read in it, as a link to nothing, and what is no file are left out.
 * @param {any} files @param {string} path @param {string} name @param {ImportFile[]} found @param {number} depth
 */
async function addPath(files, path, name, found, depth) {
  /** @param {any} error */
  const unreadable = (error) => {
    if (depth === 0) throw importError('import-incomplete', `${path} cannot be read (${error.code}).`);
  };
  const status = await files.promises.stat(path).catch(unreadable);
  if (status?.isFile() || (status && depth === 0 && !status.isDirectory())) {
    found.push(ofPath(files, path, name, status.size));
  } else if (status?.isDirectory() && depth < maxDepth) {
    for (const entry of (await files.promises.readdir(path).catch(unreadable) ?? []).sort()) {
      if (found.length > maxFiles) break;
      await addPath(files, `${path}/${entry}`, `${name}/${entry}`, found, depth + 1);
    }
  }
}

/** @param {string} address @param {AbortSignal} [signal] */
async function fetched(address, signal) {
  const response = await fetch(address, { signal }).catch(() => {
    signal?.throwIfAborted();
    throw importError('import-incomplete', `${address} cannot be reached. Check the connection and try again.`);
  });
  if (!response.ok) throw importError('import-incomplete', `${address} is not there: the server answered ${response.status}.`);
  return ofBlob(await response.blob(), decodeURIComponent(new URL(address).pathname.split('/').pop() || 'model'));
}

/**
 * Returns the files. Their bytes are not read yet, but for those of addresses.
 * @param {ImportSource | Iterable<ImportSource>} source Files, Blobs, bytes, with names of their own as { name, data }, a
 *   FileList, addresses, and in Node paths, also of folders; one of these or several
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<ImportFile[]>} errors: import-incomplete, import-too-large
 */
export async function openFiles(source, { signal } = {}) {
  const given = /** @type {any} */ (source);
  const isMany = typeof given !== 'string' && !ArrayBuffer.isView(given) && typeof given?.[Symbol.iterator] === 'function';
  const sources = isMany ? [...given] : [given];
  if (sources.length > maxFiles) throw importError('import-too-large', `These are ${sources.length} files. Drop the model's alone.`);
  /** @type {ImportFile[]} */
  const found = [];
  for (const one of sources) {
    const data = ofData(one, '') ?? ofData(one?.data, String(one?.name ?? ''));
    const address = String(one?.href ?? one);
    if (data) {
      found.push(data);
    } else if (/^(https?|blob|data):/i.test(address)) {
      found.push(await fetched(address, signal));
    } else {
      const files = typeof one === 'string' || one?.href ? await fileSystem() : null;
      if (!files) throw importError('import-unrecognized', 'A model is imported from Files, Blobs, bytes or { name, data }.');
      const path = address.startsWith('file:') ? decodeURIComponent(new URL(address).pathname) : address;
      const name = path.replace(/[/\\]+$/, '').split(/[/\\]/).pop() || 'model';
      await addPath(files, path, name, found, 0);
    }
  }
  if (found.length > maxFiles) throw importError('import-too-large', `There are more than ${maxFiles} files. Choose the model's alone.`);
  return found;
}

/** Returns the last part of a file's name, in small letters. @param {ImportFile} file */
export const baseName = ({ name }) => name.slice(name.lastIndexOf('/') + 1).toLowerCase();

/** Returns a text of at most `limit` bytes. @param {ImportFile} file @param {number} [limit] in bytes: 64 MB is 20 times the Bible */
export async function readText(file, limit = 1 << 26) {
  if (file.size > limit) throw importError('import-too-large', `${file.name} is too large for a text: ${file.size} bytes.`);
  return new TextDecoder().decode(await file.read());
}

/** Returns what a JSON file says. @param {ImportFile} file @param {number} [limit] in bytes @returns {Promise<any>} errors: import-damaged */
export async function readJson(file, limit = 1 << 26) {
  const text = await readText(file, limit);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw importError('import-damaged', `${file.name} is not valid JSON (${/** @type {Error} */ (error).message}). Save or download it again.`);
  }
}
