// Puts the static site together in build/site: pages and icons as they are in web/, styles, scripts and wasm named by
// content (assets.mjs), and the models with their index:
//   node web/make/site.mjs [--keep FOLDER] [--address URL]
// esbuild joins the scripts, since forty small files weigh more than their sum, and terser shortens them (esbuild's own
// shortening leaves 5 % more). All of them lie at the root, so that import.meta.url means the same folder in each.
import { build, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { copyFile, cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { minify } from 'terser';
import { readArguments } from './arguments.mjs';
import { Assets } from './assets.mjs';
import { addDocuments } from './docs.mjs';
import { addExample } from './example.mjs';
import { addManifest } from './manifest.mjs';
import { addModelOptions, modelIndex } from './model-index.mjs';
import { addLanguages, isOfPages, languagesIn, readMessages } from './pages.mjs';
import { addStandalone } from './standalone.mjs';
import { addServiceWorker } from './offline.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const site = join(root, 'build/site');

/** The project's, which everything that is built takes from package.json. */
export const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

const words = join(root, 'web/i18n');

/** All but English, which comes with the scripts. */
export const languages = (await languagesIn(words)).slice(1);

/** The wasm builds, by the name that the engine asks for. */
export const wasmBuilds = ['simd128', 'relaxed'];

/** What is opened last has its words in a file of its own. */
export const importingWords = Object.fromEntries(languages.map((language) => [`${language}-importing`, `i18n/${language}.js?importing`]));

/**
 * The scripts, by name, leaves first: each names those above it. A worker shares nothing with its page, and what other
 * sites load can be named with one integrity hash: these are whole, but for the worker that imports, whose formats are
 * files of their own. What a page loads later, and what it shares with that
 * and with other pages, is in files of its own; the training page shares little, and its start is for itself.
 * @type {Record<string, string>[]}
 */
const whole = [
  { ...Object.fromEntries(languages.map((language) => [language, `i18n/${language}.js`])), ...importingWords },
  { explain: 'engine/explain.js' },
  { mistakes: 'element/mistakes.js' },
  { more: 'engine/more.js', sentence: 'engine/sentence.js' },
  { worker: 'worker/worker.js' },
  { 'import-worker': 'worker/import-worker.js', 'import-local': 'worker/import-local.js' },
  { 'copy-worker': 'worker/copy-worker.js', engine: 'worker/local.js', 'train-worker': 'train/train-worker.js', offline: 'page/offline.js' },
  { import: 'worker/import.js' },
  { 'import-kept': 'element/import-kept.js', 'import-drop': 'page/import-drop.js' },
  { 'import-view': 'element/import-view.js' },
  { lukewarm: 'lukewarm.js', 'lukewarm-train': 'lukewarm-train.js' },
  { 'lukewarm-elements': 'lukewarm-elements.js' },
];
/** @type {Record<string, string>[]} */
const pages = [
  { page: 'page/main.js', elements: 'page/define.js', embed: 'page/embed.js', builder: 'page/builder.js' },
  { train: 'page/train.js' },
];

/** What other sites load has a name that stays too. */
const stable = ['lukewarm.js', 'lukewarm-elements.js', 'lukewarm-train.js', 'lukewarm-ml5.js'];

/** The two parts of a build, by their names in the build's folder and in the site. @param {string} build @returns {[from: string, name: string][]} */
const wasmParts = (build) => [
  [join(root, `build/web/${build}/lukewarm-first.wasm`), `lukewarm-${build}.wasm`],
  [join(root, `build/web/${build}/lukewarm-rest.wasm`), `lukewarm-${build}-rest.wasm`],
];

/** Copies both parts of all builds. @param {string} to */
export async function addWasm(to) {
  for (const [from, name] of wasmBuilds.flatMap(wasmParts)) await cp(from, join(to, name));
}

/** The trainer's module, of which one build serves all browsers: with relaxed SIMD its bits would not be the same. */
const trainGlue = join(root, 'build/web/lukewarm-train.mjs');
export const trainWasm = join(root, 'build/web/lukewarm-train.wasm');

/** What reads HDF5, with its wasm inside: a file as its makers made it. */
const hdf5Library = 'import-h5wasm.js';

/**
 * Returns its source with the wasm in base64: as the text of bytes that it is, Parcel's optimizer refuses it.
 * @param {string} path
 */
async function hdf5InBase64(path) {
  const source = await readFile(path, 'utf8');
  const [before, text, after] = source.split(/binaryDecode\((?=')|(?<=')\)(?=\}function getBinarySync)/);
  const decode = source.match(/function binaryDecode\(bin\)\{.*?return \w+\}/)?.[0];
  if (!after || !decode) throw new Error(`${path} has no wasm in it as it had`);
  const base64 = Buffer.from(runInNewContext(`${decode}; binaryDecode(${text})`)).toString('base64');
  return `${before}Uint8Array.from(atob('${base64}'), (letter) => letter.charCodeAt(0))${after}`;
}

/** Adds it, with the notice that it must be given with. @param {Assets} assets */
async function addHdf5(assets) {
  const from = join(root, 'node_modules/h5wasm');
  const [notice, script] = await Promise.all(['LICENSE.txt', 'dist/esm/hdf5_util.js'].map((name) => readFile(join(from, name))));
  await assets.add(hdf5Library, Buffer.concat([Buffer.from('/*!\n'), notice, Buffer.from('*/\n'), script]));
}

/** @param {string} path in web/ */
function isShipped(path) {
  if (['web/make', 'web/python', 'web/demo'].some((own) => path === join(root, own) || path.startsWith(join(root, own, '/')))) return false;
  return !/\.(js|md)$/.test(path); // Markdown becomes pages: docs.mjs
}

/**
 * Has a bundle find the languages: i18n/language.js and i18n/importing.js get the list, and a language comes
 * without what is of the pages alone and what comes apart. @param {import('esbuild').PluginBuild} build @param {'apart' | 'inside' | 'none'} where
 * @param {(name: string) => { path: string, external: boolean }} apart
 */
function addWords({ onResolve, onLoad }, where, apart) {
  const files = new RegExp(`/i18n/(?:${languages.join('|') || '-'})\\.js$`);
  onLoad({ filter: /\/i18n\/(language|importing)\.js$/ }, async ({ path }) => {
    const part = path.endsWith('importing.js') ? '-importing' : '';
    const imports = languages.map((language) => `${language}: () => import('./${language}${part}.js')`);
    const [before, after] = (await readFile(path, 'utf8')).split('others = {}');
    return { contents: `${before}others = { ${where === 'none' ? '' : imports} }${after}` };
  });
  onResolve({ filter: /^\.\/[\w-]+\.js$/ }, ({ path, kind, importer }) =>
    where === 'apart' && kind === 'dynamic-import' && /\/i18n\/(language|importing)\.js$/.test(importer) ? apart(basename(path)) : undefined);
  onResolve({ filter: /-importing\.js$|\.js\?importing$/ }, ({ path, resolveDir }) =>
    ({ path: resolve(resolveDir, path.replace(/-importing\.js$|\.js\?importing$/, '.js')), suffix: '?importing' }));
  onResolve({ filter: files }, ({ path, pluginData }) => (pluginData === words ? { path, suffix: '?words', sideEffects: false } : undefined));
  onLoad({ filter: files }, async ({ path, suffix }) => {
    if (suffix === '?words') return undefined;
    const all = Object.keys(await readMessages(words, basename(path, '.js')));
    const parts = suffix === '?importing' ? ['importing'] : all.filter((part) => !isOfPages(part) && part !== 'importing');
    return { contents: `export { ${parts} } from ${JSON.stringify(path)};`, pluginData: words };
  });
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
  const paths = wasmBuilds.map((build) => join(root, `build/web/${build}/lukewarm.mjs`));
  const [first, second] = await Promise.all(paths.map(readGlue));
  if (first !== second) {
    throw new Error(`the glue of the two wasm builds differs, so one cannot serve both: compare ${paths.join(' with ')}`);
  }
  return first;
}

/** Shortens the style sheets in a script: template literals after `css =` or `Css =`. @param {string} script */
async function shortenStyle(script) {
  const parts = script.split(/((?:\bcss|Css) = [^;`]*`)([^`]*)(?=`)/);
  for (let i = 2; i < parts.length; i += 3) parts[i] = (await transform(parts[i], { loader: 'css', minify: true, target: 'safari16' })).code.trim()
    .replace(/(--[\w-]+:|,) /g, '$1'); // which esbuild leaves
  return parts.join('');
}

/**
 * @param {Record<string, string>} scripts in web/, by name
 * @param {string} to
 * @param {import('esbuild').BuildOptions & { engineApart?: boolean, wasmFiles?: string, assets?: Assets, languagesAre?: 'apart' | 'inside' | 'none' }} [options]
 *     engineApart: the engine, which a page wants on its own thread only where it has no workers, is loaded from
 *     engine.js; wasmFiles: the source that stands in place of engine/wasm-files.js; assets: where files
 *     have their contents in their names; languagesAre: where the other languages are
 */
export async function bundle(scripts, to, { engineApart = true, wasmFiles, assets, define, languagesAre = 'apart', ...options } = {}) {
  const glue = await engineGlue();
  const apart = (/** @type {string} */ name) => ({ path: `./${assets?.address(name) ?? name}`, external: true });
  const named = { absWorkingDir: root, metafile: true, entryNames: '[name]-[hash]' };
  const result = await build({
    entryPoints: Object.fromEntries(Object.entries(scripts).map(([name, path]) => [name, join(root, 'web', path)])),
    outdir: to,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    external: ['node:*'],
    define: { 'globalThis.LUKEWARM_WORKER_INTEGRITY': JSON.stringify(assets?.integrity['worker.js'] ?? ''), ...define },
    logLevel: 'warning',
    plugins: [{
      name: 'glue',
      setup(build) {
        const { onResolve, onLoad } = build;
        addWords(build, languagesAre, apart);
        onResolve({ filter: /\/(local|offline)\.js$/ }, ({ kind, path }) =>
          engineApart && kind === 'dynamic-import' ? apart(path.endsWith('local.js') ? 'engine.js' : 'offline.js') : undefined);
        // What is loaded after the first text, or when something fails. Not in the package: a bundler would have to split a worker.
        onResolve({ filter: /\/(more|sentence|explain|mistakes|copy-worker|import-local)\.js$/ }, ({ kind, path }) => (assets && kind === 'dynamic-import' ? apart(basename(path)) : undefined));
        onResolve({ filter: /^\.\/lukewarm\.js$/ }, ({ kind }) => (assets && kind === 'dynamic-import' ? apart('lukewarm.js') : undefined));
        // Other frameworks' files. One script that has everything in it is for its own: it would be several times as large.
        onResolve({ filter: /\/import(-view|-kept|-drop)?\.js$/ }, ({ kind, path }) => (kind !== 'dynamic-import' || (options.splitting && !assets) ? undefined
          : assets ? apart(basename(path)) : { path, namespace: 'nothing' }));
        onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'export const loadForeign = (error) => { throw error; }, makeView = loadForeign, loadKept = loadForeign, take = () => {};' }));
        onResolve({ filter: /\/hdf5_util\.js$/ }, () => (assets ? apart(hdf5Library) : undefined));
        onLoad({ filter: /\/hdf5_util\.js$/ }, async ({ path }) => ({ contents: await hdf5InBase64(path) }));
        onResolve({ filter: /\/lukewarm-(train-)?wasm\.js$/ }, ({ path }) => ({ path, namespace: 'glue' }));
        onLoad({ filter: /.*/, namespace: 'glue' }, async ({ path }) =>
          ({ contents: path.endsWith('train-wasm.js') ? await readGlue(trainGlue) : glue }));
        // A copy for each that imports it, of which it keeps the parts that it uses.
        onResolve({ filter: /\/i18n\/en\.js$/ }, ({ path, resolveDir, importer }) =>
          ({ path: join(resolveDir, path), suffix: `?${basename(importer)}`, sideEffects: false }));
        if (wasmFiles) onLoad({ filter: /\/wasm-files\.js$/ }, () => ({ contents: wasmFiles, resolveDir: root }));
        onLoad({ filter: /\/web\/[\w/-]+\.js$/ }, async ({ path }) => {
          const script = await shortenStyle(await readFile(path, 'utf8')); // in a script it is as short as in a file
          return { contents: assets?.rewrite(path, script) ?? script };
        });
      },
    }],
    ...(assets && options.write !== false && named),
    ...options,
  });
  const names = Object.fromEntries(Object.entries(scripts).map(([name, path]) => [`web/${path}`, name]));
  if (result.metafile) assets?.note(root, names, result.metafile);
  return result;
}

