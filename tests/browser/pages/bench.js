// Measures the standard shapes with every kernel, in a worker so that the page stays alive, and leaves the rows in
// globalThis.bench.
import { loadModel } from './lukewarm.js';

const ROUNDS = 5;
const SECONDS = 0.4;

/** The shapes of `lukewarm bench`: [name, vocab, embedding (0: one-hot), layers, hidden]. */
const SHAPES = [
  ['LSTM 1x128, 65 symbols', 65, 0, 1, 128],
  ['LSTM 2x512, 65 symbols', 65, 0, 2, 512],
  ['LSTM 3x1024, 256 symbols', 256, 0, 3, 1024],
  ['LSTM 2x512, embedding 256, 10000 words', 10000, 256, 2, 512],
];

/** Returns an 8-bit model file with random weights. */
function syntheticModel(name, vocab, embedding, layers, hidden) {
  const tensors = [];
  const matrix = (tensor, rows, cols) => {
    const values = new Int8Array(rows * cols);
    for (let i = 0, state = 1; i < values.length; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      values[i] = (state >>> 16) % 255 - 127;
    }
    floats(`${tensor}.scale`, rows, 1 / (36 * Math.sqrt(cols)));
    tensors.push([tensor, 'I8', [rows, cols], values]);
  };
  const floats = (tensor, size, value) => tensors.push([tensor, 'F32', [size], new Float32Array(size).fill(value)]);
  if (embedding) matrix('layers.0.weight', vocab, embedding);
  for (let i = 1; i <= layers; i++) {
    matrix(`layers.${i}.weight_ih`, 4 * hidden, i > 1 ? hidden : embedding || vocab);
    matrix(`layers.${i}.weight_hh`, 4 * hidden, hidden);
  }
  matrix(`layers.${layers + 1}.weight`, vocab, hidden);
  tensors.sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));  // F32 first: aligned
  const config = {
    format: 2, name,
    layers: [
      embedding ? { kind: 'embedding', size: embedding } : { kind: 'one-hot' },
      ...Array(layers).fill({ kind: 'lstm', units: hidden }),
      { kind: 'output' },
    ],
    tokenizer: vocab === 256 ? { kind: 'byte' } : {
      kind: vocab > 256 ? 'word' : 'char',
      vocab: Array.from({ length: vocab }, (_, i) => (vocab > 256 ? `w${i}` : String.fromCharCode(48 + i))),
    },
    quantization: { bits: 8 },
  };
  const header = { __metadata__: { lukewarm: JSON.stringify(config) } };
  let offset = 0;
  for (const [tensor, dtype, shape, values] of tensors) {
    header[tensor] = { dtype, shape, data_offsets: [offset, offset += values.byteLength] };
  }
  let text = JSON.stringify(header);
  text += ' '.repeat(-text.length & 7);
  const bytes = new Uint8Array(8 + text.length + offset);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(new TextEncoder().encode(text), 8);
  offset = 8 + text.length;
  for (const [, , , values] of tensors) {
    bytes.set(new Uint8Array(values.buffer), offset);
    offset += values.byteLength;
  }
  return bytes;
}

/** Multiplications per token; a first layer's table look-up is none. */
function macs(vocab, embedding, layers, hidden) {
  const table = !embedding || vocab * 4 * hidden <= 4 << 20;
  return 4 * hidden * hidden * (2 * layers - 1) + (table ? 0 : 4 * hidden * embedding) + vocab * hidden;
}

async function tokensPerSecond(model) {
  let tokens = 0;
  let took = 0;
  while (took < SECONDS) {
    const began = performance.now();
    for await (const _ of model.generate('', { temperature: 0.8, seed: 1, maxTokens: 256 })) tokens++;
    took += (performance.now() - began) / 1000;
  }
  return tokens / took;
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** Returns the program of the bare products for a kernel, or null: only tests/bench/browsers.mjs serves it. */
async function productsOf(kernel) {
  const build = kernel === 'relaxed-simd' ? 'relaxed' : 'simd128';
  const program = await import(`./${build}/product_bench.mjs`).then((module) => module.default()).catch(() => null);
  program?._UseKernel(kernel === 'scalar');
  return program;
}

/** Multiply-accumulates per second of the products that a token of a shape takes. */
function productRate(program, vocab, embedding, layers, hidden) {
  program._Clear();
  for (let i = 0; i < layers; i++) {
    program._Add(4 * hidden, hidden);
    if (i > 0) program._Add(4 * hidden, hidden);
  }
  program._Add(vocab, hidden);
  const macs = 4 * hidden * hidden * (2 * layers - 1) + vocab * hidden;
  let tokens = 0;
  let took = 0;
  while (took < SECONDS) {
    const began = performance.now();
    program._Run(16);
    took += (performance.now() - began) / 1000;
    tokens += 16;
  }
  return tokens * macs / took;
}

async function measure() {
  const rows = [];
  for (const [name, ...shape] of SHAPES) {
    const file = syntheticModel(name, ...shape);
    const contestants = [];
    for (const kernel of ['scalar', 'simd128', 'relaxed-simd']) {
      try {
        const model = await loadModel(file, { kernel });
        contestants.push({ kernel, rates: [], products: [], model, program: await productsOf(kernel) });
      } catch { /* this browser has no relaxed SIMD */ }
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const { kernel, model, rates, products, program } of contestants) {
        await loadModel(file.slice(), { kernel }).then((again) => again.dispose());  // forces the kernel
        rates.push(await tokensPerSecond(model));
        if (program) products.push(productRate(program, ...shape));
      }
    }
    for (const { kernel, model, rates, products } of contestants) {
      const rate = median(rates);
      rows.push({
        name, kernel, tokensPerSecond: Math.round(rate), gigaMacs: rate * macs(...shape) / 1e9,
        productGigaMacs: products.length > 0 ? median(products) / 1e9 : null,
      });
      model.dispose();
    }
    postMessage({ rows });
  }
  postMessage({ rows, done: true });
}

/** @param {any[]} rows */
const format = (rows) => rows.map((row) =>
  `${row.name.padEnd(40)} ${row.kernel.padEnd(13)} ${String(row.tokensPerSecond).padStart(8)} tokens/s ` +
  `${row.gigaMacs.toFixed(2).padStart(7)} GMAC/s ${(row.productGigaMacs?.toFixed(2) ?? '').padStart(7)}`).join('\n');

if (globalThis.document) {
  const worker = new Worker('bench.js', { type: 'module' });
  worker.onmessage = ({ data: { rows, done } }) => {
    document.getElementById('results').textContent = format(rows);
    if (done) globalThis.bench = rows;
  };
} else {
  measure();
}
