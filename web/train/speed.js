// How fast this machine trains, measured, since it decides what a size costs.
import { timeOf } from './clock.js';
import { clamp, multiplyAdds } from './plan.js';
import { createTrainer } from './trainer.js';

/**
 * Measures steps of a small and of a larger network, on letters drawn by lot.
 * @returns {Promise<import('./plan.js').Speed>}
 */
export async function measureSpeed() {
  let text = '';
  for (let i = 0, x = 1; i < 6000; i++) text += String.fromCharCode(40 + ((x = (x * 48271) % 2147483647) % 64));
  /** @type {{ width: number, rate: number }[]} */
  const rates = [];
  const batchSize = 8;
  for (const [units, bpttLength] of [[128, 32], [384, 16]]) {
    const shape = { cell: /** @type {const} */ ('lstm'), hidden: [units], embedding: 32 };
    const trainer = await createTrainer(text, { ...shape, batchSize, bpttLength, epochs: 100, validationFraction: 0 });
    // An engine compiles well only what has run for a while: until that makes it no faster.
    let [seconds, last] = [Infinity, Infinity];
    do [last, seconds] = [seconds, timeOf(() => trainer.step()) / 1000];
    while (seconds < 0.8 * last);
    rates.push({ width: Math.log(units), rate: (3 * batchSize * bpttLength * multiplyAdds(shape, 64)) / seconds });
    trainer.dispose();
  }
  const [a, b] = rates;
  return (shape, vocabSize) => {
    const width = clamp(a.width, Math.log(Math.max(...shape.hidden)), b.width);
    const rate = a.rate + ((b.rate - a.rate) * (width - a.width)) / (b.width - a.width);
    return rate / (3 * multiplyAdds(shape, vocabSize));
  };
}
