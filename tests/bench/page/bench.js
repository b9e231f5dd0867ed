// Measures the shapes with every kernel, in a worker so that the page stays alive, and leaves the rows in
// globalThis.bench.
// @ts-ignore: the site has it
import { loadModel } from './lukewarm.js';
import { lukewarmFile } from './lukewarm-file.js';
import { generate, loadProducts, productRate, rate } from './rates.js';
import { macs, randomWeights, shapes } from './shapes.js';

const kRounds = 5;
const kSeconds = 0.4;
const kTokens = 256; // of a text

/** @param {number[]} values */
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** @returns {number[]} */
const numbers = () => [];

/** Measures a shape with every kernel that the browser has. @param {import('./shapes.js').Shape} shape */
async function measure(shape) {
  const file = lukewarmFile(shape, randomWeights(shape));
  const entries = [];
  for (const kernel of ['scalar', 'simd128', 'relaxed-simd-split', 'relaxed-simd']) {
    try {
      const model = await loadModel(file, { kernel });
      const program = await loadProducts(kernel);
      entries.push({ kernel, model, program, rates: numbers(), products: numbers() });
    } catch (error) {
      if (!kernel.startsWith('relaxed-simd')) throw error; // this browser has no relaxed SIMD
    }
  }
  for (let round = 0; round < kRounds; round++) {
    for (const { kernel, model, rates, products, program } of entries) {
      await loadModel(file.slice(), { kernel }).then((/** @type {any} */ again) => again.dispose()); // forces the kernel
      rates.push(await rate(kSeconds, () => generate(model, kTokens)));
      products.push(await productRate(program, shape, kSeconds));
    }
  }
  return entries.map(({ kernel, model, rates, products }) => {
    model.dispose();
    const tokensPerSecond = median(rates);
    const bare = median(products);
    return {
      name: shape.name, kernel, tokensPerSecond, macsPerSecond: tokensPerSecond * macs(shape), bare,
      share: tokensPerSecond * macs(shape) / bare,
    };
  });
}

/** @param {Awaited<ReturnType<typeof measure>>} rows */
const format = (rows) => rows.map(({ name, kernel, tokensPerSecond, macsPerSecond, bare, share }) =>
  `${name.padEnd(40)} ${kernel.padEnd(13)} ${String(Math.round(tokensPerSecond)).padStart(8)} tokens/s ` +
  `${(macsPerSecond / 1e9).toFixed(2).padStart(7)} of ${(bare / 1e9).toFixed(2).padStart(6)} GMAC/s, ` +
  `${(100 * share).toFixed(0).padStart(3)} %`).join('\n');

if (globalThis.document) {
  const results = /** @type {HTMLElement} */ (document.getElementById('results'));
  const worker = new Worker('bench.js', { type: 'module' });
  worker.onmessage = ({ data: { rows, done } }) => {
    results.textContent = format(rows);
    if (done) Object.assign(globalThis, { bench: rows });
  };
  worker.onerror = ({ message }) => {
    results.textContent = `failed: ${message}`;
    Object.assign(globalThis, { bench: [] });
  };
} else {
  const rows = [];
  for (const shape of shapes) {
    rows.push(...await measure(shape));
    postMessage({ rows, done: shape === shapes.at(-1) });
  }
}