/** @type {import('terser').MinifyOptions} */
const shortening = { module: true, ecma: 2022, compress: { passes: 4, pure_getters: true, unsafe: true, unsafe_arrows: true, unsafe_methods: true, keep_fargs: false } };
/** What the names of scripts are made of, beside what esbuild has made: it goes with the shortening. */
const shortenedBy = `/* ${JSON.stringify([JSON.parse(await readFile(join(root, 'node_modules/terser/package.json'), 'utf8')).version, shortening, 'none empty'])} */`;

/** @param {string} path */
const integrityOf = async (path) => `sha384-${createHash('sha384').update(await readFile(path)).digest('base64')}`;

/** Makes scripts, shortened and named by content. @param {Record<string, string>} scripts @param {string} to @param {Assets} assets @param {import('esbuild').BuildOptions} [options] */
async function addScripts(scripts, to, assets, options) {
  const { metafile } = await bundle(scripts, to, { assets, banner: { js: shortenedBy }, ...options });
  const shortened = await Promise.all(Object.keys(metafile?.outputs ?? {}).map(async (name) => {
    const { code = '' } = await minify(await readFile(join(root, name), 'utf8'), shortening);
    return /** @type {const} */ ([name, code]);
  }));
  // What esbuild splits may leave a script of nothing, which pages would wait for.
  const empty = shortened.filter(([, code]) => !code).map(([name]) => basename(name));
  assets.forget(empty);
  await Promise.all(shortened.map(([name, code]) => (code
    ? writeFile(join(root, name), empty.reduce((code, name) => code.replace(`import"./${name}";`, ''), code)) : rm(join(root, name)))));
  for (const name of Object.keys(scripts).map((name) => `${name}.js`)) assets.integrity[name] = await integrityOf(join(to, assets.address(name)));
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
  }
  await cp(join(from, 'stages'), join(to, 'stages'), { recursive: true, filter: (path) => !/\.(mjs|md)$/.test(path) }); // of <lukewarm-stages>, and no model to choose
  // With a hash, so that a browser that keeps one of another version does not give that.
  const listed = await Promise.all(models.map(async (model) => ({
    ...model, file: `${model.file}?${createHash('sha256').update(await readFile(join(to, model.file))).digest('hex').slice(0, 8)}` })));
  await writeFile(join(to, 'index.json'), `${JSON.stringify(listed, null, 1)}\n`);
  return models;
}

