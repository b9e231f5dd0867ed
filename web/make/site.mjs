// Puts the static site together in build/site: pages, styles and icons as they are in web/, the scripts in a few files at
// its root, the wasm of both builds under one glue beside them, and the models with their index.
// esbuild joins the scripts, since forty small files weigh more than their sum, and terser shortens them, which halves what
// a reader downloads (esbuild's own shortening leaves 5 % more). All of them lie at the root, so that import.meta.url means the same folder in each.
import { build, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';
import { addExample } from './example.mjs';
import { addManifest } from './manifest.mjs';
import { modelIndex } from './model-index.mjs';
import { addStandalone } from './standalone.mjs';
import { addServiceWorker } from './offline.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const site = join(root, 'build/site');

/** The wasm builds, by the name that the engine asks for. */
export const wasmBuilds = ['simd128', 'relaxed'];

/**
 * The pages' scripts, NAME.js in the site; what is loaded later, and what it shares with them, is in files of its own.
 * The pages that show elements load them from lukewarm-elements.js.
 */
const entries = { page: 'page/main.js', learn: 'page/learn.js', embed: 'page/embed.js', train: 'page/train.js' };
/**
 * What is whole in itself: a worker shares nothing with its page, and one file is smaller than two; what other pages
 * load can be named with one integrity hash.
 */
const wholeEntries = {
  worker: 'worker/worker.js', engine: 'worker/local.js', 'train-worker': 'train/train-worker.js', lukewarm: 'lukewarm.js', 'lukewarm-train': 'lukewarm-train.js',
  'lukewarm-elements': 'lukewarm-elements.js',
};

/** The two parts of a build, by their names in the build's folder and in the site. @param {string} build */
const wasmParts = (build) => [
  [join(root, `build/web-${build}/lukewarm-first.wasm`), `lukewarm-${build}.wasm`],
  [join(root, `build/web-${build}/lukewarm-rest.wasm`), `lukewarm-${build}-rest.wasm`],
];

/** The names of all parts in the site. */
export const wasmNames = wasmBuilds.flatMap((build) => wasmParts(build).map(([, name]) => name));

/** Copies both parts of all builds. @param {string} to */
export async function addWasm(to) {
  for (const [from, name] of wasmBuilds.flatMap(wasmParts)) await cp(from, join(to, name));
}

/** The trainer's module, of which one build serves all browsers: with relaxed SIMD its bits would not be the same. */
const trainGlue = join(root, 'build/web-simd128/lukewarm-train.mjs');
export const trainWasm = join(root, 'build/web-simd128/lukewarm-train.wasm');

/** @param {string} path in web/ */
function isShipped(path) {
  if (['web/make', 'web/python', 'web/demo'].some((own) => path === join(root, own) || path.startsWith(join(root, own, '/')))) return false;
  return path.startsWith(join(root, 'web/guides')) || !/\.(js|md)$/.test(path);
}

/** Returns Emscripten's glue, which is given what runs the wasm in place of its bytes. @param {string} path */
export async function readGlue(path) {
  const from = 'WebAssembly.instantiate(Module["wasm"],imports)';
  const [before, after, ...others] = (await readFile(path, 'utf8')).split(from);
  if (after === undefined || others.length > 0) throw new Error(`${path} has no ${from}: this Emscripten writes it otherwise`);
  return `${before}Module["instantiate"](imports)${after}`;
}

/** Returns the engine's glue, which must serve both builds. */
async function engineGlue() {
  const paths = wasmBuilds.map((build) => join(root, `build/web-${build}/lukewarm.mjs`));
  const [first, second] = await Promise.all(paths.map(readGlue));
  if (first !== second) {
    throw new Error(`the glue of the two wasm builds differs, so one cannot serve both: compare ${paths.join(' with ')}`);
  }
  return first;
}

/** Shortens the style sheets in a script: template literals after `css =` or `Css =`. @param {string} script */
async function shortenStyle(script) {
  const parts = script.split(/((?:\bcss|Css) = [^;`]*`)([^`]*)(?=`)/);
  for (let i = 2; i < parts.length; i += 3) parts[i] = (await transform(parts[i], { loader: 'css', minify: true, target: 'safari16' })).code.trim();
  return parts.join('');
}

/**
 * @param {Record<string, string>} scripts
 * @param {string} to
 * @param {import('esbuild').BuildOptions & { engineApart?: boolean, wasmFiles?: string }} [options]
 *     engineApart: the engine, which a page wants on its own thread only where it has no workers, is loaded from
 *     engine.js; wasmFiles: the source that stands in place of engine/wasm-files.js
 */
export async function bundle(scripts, to, { engineApart = true, wasmFiles, ...options } = {}) {
  const glue = await engineGlue();
  return build({
    entryPoints: Object.fromEntries(Object.entries(scripts).map(([name, path]) => [name, join(root, 'web', path)])),
    outdir: to,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    external: ['node:*'],
    logLevel: 'warning',
    plugins: [{
      name: 'glue',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /\/local\.js$/ }, ({ kind }) =>
          engineApart && kind === 'dynamic-import' ? { path: './engine.js', external: true } : undefined);
        onResolve({ filter: /\/lukewarm-elements\.js$/ }, ({ kind }) =>
          kind === 'entry-point' ? undefined : { path: './lukewarm-elements.js', external: true });
        onResolve({ filter: /\/lukewarm-(train-)?wasm\.js$/ }, ({ path }) => ({ path, namespace: 'glue' }));
        onLoad({ filter: /.*/, namespace: 'glue' }, async ({ path }) =>
          ({ contents: path.endsWith('train-wasm.js') ? await readGlue(trainGlue) : glue }));
        // A copy for each that imports it, of which it keeps the parts that it uses.
        onResolve({ filter: /\/i18n\/en\.js$/ }, ({ path, resolveDir, importer }) =>
          ({ path: join(resolveDir, path), suffix: `?${basename(importer)}`, sideEffects: false }));
        // Style in a script is as short as in a file.
        onLoad({ filter: /\/web\/element\/[\w-]+\.js$/ }, async ({ path }) => ({ contents: await shortenStyle(await readFile(path, 'utf8')) }));
        if (wasmFiles) onLoad({ filter: /\/wasm-files\.js$/ }, () => ({ contents: wasmFiles, resolveDir: root }));
      },
    }],
    ...options,
  });
}

