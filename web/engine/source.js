/** Bytes from wherever they are: a URL, a file (in Node), a Blob or a buffer, of whatever realm. */
import { LukewarmError } from './errors.js';

/** Whether there may be a file system, as in a page of Electron's too; the build knows that a page's worker has none. */
const inNode = Boolean(globalThis.process?.versions?.node);

/** @typedef {{ loaded: number, total: number }} Progress in bytes; total is 0 while unknown */

/**
 * @param {string | URL | Blob | ArrayBuffer | ArrayBufferView} source
 * @param {{ signal?: AbortSignal, onProgress?: (progress: Progress) => void }} [options]
 * @returns {Promise<Uint8Array>}
 */
export async function readBytes(source, { signal, onProgress } = {}) {
  signal?.throwIfAborted();
  const given = /** @type {any} */ (source);
  if (ArrayBuffer.isView(given)) return new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  if (/^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(given))) return new Uint8Array(given);
  if (typeof given?.arrayBuffer === 'function') return new Uint8Array(await given.arrayBuffer());
  const address = given?.href ?? given;
  if (typeof address !== 'string') {
    throw new LukewarmError('invalid-argument', 'A model is loaded from a URL, a Blob or an ArrayBuffer.');
  }
  if (inNode && /^file:|^(?![a-z][a-z\d+.-]+:)/i.test(address)) { // a scheme has two letters at least: C:\\ is a path
    const files = await fileSystem();
    if (files) return readFile(files, address);
  }

  /** @type {Response} */
  let response;
  try {
    response = await fetch(address, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw new LukewarmError('network', `${address} cannot be reached. Check the connection and try again.`);
  }
  if (!response.ok) {
    throw new LukewarmError('http', `${address} is not there: the server answered ${response.status}.`);
  }
  // With a content coding the length is that of the coded bytes, which says nothing of ours.
  const coded = response.headers.get('content-encoding');
  const total = coded ? 0 : Number(response.headers.get('content-length') ?? 0);
  return collect(response, address, total, signal, onProgress);
}

/**
 * @param {Response} response
 * @param {string} name
 * @param {number} total
 * @param {AbortSignal} [signal]
 * @param {(progress: Progress) => void} [onProgress]
 */
async function collect(response, name, total, signal, onProgress) {
  /** @type {Uint8Array[]} */
  const chunks = [];
  let loaded = 0;
  try {
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      loaded += value.length;
      onProgress?.({ loaded, total });
    }
  } catch {
    signal?.throwIfAborted();
    throw new LukewarmError('network', `The connection was lost while ${name} was loading. Try again.`);
  }
  const bytes = new Uint8Array(loaded);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** Returns Node's file system, or null where there is none. @returns {Promise<any>} */
async function fileSystem() {
  const { process } = /** @type {any} */ (globalThis);
  // Before Node 20.16. Written so that bundlers for pages do not look for it.
  const name = ['node', 'fs/promises'].join(':');
  return process.getBuiltinModule?.(name) ?? import(/* webpackIgnore: true */ /* @vite-ignore */ name).catch(() => null);
}

/** @param {any} files @param {string} path */
async function readFile(files, path) {
  try {
    return new Uint8Array(await files.readFile(path.startsWith('file:') ? new URL(path) : path));
  } catch (error) {
    throw new LukewarmError('io', `${path} cannot be read (${/** @type {any} */ (error).code}).`);
  }
}
