// How fast this machine trains, measured, since it decides what a size costs.
import { timeOf } from './clock.js';
import { clamp, multiplyAdds } from './plan.js';
import { createTrainer } from './trainer.js';

// Small steps first: an engine compiles well what is called often, and WebKit's takes its time for that.
const networks = [[32, 4, 8, 800], [128, 16, 32, 500], [384, 16, 16, 500]];
let compiled = false;

/**
 * Measures steps of a small and of a larger network, on letters drawn by lot.
 * @returns {Promise<import('./plan.js').Speed>}
 */
export async function measureSpeed() {
  let text = '';
  for (let i = 0, x = 1; i < 6000; i++) text += String.fromCharCode(40 + ((x = (x * 48271) % 2147483647) % 64));
  /** @type {{ width: number, rate: number }[]} */
  const rates = [];
  for (const [units, batchSize, bpttLength, least] of networks.slice(Number(compiled))) {
    const shape = { cell: /** @type {const} */ ('lstm'), hidden: [units], embedding: 32 };
    const trainer = await createTrainer(text, { ...shape, batchSize, bpttLength, epochs: 1e6, validationFraction: 0 });
    const seconds = timeOf(() => trainer.step(), least) / 1000;
    rates.push({ width: Math.log(units), rate: (3 * batchSize * bpttLength * multiplyAdds(shape, 64)) / seconds });
    trainer.dispose();
  }
  compiled = true;
  const [a, b] = rates.slice(-2);
  return (shape, vocabSize) => {
    const width = clamp(a.width, Math.log(Math.max(...shape.hidden)), b.width);
    const rate = a.rate + ((b.rate - a.rate) * (width - a.width)) / (b.width - a.width);
    return rate / (3 * multiplyAdds(shape, vocabSize));
  };
}
