// Puts the static site together in build/site: web/ file by file (but for this folder and web/demo), its scripts
// without comments and with short local names, the wasm of both builds under one glue, and the models with their
// index. Minifying halves the JavaScript that a reader downloads; no file is joined to another.
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';
import { modelIndex } from './model-index.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const site = join(root, 'build/site');

/** The wasm builds, by the name that the engine asks for. */
export const wasmBuilds = ['simd128', 'relaxed'];

/** @param {string} path in web/ */
function isShipped(path) {
  const [first] = path.slice(join(root, 'web').length + 1).split(sep);
  return first !== 'make' && first !== 'demo' && !basename(path).endsWith('.md');
}

/** @param {string} engine the folder that gets the wasm and its glue */
async function addWasm(engine) {
  const glues = await Promise.all(wasmBuilds.map((build) => readFile(join(root, `build/web-${build}/lukewarm.mjs`))));
  if (!glues[0].equals(glues[1])) {
    throw new Error('the glue of the two wasm builds differs, so one file cannot serve both: compare ' +
      'build/web-simd128/lukewarm.mjs with build/web-relaxed/lukewarm.mjs');
  }
  await writeFile(join(engine, 'lukewarm-wasm.js'), glues[0]);
  for (const build of wasmBuilds) {
    await cp(join(root, `build/web-${build}/lukewarm.wasm`), join(engine, `lukewarm-${build}.wasm`));
  }
}

/** @param {string} folder whose scripts are minified in place */
async function minifyScripts(folder) {
  const names = await readdir(folder, { recursive: true });
  await Promise.all(names.filter((name) => name.endsWith('.js')).map(async (name) => {
    const path = join(folder, name);
    const { code } = await minify(await readFile(path, 'utf8'), { module: true, ecma: 2020, compress: { passes: 2 } });
    await writeFile(path, /** @type {string} */ (code));
  }));
}

/** @param {string} to the site's models/ */
async function addModels(to) {
  const from = join(root, 'models');
  const entries = await modelIndex(from);
  await mkdir(to, { recursive: true });
  for (const { id, file } of entries) {
    await cp(join(from, file), join(to, file));
    await cp(join(from, id, 'CARD.md'), join(to, id, 'CARD.md'));
  }
  await writeFile(join(to, 'index.json'), `${JSON.stringify(entries, null, 1)}\n`);
}

/** Makes build/site anew; whoever serves the old one meanwhile sees it whole. */
export async function makeSite() {
  const fresh = `${site}.tmp`;
  await rm(fresh, { recursive: true, force: true });
  await cp(join(root, 'web'), fresh, { recursive: true, filter: isShipped });
  await mkdir(join(fresh, 'engine'), { recursive: true });
  await addWasm(join(fresh, 'engine'));
  await minifyScripts(fresh);
  await addModels(join(fresh, 'models'));
  await rm(site, { recursive: true, force: true });
  await rename(fresh, site);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await makeSite();
}
