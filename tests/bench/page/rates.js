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

const kShortest = 20; // milliseconds of a block of tokens, so that the clock and the call cost nothing

/**
 * Returns a function that measures tokens per second for some seconds.
 * @param {(count: number) => Promise<unknown>} generate makes that many tokens
 */
export function tokenMeter(generate) {
  let block = 16; // tokens
  const makeBlock = async () => {
    const count = block;
    const start = performance.now();
    await generate(count);
    if (performance.now() - start < kShortest) block *= 2;
    return count;
  };
  return (/** @type {number} */ seconds) => rate(seconds, makeBlock);
}

/** Generates a text with a model of Lukewarm's. @param {any} model @param {number} count of tokens */
export async function generate(model, count) {
  let tokens = 0;
  for await (const _ of model.generate('', { temperature: 0.8, seed: 1, maxTokens: count })) tokens++;
  if (tokens !== count) throw new Error(`${tokens} tokens came instead of ${count}`);
}

/** The kernels of WebAssembly, in the order of the enum in kernels/matvec.h. */
export const kernels = ['scalar', 'simd128', 'relaxed-simd', 'relaxed-simd-split'];

/**
 * Loads the program of the bare products, product_bench.cc, which the server has in its build's folder.
 * @param {string} kernel
 */
export async function loadProducts(kernel) {
  const address = `./web/tests/bench/product_bench_${kernel.startsWith('relaxed') ? 'relaxed' : 'simd128'}.mjs`;
  const program = await (await import(address)).default();
  program._ForceKernel?.(kernels.indexOf(kernel)); // an older program chooses the fastest kernel
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
