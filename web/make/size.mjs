// Weighs what index.html loads before it can generate, gzipped, and fails above the budget: node web/make/size.mjs
// It reads build/site: every script that the page imports, preloads or makes a worker of, and the larger of the two wasm
// builds, of which a reader loads one, without the part that comes after the first text. What a page imports later,
// import(), is not counted: it comes on the reader's first use of it. Style, page and list of models are shown, but it is
// code that is limited.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { reached } from './assets.mjs';
import { readAccount, site, wasmBuilds } from './site.mjs';

/** What the code before the first text is to weigh. */
export const kBudget = 70_000;

/** @param {string} path in the site */
export async function weigh(path) {
  const bytes = await readFile(join(site, path));
  return { path, bytes: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length };
}

/** @param {string[]} paths in the site */
export const weighAll = async (paths) => (await Promise.all(paths.map(weigh))).reduce((sum, { gzipped }) => sum + gzipped, 0);

/** Returns the weights of everything, and the sum that the budget limits. */
export async function weighPage(page = 'index.html') {
  const { names, loads } = await readAccount();
  const files = reached(loads, [page], { byAddress: true }).filter((path) => !path.endsWith('.wasm'));
  const code = await Promise.all(files.filter((path) => path.endsWith('.js')).map(weigh));
  const builds = await Promise.all(wasmBuilds.map((build) => weigh(names[`lukewarm-${build}.wasm`])));
  code.push(builds.reduce((a, b) => (b.gzipped > a.gzipped ? b : a)));
  return {
    code,
    others: await Promise.all(files.filter((path) => !path.endsWith('.js')).map(weigh)),
    total: code.reduce((sum, { gzipped }) => sum + gzipped, 0),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { code, others, total } = await weighPage();
  /** @param {{ path: string, bytes: number, gzipped: number }} row */
  const print = ({ path, bytes, gzipped }) =>
    console.log(`${path.padEnd(34)} ${String(bytes).padStart(8)} ${String(gzipped).padStart(8)}`);
  console.log(`${''.padEnd(34)} ${'bytes'.padStart(8)} ${'gzipped'.padStart(8)}`);
  code.forEach(print);
  print({ path: 'all code', bytes: code.reduce((sum, { bytes }) => sum + bytes, 0), gzipped: total });
  console.log('not counted:');
  others.forEach(print);
  if (total > kBudget) {
    console.log(`${total} bytes are more than the budget of ${kBudget}`);
    process.exitCode = 1;
  }
}
