// Installs the peers into build/train-peers, when they are first wanted, and makes the contestants' scripts.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, site } from '../../../web/make/site.mjs';
import { contestants } from './contestants.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const cache = join(root, 'build/train-peers');
const made = join(cache, 'made');

/** What the page may load: in this order, the later folders what the earlier ones lack. */
export const served = [made, folder, join(cache, 'node_modules/@tensorflow/tfjs-backend-wasm/dist'), site];

/** Installs the peers unless they are there, as the lock names them. No script of theirs runs, nothing is compiled. */
async function install() {
  const lock = await readFile(join(folder, 'package-lock.json'), 'utf8');
  const installed = join(cache, 'installed.json');
  if (existsSync(installed) && await readFile(installed, 'utf8') === lock) return;
  console.error('Installing the peers into build/train-peers ...');
  await mkdir(cache, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) await cp(join(folder, name), join(cache, name));
  execFileSync('npm', ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'],
    { cwd: cache, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  await writeFile(installed, lock);
}

/** Makes everything that the page loads. Returns the version of each peer. */
export async function makeContest() {
  await install();
  if (!existsSync(join(site, 'lukewarm-train.js'))) {
    throw new Error('build/site has no trainer: make the site first, with web/demo --no-serve');
  }
  await build({
    entryPoints: [...new Set(contestants.map(({ script }) => join(folder, `${script}.js`)))],
    outdir: made, bundle: true, format: 'esm', minify: true, logLevel: 'warning',
    nodePaths: [join(cache, 'node_modules')], external: ['./lukewarm-train.js'], define: { global: 'globalThis' },
  });
  const { packages } = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8'));
  return (/** @type {string} */ peer) => /** @type {string} */ (packages[`node_modules/${peer}`].version);
}