/**
 * Writes integrity.json: the subresource-integrity hashes of what has its content in its name, which stay true.
 * @param {string} to @param {Assets} assets
 * @param {string} [earlier] a site whose files of that kind stay, for pages of others that name them, and for open pages
 */
export async function addIntegrity(to, { loads }, earlier) {
  /** @type {{ [name: string]: string }} */
  const hashes = earlier ? JSON.parse(await readFile(join(earlier, 'integrity.json'), 'utf8')) : {};
  for (const name of Object.keys(hashes)) await cp(join(String(earlier), name), join(to, name));
  const files = Object.keys(loads).filter((name) => !name.endsWith('.html'));
  for (const name of files.sort()) {
    hashes[name] = await integrityOf(join(to, name));
  }
  await writeFile(join(to, 'integrity.json'), `${JSON.stringify(hashes, null, 1)}\n`);
  return hashes;
}

/** Returns all of a script in one, for a page that lies nowhere. @param {string} entry in web/ */
async function standaloneScript(entry) {
  const { outputFiles } = await bundle({ script: entry }, root,
    { engineApart: false, languagesAre: 'none', write: false, define: { 'import.meta.url': '"file:///"' } });
  return (await minify(outputFiles?.[0].text ?? '', shortening)).code ?? '';
}

/** Returns a classic script. @param {string} source in web/ @param {Assets} [assets] */
async function classicScript(source, assets) {
  const { outputFiles } = await bundle({ script: source }, root, { format: 'iife', write: false, assets, define: { 'globalThis.LUKEWARM_CLASSIC': 'true' } });
  return (await minify(outputFiles?.[0].text ?? '', { ...shortening, module: false })).code ?? '';
}

