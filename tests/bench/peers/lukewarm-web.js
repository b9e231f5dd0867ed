// Lukewarm, as the site has it.
// @ts-ignore: it lies beside this script where that is served
import { loadModel } from './lukewarm.js';
import { lukewarmFile, textOf } from '../page/lukewarm-file.js';
import { generate, loadProducts, productRate } from '../page/rates.js';
import { takePart } from './engine.js';

takePart(async (shape, weights, { format }) => {
  const model = await loadModel(lukewarmFile(shape, weights, format));
  const program = await loadProducts(model.info.kernel);
  return {
    generate: (count) => generate(model, count),
    async probabilities(ids) {
      const probabilities = new Float32Array(shape.vocab);
      const distribution = await model.distribution(textOf(shape, ids), { temperature: 1 });
      for (const { id, probability } of distribution) probabilities[id] = probability;
      return probabilities;
    },
    bareRate: (seconds) => productRate(program, shape, seconds),
    text: async (count) => (await model.complete('', { temperature: 0.8, seed: 1, maxTokens: count })).text,
  };
});
