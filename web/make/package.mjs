// Puts the npm package together in build/package:
//   node web/make/package.mjs
// The scripts are joined as in the site, all at its root, since import.meta.url is how they find the worker, the wasm and
// the models; but not shortened: whoever bundles them does that. The types are what tsc reads in the JSDoc, and for the elements the manifest.
// `npm pack ./build/package` then makes lukewarm-VERSION.tgz.
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as elementModule from '../element/index.js';
import { readArguments } from './arguments.mjs';
import { typesForReact, typesForVue, typesOfElements } from './element-types.mjs';
import { analyze } from './manifest.mjs';
import { modelIndex } from './model-index.mjs';
import { addWasm, bundle, importingWords, languages, makeWidget, root, trainWasm } from './site.mjs';
import { writeTypes } from './types.mjs';

export const packageFolder = join(root, 'build/package');

/**
 * What can be imported: the name after "lukewarm", the file in the package, the source in web/, the types in types/.
 * @type {[name: string, file: string, source: string, types: string][]}
 */
const modules = [
  ['.', 'lukewarm', 'lukewarm.js', 'lukewarm'],
  ['./elements', 'elements', 'element/index.js', 'elements'],
  ['./define', 'lukewarm-elements', 'lukewarm-elements.js', 'elements'],
  ['./train', 'lukewarm-train', 'lukewarm-train.js', 'lukewarm-train'],
  ['./ml5', 'lukewarm-ml5', 'lukewarm-ml5.js', 'lukewarm-ml5'],
];

/** `npx lukewarm`. */
const commandLine = { 'lukewarm-cli': 'lukewarm-cli.js' };

/** The model that comes with the package; others are read from wherever they are. */
const models = ['shakespeare'];

