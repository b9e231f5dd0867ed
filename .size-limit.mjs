// The budgets of what build/site loads, gzipped: npx size-limit
// What a page imports later, by import(), is not counted before the first text: it comes when the reader first uses it.
import { join } from 'node:path';
import { reached } from './web/make/assets.mjs';
import { readAccount, site, wasmBuilds } from './web/make/site.mjs';

const { names, loads } = await readAccount();
const pages = Object.keys(loads).filter((name) => name.endsWith('.html'));
/** Where there is no worker, the engine is in these. */
const engine = ['engine.js', 'more.js', 'start-errors.js'].map((name) => names[name]);

/** @param {string} name @param {string} limit @param {string[]} files of the site */
const budget = (name, limit, files) => ({ name, limit, path: files.map((file) => join(site, file)), gzip: true });

/** Returns the scripts of pages, beside that and the workers. @param {string[]} pages */
const scriptsOf = (pages) => reached(loads, pages, { later: true }).filter((path) => path.endsWith('.js') && !engine.includes(path));

const others = scriptsOf(pages.filter((page) => page !== 'train.html'));

export default [
  ...wasmBuilds.map((build) => budget(`before the first text, ${build}`, '70 kB', [
    ...reached(loads, ['index.html'], { byAddress: true }).filter((path) => path.endsWith('.js')), names[`lukewarm-${build}.wasm`],
  ])),
  budget('scripts of all pages but the training page', '60 kB', others),
  budget('scripts of the training page alone', '11 kB', scriptsOf(['train.html']).filter((path) => !others.includes(path))),
  budget('what trains', '110 kB', ['train-worker.js', 'lukewarm-train.wasm'].map((name) => names[name])),
];
