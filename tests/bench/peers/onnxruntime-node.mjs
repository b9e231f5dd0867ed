// onnxruntime, natively, on one thread.
import { createRequire } from 'node:module';
import { takePart } from './engine.js';
import { onnxEngine } from './onnxruntime.js';

takePart((shape, weights, { bits, library }) =>
  onnxEngine(createRequire(import.meta.url)(library), shape, weights, bits,
    { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' }));
