/**
 * Picks and starts the WebAssembly module, once per thread: relaxed SIMD where the engine has it and computes it
 * rightly, else SIMD128. Knows nothing of models.
 */
// @ts-ignore: the build makes it
import createModule from './lukewarm-wasm.js';
import { LukewarmError } from './errors.js';
import { readModule, startModule } from './module.js';
import { hasRelaxedSimd } from './relaxed.js';
import { Rest } from './rest.js';
import { wasmFiles } from './wasm-files.js';

/** @typedef {import('./module.js').Wasm} Wasm */

/** @type {Map<string, Promise<Wasm>>} by build */
const started = new Map();
/** What of it may still be missing. @type {Map<string, Rest>} by build */
const rests = new Map();
/** Those whose fastest kernel has been found, or that someone has chosen one for. @type {WeakSet<Wasm>} */
const settled = new WeakSet();

/** @param {string} build */
async function start(build) {
  const files = wasmFiles[build]();
  const rest = new Rest(files.rest);
  const bytes = await readModule(files.first);
  const wasm = await startModule(createModule, (imports) => rest.instantiate(bytes, imports), () => started.delete(build));
  if (!wasm.module.selfTest()) throw new LukewarmError('wasm-unavailable', `The ${build} build computes wrongly here.`);
  rests.set(build, rest); // not of a build that is not used: its failure would be everyone's
  return wasm;
}

/**
 * Returns the running module.
 * @param {string} [kernel] forces one: 'relaxed-simd', 'relaxed-simd-split', 'simd128' or 'scalar'
 * @returns {Promise<Wasm>}
 */
export async function runtime(kernel) {
  const builds = hasRelaxedSimd() ? ['relaxed', 'simd128'] : ['simd128'];
  const wanted = !kernel ? builds : kernel.startsWith('relaxed-simd') ? ['relaxed'] : ['simd128'];
  /** @type {unknown} */
  let cause;
  for (const build of wanted) {
    const starting = started.get(build) ?? start(build);
    started.set(build, starting);
    const wasm = await starting.catch((error) => {
      if (started.get(build) === starting) started.delete(build);
      if (!['wasm-missing', 'wasm-unavailable'].includes(error.code)) throw error;
      cause = error;
    });
    if (!wasm) continue;
    if (!kernel) return wasm;
    settled.add(wasm);
    if (wasm.module.forceKernel(kernel)) return wasm;
    throw new LukewarmError('invalid-argument', `There is no kernel “${kernel}” here.`);
  }
  throw cause;
}

/** Loads what of the running modules comes later, so that nothing in them has to wait for it. @param {AbortSignal} [signal] */
export async function loadRest(signal) {
  await unlessAborted(Promise.all([...rests.values()].map((rest) => rest.load())), signal);
}

/** Loads that, and the scripts that use it. @param {AbortSignal} [signal] */
export async function more(signal) {
  const script = import('./more.js').catch((error) => {
    throw new LukewarmError('network', `A part of the engine could not be loaded: ${error}`);
  });
  const [module] = await unlessAborted(Promise.all([script, loadRest()]), signal);
  const relaxed = await started.get('relaxed')?.catch(() => undefined);
  if (relaxed && !settled.has(relaxed)) {
    settled.add(relaxed);
    module.takeFastest(relaxed.module); // not before the first text, which is as long as the trial
  }
  return module;
}

/** Ends when the promise or the signal does. @template T @param {Promise<T>} promise @param {AbortSignal} [signal] @returns {Promise<T>} */
function unlessAborted(promise, signal) {
  if (!signal) return promise;
  return Promise.race([promise, new Promise((_, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
  })]);
}
