// How fast Lukewarm generates, and how fast its bare integer products are.
import { macs, products } from './shapes.js';

/**
 * Calls `work` until that many seconds have passed; returns what it has done per second.
 * @param {number} seconds
 * @param {() => number | Promise<number>} work returns how much a call has done
 */
export async function rate(seconds, work) {
  let done = 0;
  let took = 0;
  const start = performance.now();
  do {
    done += await work();
    took = (performance.now() - start) / 1000;
  } while (took < seconds);
  return done / took;
}

/**
 * Generates with a model of Lukewarm's at temperature 0.8, and returns the number of tokens.
 * @param {any} model @param {number} count of tokens
 */
export async function generate(model, count) {
  let tokens = 0;
  for await (const _ of model.generate('', { temperature: 0.8, seed: 1, maxTokens: count })) tokens++;
  return tokens;
}

/**
 * Loads the program of the bare products, which the build's root serves, with a kernel. The page adds it up to
 * product_bench.cc what a token takes.
 * @param {string} kernel
 */
export async function loadProducts(kernel) {
  const address = `./web-${kernel.startsWith('relaxed-simd') ? 'relaxed' : 'simd128'}/tests/bench/product_bench.mjs`;
  const program = await (await import(address)).default();
  program._UseKernel(['scalar', kernel === 'simd128' ? kernel : 'relaxed-simd-split', 'relaxed-simd'].indexOf(kernel));
  return program;
}

/**
 * Returns the multiply-accumulates per second of the products that a token of a shape takes.
 * @param {any} program @param {import('./shapes.js').Shape} shape @param {number} seconds
 */
export function productRate(program, shape, seconds) {
  program._Clear();
  for (const [rows, cols] of products(shape)) program._Add(rows, cols);
  // One call takes long enough that the clock and the call cost nothing.
  const tokens = Math.max(1, Math.ceil(1e7 / macs(shape)));
  return rate(seconds, () => {
    program._Run(tokens);
    return tokens * macs(shape);
  });
}
