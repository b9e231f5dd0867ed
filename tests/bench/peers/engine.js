// The worker's side of every engine: generates for some seconds at a time, computes probabilities.
import { answer } from '../page/answer.js';
import { tokenMeter } from '../page/rates.js';
import { randomWeights, shapeOf, uniform } from '../page/shapes.js';

const kTemperature = 0.8;

/**
 * @typedef {import('../page/shapes.js').Shape} Shape
 * @typedef {import('../page/shapes.js').Weights} Weights
 *
 * @typedef {object} Engine
 * @property {(count: number) => Promise<unknown>} generate draws that many tokens at temperature 0.8
 * @property {(ids: number[]) => Promise<ArrayLike<number>>} probabilities of every token after these, read from the
 *     initial state, at temperature 1
 * @property {(seconds: number) => Promise<number>} [bareRate] multiply-accumulates per second of the bare products
 * @property {(count: number) => Promise<string>} [text] that is drawn with seed 1
 */

/**
 * Answers the calls of peers.mjs.
 * @param {(shape: Shape, weights: Weights, options: any) => Promise<Engine>} create
 */
export function takePart(create) {
  /** @type {Engine} */
  let engine;
  const tokensPerSecond = tokenMeter((count) => engine.generate(count));
  answer({
    async start(/** @type {string} */ id, /** @type {object} */ options) {
      const shape = shapeOf(id);
      engine = await create(shape, randomWeights(shape), options);
    },
    probabilities: async (/** @type {number[]} */ ids) => Array.from(await engine.probabilities(ids)),
    text: (/** @type {number} */ count) => engine.text?.(count),
    /** Returns tokens per second, and multiply-accumulates per second of the bare products where they are known. */
    async run(/** @type {number} */ seconds) {
      return { tokens: await tokensPerSecond(seconds), bare: await engine.bareRate?.(seconds) ?? null };
    },
  });
}

const random = uniform(2);

/** Draws an index. @param {ArrayLike<number>} probabilities */
function draw(probabilities) {
  let rest = random();
  for (let i = 0; i < probabilities.length; i++) {
    rest -= probabilities[i];
    if (rest < 0) return i;
  }
  return probabilities.length - 1;
}

/**
 * Returns an engine that leaves drawing to JavaScript.
 * @param {object} network
 * @param {() => void} network.reset
 * @param {(id: number, temperature: number) => ArrayLike<number> | Promise<ArrayLike<number>>} network.step reads a
 *     token and returns the probabilities of the next one
 * @returns {Engine}
 */
export function fromSteps({ reset, step }) {
  let id = 0;
  return {
    async generate(count) {
      for (let i = 0; i < count; i++) id = draw(await step(id, kTemperature));
    },
    async probabilities(ids) {
      reset();
      for (const id of ids.slice(0, -1)) await step(id, 1);
      return step(ids[ids.length - 1], 1);
    },
  };
}
