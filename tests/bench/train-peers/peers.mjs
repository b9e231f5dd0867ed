// Installs the peers into build/train-peers and makes the contestants' scripts.
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, site } from '../../../web/make/site.mjs';
import { install } from '../install.mjs';
import { contestants } from './contestants.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const cache = join(root, 'build/train-peers');
const made = join(cache, 'made');

/** What the page may load: in this order, the later folders what the earlier ones lack. */
export const served = [made, join(root, 'tests/bench/page'), join(cache, 'node_modules/@tensorflow/tfjs-backend-wasm/dist'), site];

/** Makes everything that the page loads. Returns the version of each peer. */
export async function makeContest() {
  const versionOf = await install(folder, cache);
  if (!existsSync(join(site, 'lukewarm-train.js'))) {
    throw new Error('build/site has no trainer: make the site first, with web/demo --no-serve');
  }
  await build({
    entryPoints: [...new Set(contestants.map(({ script }) => join(folder, `${script}.js`)))],
    outdir: made, bundle: true, format: 'esm', minify: true, logLevel: 'warning',
    nodePaths: [join(cache, 'node_modules')], external: ['./lukewarm-train.js'], define: { global: 'globalThis' },
  });
  return versionOf;
}
