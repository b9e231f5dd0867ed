// The service worker's list: what the pages load, and the models, each with its hash, and a version made of them all.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
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
 * Writes sw.js into a finished site.
 * @param {string} site the folder
 * @param {string} root of the repository
 */
export async function addServiceWorker(site, root) {
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
