// Puts the npm package together in build/package: node web/make/package.mjs
// The scripts are joined as in the site, all at its root, since import.meta.url is how they find the worker, the wasm and
// the models; but not shortened: whoever bundles them does that. The types are what tsc reads in the JSDoc.
// `npm pack ./build/package` then makes lukewarm-VERSION.tgz.
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { analyze } from './manifest.mjs';
import { modelIndex } from './model-index.mjs';
import { addWasm, bundle, makeWidget, root, trainWasm } from './site.mjs';

export const packageFolder = join(root, 'build/package');

/**
 * What can be imported: the name after "lukewarm", the file in the package, the source in web/.
 * @type {[name: string, file: string, source: string][]}
 */
const modules = [
  ['.', 'lukewarm', 'lukewarm.js'],
  ['./elements', 'elements', 'element/index.js'],
  ['./define', 'lukewarm-elements', 'lukewarm-elements.js'],
  ['./train', 'lukewarm-train', 'lukewarm-train.js'],
];

/** The model that comes with the package; others are read from wherever they are. */
const models = ['shakespeare'];

/** @param {string} source in web/ */
const typesOf = (source) => `./types/${source.replace(/\.js$/, '.d.ts')}`;

/** @param {string} to */
async function addTypes(to) {
  const compiler = join(root, 'node_modules/.bin/tsc');
  await promisify(execFile)(compiler, ['-p', join(root, 'web/make/types.json'), '--outDir', join(to, 'types')])
    .catch((error) => {
      throw new Error(`tsc could not write the types:\n${error.stdout}`);
    });
}

/** @param {string} to */
async function addModels(to) {
  const entries = await modelIndex(join(root, 'models'));
  for (const { id, file } of entries.filter(({ id }) => models.includes(id))) {
    await mkdir(join(to, id), { recursive: true });
    await cp(join(root, 'models', file), join(to, file));
    await cp(join(root, 'models', id, 'CARD.md'), join(to, id, 'CARD.md'));
  }
}

/** The module that is a model's address: beside the others, since import.meta.url is how a bundler finds the file. @param {string} to */
async function addAddresses(to) {
  for (const id of models) {
    await writeFile(join(to, `${id}.js`), `export default new URL('./models/${id}/${id}.safetensors', import.meta.url).href;\n`);
    await writeFile(join(to, 'types', `${id}.d.ts`), 'declare const address: string;\nexport default address;\n');
  }
}

/** Returns the package's own package.json. */
async function describePackage() {
  const { name, version, description, license, engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const exported = modules.map(([name, file, source]) => [name, { types: typesOf(source), default: `./${file}.js` }]);
  return {
    name, version, description, license, engines,
    keywords: ['rnn', 'lstm', 'gru', 'text-generation', 'temperature', 'sampling', 'webassembly', 'custom-elements'],
    type: 'module',
    main: './lukewarm.js',
    types: typesOf('lukewarm.js'),
    exports: {
      ...Object.fromEntries(exported),
      './widget': './lukewarm-widget.js',
      ...Object.fromEntries(models.map((id) => [`./models/${id}`, { types: `./types/${id}.d.ts`, default: `./${id}.js` }])),
      './models/*': './models/*',
      './*.wasm': './*.wasm',
      './package.json': './package.json',
    },
    customElements: './custom-elements.json',
    // The worker runs on being loaded; so does what registers the elements.
    sideEffects: ['./worker.js', './lukewarm-elements.js'],
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
  await bundle(Object.fromEntries(modules.map(([, file, source]) => [file, source])), fresh,
    { splitting: true, minify: false, chunkNames: 'shared-[hash]' });
  await makeWidget(fresh);
  await addTypes(fresh);
  await writeFile(join(fresh, 'custom-elements.json'), `${JSON.stringify(await analyze(root, fresh), null, 1)}\n`);
  await addModels(join(fresh, 'models'));
  await addAddresses(fresh);
  await cp(join(root, 'LICENSE'), join(fresh, 'LICENSE'));
  await cp(join(dirname(fileURLToPath(import.meta.url)), 'package.md'), join(fresh, 'README.md'));
  await writeFile(join(fresh, 'package.json'), `${JSON.stringify(await describePackage(), null, 2)}\n`);
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await makePackage();
}