/**
 * Makes lukewarm-widget.js, which a notebook loads as a text without an address: with the wasm and the engine inside.
 * @param {string} to
 */
export async function makeWidget(to) {
  const file = (/** @type {string} */ build) => JSON.stringify(join(root, `build/web/${build}/lukewarm.wasm`));
  const contents = wasmBuilds.map((build) => `import ${build} from ${file(build)};`).join('\n') +
    `\nexport const wasmFiles = { ${wasmBuilds.map((build) => `${build}: () => ({ first: ${build}, rest: null })`)} };`;
  await bundle({ 'lukewarm-widget': 'lukewarm-widget.js' }, to, {
    engineApart: false,
    languagesAre: 'inside',
    loader: { '.wasm': 'binary' },
    define: { 'import.meta.url': '"file:///"' },
    wasmFiles: contents,
  });
}

/** What the site's files are called and load, for the budgets and tests: beside the site, and no part of it. */
const accountFile = join(root, 'build/site.json');

/** @returns {Promise<import('./assets.mjs').Account>} */
export const readAccount = async () => JSON.parse(await readFile(accountFile, 'utf8'));

/** Makes build/site anew; whoever serves the old one meanwhile sees it whole. Returns the integrity hashes. @param {{ keep?: string, address?: string }} [options] keep: the folder of a deployment before it; address: where the site will be, with which it names its pages' other languages to search engines */
export async function makeSite({ keep = '', address } = {}) {
  const fresh = `${site}.tmp`;
  await rm(fresh, { recursive: true, force: true });
  await cp(join(root, 'web'), fresh, { recursive: true, filter: isShipped });
  await prune(fresh);
  const models = await addModels(join(fresh, 'models'));
  const first = await classicScript('page/first.js');
  await addExample(fresh, root, models);
  await addModelOptions(fresh, models);
  await addManifest(fresh, root);
  await addLanguages(fresh, words, version, address);
  await addStandalone(fresh, models, wasmBuilds.flatMap(wasmParts), first, standaloneScript);

  const assets = new Assets(fresh);
  for (const [from, name] of wasmBuilds.flatMap(wasmParts)) await assets.add(name, await readFile(from));
  await assets.add('lukewarm-train.wasm', await readFile(trainWasm));
  await addHdf5(assets);
  const names = await readdir(fresh, { recursive: true });
  for (const name of names.filter((name) => name.endsWith('.css'))) await assets.rename(name);
  const noFiles = { 'globalThis.process': 'undefined' }; // in a worker of a page
  for (const scripts of whole) {
    const split = scripts['import-worker'] && { splitting: true, chunkNames: 'import-[name]-[hash]' };
    await addScripts(scripts, fresh, assets, { define: scripts.worker ? noFiles : {}, ...split });
  }
  await assets.add('lukewarm-ml5.js', await classicScript('lukewarm-ml5.js', assets));
  for (const scripts of pages) await addScripts(scripts, fresh, assets, { splitting: true, chunkNames: 'shared-[hash]' });
  await assets.addWithQuery('first.js', first);
  await writeFile(join(fresh, 'start-error.js'), await classicScript('page/start-error.js', assets));
  for (const name of names.filter((name) => /^(?!lukewarm-)[\w.-]+\.html$/.test(name))) await assets.addPage(name);
  await addDocuments(fresh, root, (name) => assets.address(name));
  await makeWidget(fresh);
  await assets.add('lukewarm-widget.js', await readFile(join(fresh, 'lukewarm-widget.js')));
  for (const name of stable) await copyFile(join(fresh, assets.address(name)), join(fresh, name));
  await assets.check();
  await addServiceWorker(fresh, root, assets, languages);
  const hashes = await addIntegrity(fresh, assets, keep);
  await writeFile(accountFile, JSON.stringify(assets.account()));
  await rm(site, { recursive: true, force: true });
  await rename(fresh, site);
  return hashes;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = readArguments(import.meta.url, { keep: '', address: '' });
  for (const [name, hash] of Object.entries(await makeSite(values))) console.log(`${name.padEnd(38)} ${hash}`);
}
