// The service worker's list: what the pages load, and the models, each with its hash, and a version made of them all.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadedByPage } from './loaded.mjs';

/** The pages that open without a network. */
const pages = ['index.html', 'learn.html', 'embed.html'];

/** @param {string} path */
const hashOf = async (path) => createHash('sha256').update(await readFile(path)).digest('base64');

/** @param {string} site the folder @param {Iterable<string>} paths @returns {Promise<{ [path: string]: string }>} */
async function hashes(site, paths) {
  const sorted = [...new Set(paths)].sort();
  return Object.fromEntries(await Promise.all(sorted.map(async (path) => [path, await hashOf(join(site, path))])));
}

/** @param {string} site */
async function pageFiles(site) {
  const names = await readdir(site);
  const loaded = await Promise.all(pages.filter((page) => names.includes(page))
    .map((page) => loadedByPage(site, page, { later: true })));
  const icons = names.includes('manifest.webmanifest')
    ? JSON.parse(await readFile(join(site, 'manifest.webmanifest'), 'utf8')).icons.map((/** @type {any} */ { src }) => src) : [];
  return [
    ...loaded.flatMap(({ scripts, others }) => [...scripts, ...others]),
    ...names.filter((name) => name.endsWith('.wasm')),
    ...icons,
    'models/index.json',
  ];
}

/**
 * Writes behind the name of each script and style in the pages what it holds: without that WebKit gives a new page the
 * old script from its memory, and hosts let browsers keep one for minutes.
 * @param {string} site
 */
async function stampPages(site) {
  for (const name of pages.filter((page) => existsSync(join(site, page)))) {
    let page = await readFile(join(site, name), 'utf8');
    // What a script names itself, as the worker, has no version: it would be loaded twice.
    for (const [, path] of page.matchAll(/<(?:script\b[^>]*? src|link rel="stylesheet" href)="([\w/-]+\.(?:js|css))[^"]*"/g)) {
      const hash = Buffer.from(await hashOf(join(site, path)), 'base64').toString('hex').slice(0, 8);
      page = page.replace(new RegExp(`="${path}(?:\\?\\w+)?"`, 'g'), `="${path}?${hash}"`);
    }
    // What its script imports at once comes together with it.
    const { scripts } = await loadedByPage(site, name);
    const shared = scripts.filter((path) => path !== 'worker.js' && !page.includes(`="${path}`))
      .map((path) => `<link rel="modulepreload" href="${path}">\n`).join('');
    page = page.replace('<link rel="modulepreload"', (link) => shared + link);
    await writeFile(join(site, name), page);
  }
}

/**
 * Writes sw.js into a finished site, and versions into its pages.
 * @param {string} site the folder
 * @param {string} root of the repository
 */
export async function addServiceWorker(site, root) {
  await stampPages(site);
  const files = await hashes(site, await pageFiles(site));
  const list = JSON.parse(await readFile(join(site, 'models/index.json'), 'utf8'));
  const models = await hashes(site, list.map((/** @type {{ file: string }} */ { file }) => `models/${file}`));
  const version = createHash('sha256').update(JSON.stringify([files, models])).digest('hex').slice(0, 16);
  await build({
    entryPoints: [join(root, 'web/sw.js')],
    outfile: join(site, 'sw.js'),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    define: { 'globalThis.LUKEWARM_SITE': JSON.stringify({ version, files, models }) },
  });
}
