// The ways to choose beside temperature, as the page explains them: the name everyone uses, a sentence, a slider.

/**
 * @typedef {object} Way
 * @property {'topK' | 'topP' | 'minP' | 'typicalP' | 'repetitionPenalty' | 'presencePenalty' | 'frequencyPenalty'} name
 * @property {string} label
 * @property {string} sentence
 * @property {[min: number, max: number, step: number]} slider
 * @property {boolean} [cuts] it leaves tokens out; the others make them less probable
 */

/** Where top-k's slider ends: off, as everything is kept at the right end of each. */
export const noTopK = 101;

/** @type {Way[]} */
export const ways = [
  {
    name: 'topK', label: 'top-k', cuts: true, slider: [1, noTopK, 1],
    sentence: 'Only this many of the likeliest may come.',
  },
  {
    name: 'topP', label: 'top-p', cuts: true, slider: [0.01, 1, 0.01],
    sentence: 'Only the likeliest that together hold this share of the probability: few where the model is sure, many where it is not.',
  },
  {
    name: 'minP', label: 'min-p', cuts: true, slider: [0, 0.5, 0.01],
    sentence: 'Only those at least this fraction as likely as the likeliest.',
  },
  {
    name: 'typicalP', label: 'typical-p', cuts: true, slider: [0.01, 1, 0.01],
    sentence: 'Only the most typical that together hold this share: the too obvious go as well as the too odd.',
  },
  {
    name: 'repetitionPenalty', label: 'repetition penalty', slider: [1, 2, 0.05],
    sentence: 'Holds it against a token that it has occurred: a score above 0 is divided by this, one below 0 multiplied.',
  },
  {
    name: 'presencePenalty', label: 'presence penalty', slider: [0, 2, 0.05],
    sentence: 'Takes this from the score of every token that has occurred, once.',
  },
  {
    name: 'frequencyPenalty', label: 'frequency penalty', slider: [0, 2, 0.05],
    sentence: 'Takes this from a token’s score for each time it has occurred: made for words, hard on letters.',
  },
];
