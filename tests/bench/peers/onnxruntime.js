// onnxruntime, the same way in the browser and in Node: one run of the graph for each token.
import { fromSteps } from './engine.js';
import { onnxNetwork } from './onnx-network.js';

/**
 * @param {any} ort the library
 * @param {import('../page/shapes.js').Shape} shape @param {import('../page/shapes.js').Weights} weights
 * @param {8 | 32} bits @param {object} options of the session
 */
export async function onnxEngine(ort, shape, weights, bits, options) {
  const { Tensor, InferenceSession } = ort;
  const session = await InferenceSession.create(onnxNetwork(shape, weights, bits),
    { graphOptimizationLevel: 'all', ...options });
  const stateShape = [2 * shape.layers, 1, shape.units];
  const initial = () => new Tensor('float32', new Float32Array(2 * shape.layers * shape.units), stateShape);
  const token = new Tensor('int32', new Int32Array(1), [1, 1]);
  const temperature = new Tensor('float32', new Float32Array(1), []);
  let state = initial();
  return fromSteps({
    reset() {
      state = initial();
    },
    async step(id, wanted) {
      token.data[0] = id;
      temperature.data[0] = wanted;
      const { probabilities, next_state: next } = await session.run({ token, state, temperature });
      state = next;
      return probabilities.data;
    },
  });
}
