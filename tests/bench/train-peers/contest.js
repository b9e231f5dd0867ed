// The worker's side of every contestant: makes it, lets it learn for some seconds at a time, measures what it knows.
import { answer } from '../page/answer.js';

/**
 * @typedef {object} Task the same for all
 * @property {string} text
 * @property {string} characters those of the text; their places are what the arrays hold
 * @property {number[]} train
 * @property {number[]} heldOut the rest of the text
 * @property {number} hidden units of the one LSTM layer
 *
 * @typedef {object} Learned in one step
 * @property {number} targets characters whose prediction was learned from
 * @property {number} read characters that went through the network
 * @property {number} loss of the training, nats per character
 *
 * @typedef {object} Contestant
 * @property {() => Learned | null | Promise<Learned>} step null: it has finished
 * @property {() => number} heldOutLoss nats per character
 */

const kFirst = 10; // steps that are the start of a training

/**
 * Answers the page's calls.
 * @param {(task: Task, options: any) => Contestant | Promise<Contestant>} create
 */
export function takePart(create) {
  /** @type {Contestant} */
  let contestant;
  /** @type {number[]} */
  const losses = [];

  /** @type {{ [call: string]: (...args: any[]) => unknown }} */
  const calls = {
    async start(/** @type {Task} */ task, /** @type {any} */ options) {
      contestant = await create(task, options);
    },
    /** Learns for that long, and to the end of the step. */
    async run(/** @type {number} */ seconds) {
      const result = { targets: 0, read: 0, seconds: 0, finished: false };
      const start = performance.now();
      do {
        const learned = await contestant.step();
        if (!learned) return { ...result, finished: true };
        if (!Number.isFinite(learned.loss)) throw new Error(`its loss became ${learned.loss}`);
        losses.push(learned.loss);
        result.targets += learned.targets;
        result.read += learned.read;
        result.seconds = (performance.now() - start) / 1000;
      } while (result.seconds < seconds);
      return result;
    },
    /** Returns the mean loss of the first steps and of the last ones. */
    losses() {
      const count = Math.max(1, Math.min(kFirst, losses.length >> 2));
      return [losses.slice(0, count), losses.slice(-count)]
        .map((part) => part.reduce((sum, loss) => sum + loss) / count);
    },
    heldOutLoss: () => contestant.heldOutLoss(),
  };

  answer(calls);
}

/** Returns a source of random places for parts of `length` in a text of `total`, the same in every run. */
export function places(/** @type {number} */ total, /** @type {number} */ length) {
  let state = 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state % (total - length);
  };
}

/** Turns logits into probabilities, in place. @param {Float32Array | Float64Array | number[]} values */
export function softmax(values) {
  let [most, sum] = [-Infinity, 0];
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]);
  for (let i = 0; i < values.length; i++) sum += values[i] = Math.exp(values[i] - most);
  for (let i = 0; i < values.length; i++) values[i] /= sum;
}

/** Nats of what had this probability; a float that has become 0 is taken for the least that is none. */
export const surprise = (/** @type {number} */ probability) => -Math.log(Math.max(probability, 1e-38));

/**
 * Returns the mean loss on the held-out text, read in parts that overlap: of each the second half counts, so that every
 * character has some before it.
 * @param {number[]} heldOut @param {number} length
 * @param {(part: number[]) => number[]} read returns what each character of a part but the first costs, in nats
 */
export function meanOfParts(heldOut, length, read) {
  const counted = length >> 1;
  /** @type {number[]} */
  const costs = [];
  for (let at = 0; at + length < heldOut.length; at += counted) {
    costs.push(...read(heldOut.slice(at, at + length + 1)).slice(length - counted));
  }
  return costs.reduce((sum, cost) => sum + cost) / costs.length;
}
