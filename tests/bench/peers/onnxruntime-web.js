// onnxruntime-web. Its file is loaded as it is, because its threads load it again.
// @ts-ignore: it lies beside this script where that is served
import * as ort from './ort.wasm.bundle.min.mjs';
import { takePart } from './engine.js';
import { onnxEngine } from './onnxruntime.js';

takePart(async (shape, weights, { bits, threads }) => {
  if (threads > 1 && !globalThis.crossOriginIsolated) throw new Error('threads need an isolated page');
  ort.env.wasm.numThreads = threads;
  const engine = await onnxEngine(ort, shape, weights, bits, { executionProviders: ['wasm'] });
  if (ort.env.wasm.numThreads !== threads) throw new Error(`it takes ${ort.env.wasm.numThreads} threads`);
  return engine;
});
