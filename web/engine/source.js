/** Bytes from wherever they are: a URL, a file (in Node), a Blob or a buffer. */
import { LukewarmError } from './errors.js';

const IN_NODE = typeof process === 'object' && !!process.versions?.node;

/** @typedef {{ loaded: number, total: number }} Progress in bytes; total is 0 while unknown */

/**
 * @param {string | URL | Blob | ArrayBuffer | ArrayBufferView} source
 * @param {{ signal?: AbortSignal, onProgress?: (progress: Progress) => void }} [options]
 * @returns {Promise<Uint8Array>}
 */
export async function readBytes(source, { signal, onProgress } = {}) {
  signal?.throwIfAborted();
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  if (source instanceof Blob) return new Uint8Array(await source.arrayBuffer());
  if (typeof source !== 'string' && !(source instanceof URL)) {
    throw new LukewarmError('invalid-argument', 'A model is loaded from a URL, a Blob or an ArrayBuffer.');
  }
  if (IN_NODE && !/^(https?|data|blob):/.test(String(source))) return readFile(source);

  /** @type {Response} */
  let response;
  try {
    response = await fetch(source, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw new LukewarmError('network', `${source} cannot be reached. Check the connection and try again.`);
  }
  if (!response.ok) {
    throw new LukewarmError('http', `${source} is not there: the server answered ${response.status}.`);
  }
  // With a content coding the length is that of the coded bytes, which says nothing of ours.
  const coded = response.headers.get('content-encoding');
  const total = coded ? 0 : Number(response.headers.get('content-length') ?? 0);
  return collect(response, String(source), total, signal, onProgress);
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

/** @param {string | URL} path */
async function readFile(path) {
  const fs = await import('node:fs/promises');
  try {
    return new Uint8Array(await fs.readFile(String(path).startsWith('file:') ? new URL(path) : path));
  } catch (error) {
    throw new LukewarmError('io', `${path} cannot be read (${/** @type {any} */ (error).code}).`);
  }
}
