/**
 * Picks and starts the WebAssembly module, once per thread: relaxed SIMD where the engine has it and computes it
 * rightly, else SIMD128. Knows nothing of models.
 */
// @ts-ignore: the build makes it
import createModule from './lukewarm-wasm.js';
import { LukewarmError } from './errors.js';
import { startModule } from './module.js';
import { hasRelaxedSimd } from './relaxed.js';
import { Rest } from './rest.js';
import { readBytes } from './source.js';
import { wasmFiles } from './wasm-files.js';

/** @typedef {import('./module.js').Wasm} Wasm */

/** @type {Map<string, Promise<Wasm>>} by build */
const started = new Map();
/** What of it may still be missing. @type {Map<string, Rest>} by build */
const rests = new Map();

/** @param {string} build */
async function start(build) {
  const files = wasmFiles[build]();
  const rest = new Rest(files.rest);
  const bytes = await readBytes(files.first);
  const wasm = await startModule(createModule, (imports) => rest.instantiate(bytes, imports), () => started.delete(build));
  rests.set(build, rest);
  if (!wasm.module.selfTest()) throw new LukewarmError('wasm-unavailable', `The ${build} build computes wrongly here.`);
  if (build === 'relaxed') takeFastest(wasm.module);
  return wasm;
}

/** Takes the faster of the relaxed kernels: with VNNI one instruction does what else takes three. @param {any} module */
function takeFastest(module) {
  const trials = ['relaxed-simd', 'relaxed-simd-split'].map((kernel) => ({ kernel, took: 0 }));
  for (let round = 0; round < 6; round++) { // in turn, and not the first, which compiles
    for (const trial of trials) {
      module.forceKernel(trial.kernel);
      const from = performance.now();
      module.runTrial();
      if (round > 0) trial.took += performance.now() - from;
    }
  }
  module.forceKernel(trials[1].took < trials[0].took ? trials[1].kernel : trials[0].kernel);
}

/**
 * Returns the running module.
 * @param {string} [kernel] forces one: 'relaxed-simd', 'relaxed-simd-split', 'simd128' or 'scalar'
 * @returns {Promise<Wasm>}
 */
export async function runtime(kernel) {
  if (typeof WebAssembly !== 'object') {
    throw new LukewarmError('wasm-unavailable',
      'This browser has no WebAssembly, or a setting forbids it. Any browser since 2021 works.');
  }
  const builds = hasRelaxedSimd() ? ['relaxed', 'simd128'] : ['simd128'];
  const wanted = !kernel ? builds : kernel.startsWith('relaxed-simd') ? ['relaxed'] : ['simd128'];
  /** @type {Wasm | undefined} */
  let wasm;
  /** @type {unknown} */
  let cause;
  for (const build of wanted) {
    const starting = started.get(build) ?? start(build);
    started.set(build, starting);
    try {
      wasm = await starting;
      break;
    } catch (error) {
      started.delete(build);
      if (error instanceof LukewarmError && error.code !== 'wasm-unavailable') throw error;
      cause = error;
    }
  }
  if (wasm && kernel && !wasm.module.forceKernel(kernel)) {
    throw new LukewarmError('invalid-argument', `There is no kernel “${kernel}” here.`);
  }
  if (wasm) return wasm;
  if (cause instanceof LukewarmError) throw cause;
  throw new LukewarmError('wasm-unavailable',
    `WebAssembly could not be started (${cause}). A page needs 'wasm-unsafe-eval' in its Content-Security-Policy.`);
}

/** Loads what of the running modules comes later, so that nothing in them has to wait for it. @param {AbortSignal} [signal] */
export async function loadRest(signal) {
  const loading = Promise.all([...rests.values()].map((rest) => rest.load()));
  if (!signal) return loading;
  signal.throwIfAborted();
  await Promise.race([loading, new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))]);
}