/** Shortens the scripts that lie in a folder. @param {string} folder */
async function shorten(folder) {
  const names = await readdir(folder);
  await Promise.all(names.filter((name) => name.endsWith('.js')).map(async (name) => {
    const path = join(folder, name);
    const { code = '' } = await minify(await readFile(path, 'utf8'), { module: true, ecma: 2020, compress: { passes: 3 } });
    await writeFile(path, code);
  }));
}

/** @param {string} folder whose empty folders are removed */
async function prune(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await prune(join(folder, entry.name));
  }
  if ((await readdir(folder)).length === 0) await rm(folder, { recursive: true });
}

/** Returns the index too. @param {string} to the site's models/ */
async function addModels(to) {
  const from = join(root, 'models');
  const models = await modelIndex(from);
  await mkdir(to, { recursive: true });
  for (const { id, file } of models) {
    await cp(join(from, file), join(to, file));
    await cp(join(from, id, 'CARD.md'), join(to, id, 'CARD.md'));
  }
  await writeFile(join(to, 'index.json'), `${JSON.stringify(models, null, 1)}\n`);
  return models;
}

/**
 * Writes integrity.json: the subresource-integrity hashes of what other sites may load.
 * @param {string} to
 */
async function addIntegrity(to) {
  const names = [...Object.keys(wholeEntries).map((name) => `${name}.js`), ...wasmNames];
  /** @type {{ [name: string]: string }} */
  const hashes = {};
  for (const name of names.sort()) {
    hashes[name] = `sha384-${createHash('sha384').update(await readFile(join(to, name))).digest('base64')}`;
  }
  await writeFile(join(to, 'integrity.json'), `${JSON.stringify(hashes, null, 1)}\n`);
  return hashes;
}

/** Returns all of a script in one, for a page that lies nowhere. @param {string} entry in web/ */
async function standaloneScript(entry) {
  const { outputFiles } = await bundle({ script: entry }, root,
    { engineApart: false, write: false, define: { 'import.meta.url': '"file:///"' } });
  return outputFiles?.[0].text ?? '';
}

/**
 * Makes lukewarm-widget.js, which a notebook loads as a text without an address: with the wasm and the engine inside.
 * @param {string} to
 */
export async function makeWidget(to) {
  const file = (/** @type {string} */ build) => JSON.stringify(join(root, `build/web-${build}/lukewarm.wasm`));
  const contents = wasmBuilds.map((build) => `import ${build} from ${file(build)};`).join('\n') +
    `\nexport const wasmFiles = { ${wasmBuilds.map((build) => `${build}: () => ({ first: ${build}, rest: null })`)} };`;
  await bundle({ 'lukewarm-widget': 'lukewarm-widget.js' }, to, {
    engineApart: false,
    loader: { '.wasm': 'binary' },
    define: { 'import.meta.url': '"file:///"' },
    wasmFiles: contents,
  });
}

/** Makes build/site anew; whoever serves the old one meanwhile sees it whole. Returns the integrity hashes. */
export async function makeSite() {
  const fresh = `${site}.tmp`;
  await rm(fresh, { recursive: true, force: true });
  await cp(join(root, 'web'), fresh, { recursive: true, filter: isShipped });
  await prune(fresh);
  await addWasm(fresh);
  await cp(trainWasm, join(fresh, 'lukewarm-train.wasm'));
  await bundle(wholeEntries, fresh);
  // Page by page: what two pages share is twice in the site, and in one file of each.
  for (const [name, path] of Object.entries(entries)) {
    await bundle({ [name]: path }, fresh, { splitting: true, chunkNames: `${name}-[hash]` });
  }
  await shorten(fresh);
  await makeWidget(fresh);
  const models = await addModels(join(fresh, 'models'));
  await addExample(fresh, root, models);
  await addManifest(fresh, root);
  await addStandalone(fresh, models, wasmNames, standaloneScript);
  await addServiceWorker(fresh, root);
  const hashes = await addIntegrity(fresh);
  await rm(site, { recursive: true, force: true });
  await rename(fresh, site);
  return hashes;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, hash] of Object.entries(await makeSite())) console.log(`${name.padEnd(22)} ${hash}`);
}
