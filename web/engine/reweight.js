// What sample() computes, of probabilities that are known to be some: figures make sure of theirs themselves.
import { exp, log } from './math.js';

/**
 * Returns the probabilities after temperature: p^(1/T), normalised. A zero stays zero; temperature 0 puts everything on the
 * largest (the first of equals), Infinity spreads evenly over what is not zero.
 * @param {ArrayLike<number>} probabilities finite, at least 0 and not all 0; their sum need not be 1
 * @param {number} temperature
 */
export function reweight(probabilities, temperature) {
  const weights = new Float64Array(probabilities.length);
  let largest = 0;
  for (let i = 1; i < probabilities.length; i++) {
    if (probabilities[i] > probabilities[largest]) largest = i;
  }
  if (!(temperature > 0)) {
    weights[largest] = 1;
    return weights;
  }
  // The largest logit is subtracted before the division: no temperature, however small, overflows.
  const max = log(probabilities[largest]);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    if (probabilities[i] === 0) continue;
    weights[i] = exp((log(probabilities[i]) - max) / temperature);
    sum += weights[i];
  }
  for (let i = 0; i < weights.length; i++) weights[i] /= sum;
  return weights;
}

/** Returns the index that a number in [0, 1) draws; never one of probability 0. @param {ArrayLike<number>} weights @param {number} uniform */
export function draw(weights, uniform) {
  let cumulative = 0;
  let drawn = -1;
  for (let i = 0; i < weights.length && !(cumulative > uniform); i++) {
    if (weights[i] > 0) drawn = i;
    cumulative += weights[i];
  }
  return drawn;
}
