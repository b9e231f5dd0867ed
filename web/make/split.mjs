// Splits a build's lukewarm.wasm in two:
//   node web/make/split.mjs FOLDER
// lukewarm-first.wasm has what is called until the first text is there, lukewarm-rest.wasm everything else: other kinds of
// layers and tokenizers, scores, forks, most errors. A profile tells which is which: an instrumented copy of the module
// writes the text that the page opens with. web/engine/rest.js puts the two together.
// Binaryen's wasm-split does the work; it comes with Emscripten.
import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { defaults } from '../page/link.js';
import { readArguments } from './arguments.mjs';
import { readGlue, root } from './site.mjs';

const folder = resolve(readArguments(import.meta.url, {}, [1, 1]).positionals[0]);
const features = [
  'simd', 'relaxed-simd', 'bulk-memory', 'bulk-memory-opt', 'sign-ext', 'mutable-globals', 'nontrapping-float-to-int', 'multivalue',
  'reference-types', 'call-indirect-overlong',
].map((name) => `--enable-${name}`);

/** @param {string} name in the folder; Emscripten's tree may see the repository alone, hence the relative path */
const path = (name) => relative(root, join(folder, name));

/** Runs a tool of Binaryen's. @param {'wasm-split' | 'wasm-opt'} tool @param {string[]} options */
async function run(tool, ...options) {
  const script = `source web/make/setup.sh; in_emscripten "$(in_emscripten em-config BINARYEN_ROOT)/bin/${tool}" "$@"`;
  await promisify(execFile)('bash', ['-c', script, 'bash', ...features, ...options], { cwd: root });
}

/** Returns web/engine with the instrumented module inside, and that module's instance once it runs. */
async function startEngine() {
  const contents = `import bytes from ${JSON.stringify(join(folder, 'instrumented.wasm'))};
    const files = () => ({ first: bytes, rest: null });
    export const wasmFiles = { simd128: files, relaxed: files };`;
  const { outputFiles } = await build({
    entryPoints: [join(root, 'web/engine/model.js')], bundle: true, format: 'esm', target: 'es2022', write: false, loader: { '.wasm': 'binary' },
    external: ['node:*'],
    plugins: [{
      name: 'module',
      setup({ onLoad, onResolve }) {
        onResolve({ filter: /\/lukewarm-wasm\.js$/ }, () => ({ path: join(folder, 'lukewarm.mjs'), namespace: 'glue' }));
        onLoad({ filter: /.*/, namespace: 'glue' }, async ({ path }) => ({ contents: await readGlue(path) }));
        onLoad({ filter: /\/wasm-files\.js$/ }, () => ({ contents, resolveDir: root }));
      },
    }],
  });
  const script = join(folder, 'instrumented.mjs');
  await writeFile(script, outputFiles[0].contents);
  const { instantiate } = WebAssembly;
  /** @type {Promise<WebAssembly.Instance>} */
  const instance = new Promise((found) => {
    WebAssembly.instantiate = /** @type {any} */ (async (/** @type {any} */ module, /** @type {any} */ imports) => {
      const made = /** @type {any} */ (await instantiate(module, imports));
      found(made);
      return made;
    });
  });
  return { ...await import(pathToFileURL(script).href), instance };
}

/** Returns which functions run, as wasm-split wants it. */
async function profile() {
  const { loadModel, instance } = await startEngine();
  const { model: name, prompt, seed, temperature, maxTokens } = defaults;
  // With one kernel: which one is the fastest is found out after the text.
  const kernel = folder.endsWith('relaxed') ? 'relaxed-simd' : 'simd128';
  const model = await loadModel(await readFile(join(root, 'models', name, `${name}.safetensors`)), { kernel });
  await model.complete(prompt, { seed, temperature, maxTokens });
  model.dispose();
  const { exports } = await instance;
  const memory = /** @type {WebAssembly.Memory} */ (Object.values(exports).find((value) => value instanceof WebAssembly.Memory));
  const at = memory.buffer.byteLength;
  memory.grow(1);
  const size = /** @type {any} */ (exports).__write_profile(at, 65536);
  return new Uint8Array(memory.buffer, at, size);
}

await run('wasm-split', '--instrument', path('lukewarm.wasm'), '-o', path('instrumented.wasm'));
await writeFile(join(folder, 'profile'), await profile());
// A rest fits the first part that it was made with and no other, which their imports tell.
const [wasm, called] = await Promise.all(['lukewarm.wasm', 'profile'].map((name) => readFile(join(folder, name))));
const version = createHash('sha256').update(wasm).update(called).digest('hex').slice(0, 8);
await run('wasm-split', '--split', path('lukewarm.wasm'), `--profile=${path('profile')}`, `--placeholder-namespace-prefix=${version}`,
  `--import-namespace=${version}`, '-o1', path('lukewarm-first.wasm'), '-o2', path('lukewarm-rest.wasm'));
// What is left of each part is laid out anew, of which gzip makes 1 % less.
for (const part of ['lukewarm-first.wasm', 'lukewarm-rest.wasm']) await run('wasm-opt', '-Oz', path(part), '-o', path(part));
await Promise.all(['instrumented.wasm', 'instrumented.mjs', 'profile'].map((name) => rm(join(folder, name))));
