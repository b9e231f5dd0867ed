/** Starts the WebAssembly module that trains, once per thread; it also stores weights in fewer bits. */
// @ts-ignore: the build makes it
import createModule from './lukewarm-train-wasm.js';
import { asset } from './assets.js';
import { Handle, readModule, startModule } from './module.js';

/** @typedef {import('./module.js').Wasm} Wasm */

/** @type {Promise<Wasm> | null} */
let started = null;

async function start() {
  const bytes = await readModule(asset('lukewarm-train.wasm', () => new URL('./lukewarm-train.wasm', import.meta.url)));
  return startModule(createModule, (imports) => WebAssembly.instantiate(/** @type {BufferSource} */ (bytes), imports),
    () => (started = null));
}

/** Returns the running module. */
export function trainingModule() {
  started ??= start();
  return started.catch((error) => {
    started = null;
    throw error;
  });
}

/** Returns a copy of the module's bytes, and frees those. @param {Wasm} wasm @param {any} object */
export function take(wasm, object) {
  const bytes = new Handle(wasm, object, 'file');
  try {
    return /** @type {Uint8Array<ArrayBuffer>} */ (bytes.call('_view').slice());
  } finally {
    bytes.free();
  }
}

/**
 * Returns a model file whose weights are stored in fewer bits: the bytes that the command line's quantize writes.
 * @param {Uint8Array} bytes of a model file with float weights
 * @param {number} bits 8 or 4
 */
export async function quantize(bytes, bits) {
  const wasm = await trainingModule();
  return take(wasm, wasm.call((module) => module._quantize(bytes, bits)));
}
