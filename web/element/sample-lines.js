// What stands in the arrays of the Keras helper after each of its lines, also where it fails. sample() of the engine is
// the helper made safe; this is the helper as it is.
import { exp, log } from '../engine/math.js';

/** What of it may be left out, to see what it is for. @typedef {'' | 'log' | 'log-exp'} Without */

/** Its lines. */
export const code = {
  def: 'def sample(preds, temperature=1.0):',
  asarray: "preds = np.asarray(preds).astype('float64')",
  log: 'preds = np.log(preds) / temperature',
  exp: 'exp_preds = np.exp(preds)',
  normalise: 'preds = exp_preds / np.sum(exp_preds)',
  draw: 'probas = np.random.multinomial(1, preds, 1)',
  argmax: 'return np.argmax(probas)',
};

/** Returns its lines with something left out. @param {Without} without */
export const codeWithout = (without) => ({
  ...code,
  ...(without && { log: 'preds = preds / temperature' }),
  ...(without === 'log-exp' && { normalise: 'preds = preds / np.sum(preds)' }),
});

/**
 * Returns the arrays, as NumPy has them.
 * @param {ArrayLike<number>} preds
 * @param {number} temperature
 * @param {'float64' | 'float32'} [type] float32: without the first line, as a network's output comes
 * @param {Without} [without] what is left out
 */
export function runLines(preds, temperature, type = 'float64', without = '') {
  const round = type === 'float32' ? Math.fround : Number;
  const asarray = Array.from(preds, round);
  const logs = without ? asarray : asarray.map((p) => round(log(p)));
  const scaled = logs.map((x) => round(x / temperature));
  const exps = without === 'log-exp' ? scaled : scaled.map((x) => round(exp(x)));
  const sum = exps.reduce((sum, x) => round(sum + x), 0);
  return { asarray, logs, scaled, exps, sum, preds: exps.map((x) => round(x / sum)) };
}

/** Returns what np.random.multinomial raises for these probabilities, '' where it draws. @param {number[]} preds */
export function refusal(preds) {
  if (preds.some((p) => !(p >= 0 && p <= 1))) return 'ValueError: pvals < 0, pvals > 1 or pvals contains NaNs';
  const sum = preds.slice(0, -1).reduce((sum, p) => sum + p, 0);
  return sum > 1 + 1e-12 ? 'ValueError: sum(pvals[:-1].astype(np.float64)) > 1.0' : '';
}
