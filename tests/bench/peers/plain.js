// Plain JavaScript.
import { fromSteps, takePart } from './engine.js';
import { makeNetwork } from './network.js';

takePart(async (shape, weights) => fromSteps(makeNetwork(shape, weights, Float32Array)));