/** What is imported by a file of types, by its path from that file. @param {string} text */
const importedBy = (text) => [...text.matchAll(/(?:from|import\() ?['"](\.[^'"]*)\.js['"]/g)].map(([, path]) => `${path}.d.ts`);

/** Removes the types that no module of the package leads to: tsc writes those of every source. @param {string} folder @param {string[]} entries */
async function pruneTypes(folder, entries) {
  const needed = new Set(entries.map((name) => join(folder, `${name}.d.ts`)));
  for (const path of needed) {
    for (const imported of importedBy(await readFile(path, 'utf8'))) needed.add(join(dirname(path), imported));
  }
  for (const name of await readdir(folder, { recursive: true })) {
    if (name.endsWith('.d.ts') && !needed.has(join(folder, name))) await rm(join(folder, name));
  }
}

/**
 * Writes the types: tsc's, and those of the elements, which the manifest gives; of the latter, React's and Vue's are
 * modules of their own, since not everybody has both.
 * @param {string} to
 */
async function addTypes(to) {
  const types = join(to, 'types');
  await writeTypes(root, types);
  const manifest = await analyze(root, to);
  await writeFile(join(to, 'custom-elements.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  const [{ declarations }] = manifest.modules;
  const main = await readFile(join(types, 'lukewarm.d.ts'), 'utf8');
  await writeFile(join(types, 'elements.d.ts'), typesOfElements(declarations, main, elementModule));
  await writeFile(join(types, 'react.d.ts'), typesForReact(declarations));
  await writeFile(join(types, 'vue.d.ts'), typesForVue(declarations));
  await writeFile(join(to, 'types-only.js'), 'export {};\n');
  await pruneTypes(types, ['lukewarm', 'lukewarm-train', 'lukewarm-ml5', 'lukewarm-widget', 'elements', 'react', 'vue']);
}

/** @param {string} to */
async function addModels(to) {
  const entries = await modelIndex(join(root, 'models'));
  for (const { id, file } of entries.filter(({ id }) => models.includes(id))) {
    await mkdir(join(to, id), { recursive: true });
    await cp(join(root, 'models', file), join(to, file));
    await cp(join(root, 'models', id, 'CARD.md'), join(to, id, 'CARD.md'));
  }
  await cp(join(root, 'models/stages'), join(to, 'stages'), { recursive: true, filter: (path) => !path.endsWith('.mjs') }); // of <lukewarm-stages>
}

/** The module that is a model's address: beside the others, since import.meta.url is how a bundler finds the file. @param {string} to */
async function addAddresses(to) {
  for (const id of models) {
    await writeFile(join(to, `${id}.js`), `export default new URL('./models/${id}/${id}.safetensors', import.meta.url).href;\n`);
    await writeFile(join(to, 'types', `${id}.d.ts`), 'declare const address: string;\nexport default address;\n');
  }
}

/** Returns the package's own package.json. */
export async function describePackage() {
  const { name, version, description, license, repository } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  // One file for pages, Node and servers, which asks at run time where it is. Conditions "browser" and "node" with a file each
  // were rejected: jsdom under Jest asks for the browser's and still reads files, and Electron is both.
  /** @param {string} types @param {string} file */
  const entry = (types, file) => ({ types: `./types/${types}.d.ts`, default: `./${file}.js` });
  return {
    name, version, description, license, ...(repository && { repository }),
    keywords: ['rnn', 'lstm', 'gru', 'text-generation', 'temperature', 'sampling', 'webassembly', 'custom-elements'],
    type: 'module',
    engines: { node: '>=18' },
    exports: {
      ...Object.fromEntries(modules.map(([name, file, , types]) => [name, entry(types, file)])),
      './widget': entry('lukewarm-widget', 'lukewarm-widget'),
      './react': entry('react', 'types-only'),
      './vue': entry('vue', 'types-only'),
      ...Object.fromEntries(models.map((id) => [`./models/${id}`, entry(id, id)])),
      './models/*': './models/*',
      './*.wasm': './*.wasm',
      './custom-elements.json': './custom-elements.json',
      './package.json': './package.json',
    },
    bin: { lukewarm: './lukewarm-cli.js' },
    main: './lukewarm.js',
    types: './types/lukewarm.d.ts',
    // A page that names the package and no file is a page with elements.
    jsdelivr: './lukewarm-elements.js',
    unpkg: './lukewarm-elements.js',
    customElements: './custom-elements.json',
    // The workers run on being loaded; so does what registers the elements, or ml5.charRNN.
    sideEffects: ['./worker.js', './import-worker.js', './lukewarm-elements.js', './lukewarm-ml5.js', './lukewarm-cli.js'],
    publishConfig: { access: 'public', provenance: true },
  };
}

/** Makes the package anew. @param {string} [folder] */
export async function makePackage(folder = packageFolder) {
  const fresh = `${folder}.tmp`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  await addWasm(fresh);
  await cp(trainWasm, join(fresh, 'lukewarm-train.wasm'));
  await bundle({ worker: 'worker/worker.js', engine: 'worker/local.js' }, fresh, { minify: false });
  // All formats in one, and the library for HDF5 too: what bundlers make of a worker, they do not split.
  await bundle({ 'import-worker': 'worker/import-worker.js' }, fresh, { minify: false, charset: 'utf8' });
  await bundle({ ...Object.fromEntries(languages.map((language) => [language, `i18n/${language}.js`])), ...importingWords }, fresh, { minify: false });
  await bundle({ ...Object.fromEntries(modules.map(([, file, source]) => [file, source])), ...commandLine }, fresh,
    { splitting: true, minify: false, charset: 'utf8', chunkNames: 'shared-[hash]' });
  await makeWidget(fresh);
  await addTypes(fresh);
  await addModels(join(fresh, 'models'));
  await addAddresses(fresh);
  await cp(join(root, 'LICENSE'), join(fresh, 'LICENSE'));
  await cp(join(root, 'node_modules/h5wasm/LICENSE.txt'), join(fresh, 'LICENSE-h5wasm.txt'));
  await cp(join(dirname(fileURLToPath(import.meta.url)), 'package.md'), join(fresh, 'README.md'));
  await writeFile(join(fresh, 'package.json'), `${JSON.stringify(await describePackage(), null, 2)}\n`);
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  readArguments(import.meta.url);
  await makePackage();
}
