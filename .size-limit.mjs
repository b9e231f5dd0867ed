// The budgets of what build/site loads, gzipped: npx size-limit
// What a page imports later, by import(), is not counted before the first text: it comes when the reader first uses it.
import { join } from 'node:path';
import { reached } from './web/make/assets.mjs';
import { languages, readAccount, site, wasmBuilds } from './web/make/site.mjs';

const { names, loads } = await readAccount();
const pages = Object.keys(loads).filter((name) => name.endsWith('.html'));
/** Where there is no worker, the engine is in these; and what is shown when something fails. */
const engine = ['engine.js', 'more.js', 'sentence.js', 'explain.js', 'copy-worker.js', 'mistakes.js'].map((name) => names[name]);

/** @param {string} name @param {string} limit @param {string[]} files of the site */
const budget = (name, limit, files) => ({ name, limit, path: files.map((file) => join(site, file)), gzip: true });

/** Of which a page loads one at most. */
const words = languages.map((language) => names[`${language}.js`]);

/** What imports other frameworks' models, and its words: nothing of it is loaded before the panel is opened or files are there. @param {string} path */
const isOfImport = (path) => /^import[-.]|-importing-/.test(path);
/** Of it, what the reader sees, with the words of a language. @param {string} path */
const isOfPanel = (path) => /^import-(view|kept|drop)-|-importing-/.test(path);
/** The library that reads HDF5, with its wasm inside: only where a file is HDF5. @param {string} path */
const isOfHdf5 = (path) => isOfImport(path) && /h5wasm|hdf5/.test(path);

/** Returns the scripts of pages, beside those and the workers. @param {string[]} pages */
const scriptsOf = (pages) => reached(loads, pages, { later: true })
  .filter((path) => path.endsWith('.js') && ![...engine, ...words].includes(path) && !isOfImport(path));

const isForTraining = (/** @type {string} */ page) => page.startsWith('train.');
const others = scriptsOf(pages.filter((page) => !isForTraining(page)));

export default [
  ...wasmBuilds.map((build) => budget(`before the first text, ${build}`, '70 kB', [
    ...reached(loads, ['index.html'], { byAddress: true }).filter((path) => path.endsWith('.js')), names[`lukewarm-${build}.wasm`],
  ])),
  // 61 kB before the lesson was complete and the builder came: the switches of <lukewarm-sample-steps>, <lukewarm-stages>,
  // <lukewarm-weights>, builder.html, what a text says of wrong values.
  budget('scripts of all pages but the training page', '68 kB', others),
  budget('scripts of the training page alone', '11 kB', scriptsOf(pages.filter(isForTraining)).filter((path) => !others.includes(path))),
  ...words.map((file) => budget(`words of a language, ${file}`, '11 kB', [file])),
  budget('what imports, all formats together', '140 kB', Object.keys(loads).filter((path) => isOfImport(path) && !isOfPanel(path) && !isOfHdf5(path))),
  budget('what is shown when something fails', '2 kB', [names['mistakes.js']]),
  budget('ml5.charRNN, without the engine', '3 kB', [names['lukewarm-ml5.js']]),
  ...words.map((_, i) => budget(`the panel that imports, and its words, ${languages[i]}`, '21 kB',
    Object.keys(loads).filter((path) => isOfPanel(path) && (!path.includes('-importing-') || path.startsWith(`${languages[i]}-`))))),
  budget('what trains', '110 kB', ['train-worker.js', 'lukewarm-train.wasm'].map((name) => names[name])),
];
