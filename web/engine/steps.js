/** Tokens of a text, from the columns in which the module gives them. */

/**
 * @typedef {{ id: number, text: string, logit: number, probability: number, samplingProbability: number }} Candidate
 * probability: the model's own; samplingProbability: what is drawn from, after penalties, temperature and truncation
 * @typedef {object} Step one token
 * @property {number} id
 * @property {string} text what it adds to the text; may be empty
 * @property {number} probability the model's own, before temperature
 * @property {number} logProbability its natural logarithm
 * @property {number} uniform the number in [0, 1) that drew it; 0 if it was chosen
 * @property {number} entropy of the model's own distribution at this place, in nats
 * @property {true} [chosen] it was not drawn; absent otherwise
 * @property {Candidate[]} [candidates] most probable first
 */

/** Returns the text of token `i`. @param {string} text @param {number[]} ends @param {number} i */
export const textOf = (text, ends, i) => text.slice(i > 0 ? ends[i - 1] : 0, ends[i]);

/** @param {any} columns @returns {Candidate[]} */
export const candidatesFrom = ({ ids, text, textEnds, logits, probabilities, samplingProbabilities }) =>
  ids.map((/** @type {number} */ id, /** @type {number} */ i) => ({
    id, text: textOf(text, textEnds, i), logit: logits[i], probability: probabilities[i],
    samplingProbability: samplingProbabilities[i],
  }));

/** @param {any} columns @returns {Step[]} */
export function stepsFrom({ ids, text, textEnds, probabilities, logProbabilities, uniforms, entropies, candidates }) {
  const all = candidatesFrom(candidates);
  const each = all.length / ids.length;
  return ids.map((/** @type {number} */ id, /** @type {number} */ i) => ({
    id,
    text: textOf(text, textEnds, i),
    probability: probabilities[i],
    logProbability: logProbabilities[i],
    uniform: uniforms[i],
    entropy: entropies[i],
    ...(each > 0 && { candidates: all.slice(i * each, (i + 1) * each) }),
  }));
}
