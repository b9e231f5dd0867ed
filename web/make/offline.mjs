// The service worker's list: all that the pages load, and the models, each with its hash. What imports other frameworks'
// files is kept from its first use on.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reached } from './assets.mjs';

/** @param {string | Buffer} bytes */
const hash = (bytes) => createHash('sha256').update(bytes).digest('base64');

/** In bytes: larger than this is a library for one format, which is kept when that is used. */
const heavy = 200_000;

/** @param {string} site the folder @param {string[]} paths @returns {Promise<{ [path: string]: string }>} */
const hashes = async (site, paths) =>
  Object.fromEntries(await Promise.all([...paths].sort().map(async (path) => [path, hash(await readFile(join(site, path)))])));

/**
 * Writes a page's own hash into it, and returns that: a host may add to a page, and it is the same page.
 * @param {string} path
 */
async function mark(path) {
  const page = (await readFile(path, 'utf8')).replace(/<meta name="version" content=".*">\n/, '');
  const own = hash(page);
  await writeFile(path, page.replace(/(?<=<meta charset="utf-8">\n)/, `<meta name="version" content="${own}">\n`));
  return own;
}

/**
 * Writes sw.js into a finished site, and versions into its pages.
 * @param {string} site the folder
 * @param {string} root of the repository
 * @param {import('./assets.mjs').Account} account
 * @param {string[]} languages beside English
 */
export async function addServiceWorker(site, root, { names, loads }, languages) {
  const pages = Object.keys(loads).filter((name) => name.endsWith('.html'));
  const { icons } = JSON.parse(await readFile(join(site, 'manifest.webmanifest'), 'utf8'));
  const others = new Set([...reached(loads, pages, { byAddress: true, later: true }).slice(pages.length),
    ...icons.map((/** @type {{ src: string }} */ { src }) => src), 'models/index.json']);
  const importing = reached(loads, Object.values(names).filter((name) => /^import(-\w+)?-\w{8}\.js$/.test(name)), { byAddress: true, later: true })
    .filter((path) => /^import-|-importing-/.test(path));
  for (const path of importing) others.delete(path);
  const marks = await Promise.all(pages.map(async (page) => [page, await mark(join(site, page))]));
  const all = { ...Object.fromEntries(marks), ...await hashes(site, [...others]) };
  const isOf = (/** @type {string} */ path, /** @type {string} */ language) => path.endsWith(`.${language}.html`) || path === names[`${language}.js`];
  const of = (/** @type {(path: string) => boolean} */ belongs) => Object.fromEntries(Object.entries(all).filter(([path]) => belongs(path)));
  const files = of((path) => !languages.some((language) => isOf(path, language)));
  const spoken = Object.fromEntries(languages.map((language) => [language, of((path) => isOf(path, language))]));
  const sizes = new Map(await Promise.all(importing.map(async (path) => /** @type {[string, number]} */ ([path, (await stat(join(site, path))).size]))));
  const imports = await hashes(site, importing.filter((path) => Number(sizes.get(path)) <= heavy));
  const libraries = await hashes(site, importing.filter((path) => Number(sizes.get(path)) > heavy));
  const list = JSON.parse(await readFile(join(site, 'models/index.json'), 'utf8'));
  const models = await hashes(site, ['models/stages/stages.bin', ...list.map((/** @type {{ file: string }} */ { file }) => `models/${file.split('?')[0]}`)]);
  await build({
    entryPoints: [join(root, 'web/sw.js')],
    outfile: join(site, 'sw.js'),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    define: { 'globalThis.LUKEWARM_SITE': JSON.stringify({ files, models, languages: spoken, imports, libraries }) },
  });
}
