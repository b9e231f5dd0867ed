/** The engine in its worker, or where none can start on this thread: one, which all models share. */
import { asset, assetsFolder } from '../engine/assets.js';
import { Connection, openPort } from './client.js';

/** How long a worker is kept that nobody uses, in ms: whoever changes models disposes of one and then loads the next. */
const idleMs = 1000;

/** Returns, once, the worker that the page's first script has started. */
function takeEarlyWorker() {
  const page = /** @type {any} */ (globalThis);
  const worker = page.lukewarmWorker;
  page.lukewarmWorker = undefined;
  return worker;
}

const here = import.meta.url; // not written so that a bundler takes the worker for a file to copy

/** @returns {any} a worker, or a promise of one */
function makeWorker() {
  const address = asset('worker.js', (name) => new URL(name, here));
  const isForeign = address.protocol.startsWith('http') && address.origin !== origin;
  if (isForeign) return import('./copy-worker.js').then(({ copyWorker }) => copyWorker(address.href, !assetsFolder()));
  const early = takeEarlyWorker();
  // Written out as bundlers look for it.
  if (early || !assetsFolder()) return early ?? new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  return new Worker(address, { type: 'module' });
}

/** @type {Connection | undefined} */
let engine;

/** Returns the engine, which all models share, and which ends some time after the last of them. */
export function openEngine() {
  if (engine && !engine.ended) return engine;
  // A worker of Deno or Bun would keep them from ending, and one of a worker is no use.
  const canWork = 'document' in globalThis && typeof Worker === 'function';
  const mine = new Connection(() => openPort(canWork ? makeWorker : null, async () => (await import('./local.js')).open(assetsFolder())),
    () => (canWork ? setTimeout(() => mine.idle && mine.close(), idleMs) : mine.close()));
  engine = mine;
  return mine;
}

/**
 * Returns a model file whose weights are stored in fewer bits.
 * @param {Uint8Array} bytes of a model file with float weights
 * @param {number} bits 8 or 4
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<Uint8Array>}
 */
export async function quantize(bytes, bits, options) {
  return openEngine().call(0, 'quantize', [bytes, bits], options);
}
