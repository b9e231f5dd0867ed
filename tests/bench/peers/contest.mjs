// Installs the other engines into build/peers, makes the scripts, and runs each engine in a worker of Chromium's or a
// process of its own.
import { build } from 'esbuild';
import { fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startServer } from '../../../web/make/serve.mjs';
import { root } from '../../../web/make/site.mjs';
import { install } from '../install.mjs';

/** @typedef {import('./engines.mjs').Entry} Entry */
/** @typedef {(entry: Entry, call: string, ...args: unknown[]) => Promise<any>} Ask */

const folder = dirname(fileURLToPath(import.meta.url));
export const cache = join(root, 'build/peers');
export const modules = join(cache, 'node_modules');
const made = join(cache, 'made');

/** Installs and makes what the pages load. Returns the version of each library. @param {Entry[]} entries */
export async function prepare(entries) {
  const versionOf = await install(folder, cache);
  await build({
    entryPoints: [...new Set(entries.map(({ script }) => script))].filter((script) => script.endsWith('.js'))
      .map((script) => join(folder, script)),
    outdir: made, bundle: true, format: 'esm', minify: true, logLevel: 'warning', nodePaths: [modules],
    external: ['./lukewarm.js', './ort.wasm.bundle.min.mjs'],
  });
  return versionOf;
}

/** @param {string} buildFolder that has the site and the programs of the bare products */
const served = (buildFolder) => [
  made, join(root, 'tests/bench/page'), join(modules, '@tensorflow/tfjs-backend-wasm/dist'),
  join(modules, 'onnxruntime-web/dist'), join(buildFolder, 'site'), buildFolder,
];

/** @param {import('node:http').IncomingMessage} _ @param {import('node:http').ServerResponse} response */
function isolate(_, response) {
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
  return false;
}

/** Starts Chromium and a server for each kind of page. @param {string | undefined} otherBuild */
export async function openContest(otherBuild) {
  const ours = join(root, 'build');
  const servers = new Map([
    ['page', await startServer({ folders: served(ours), port: 0 })],
    ['isolated page', await startServer({ folders: served(ours), port: 0, intercept: isolate })],
    ['other page', await startServer({ folders: served(otherBuild ?? ours), port: 0 })],
  ]);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'],
  });
  return {
    version: browser.version(),
    open: () => openEngines(browser, servers),
    async close() {
      await browser.close();
      for (const server of servers.values()) await server.close();
    },
  };
}

/**
 * Returns how engines are called; each starts at its first call.
 * @param {import('playwright-core').Browser} browser
 * @param {Map<string, { url: string }>} servers
 */
function openEngines(browser, servers) {
  /** @type {Map<string, Promise<import('playwright-core').Page>>} */
  const pages = new Map();
  /** @type {Map<string, import('node:child_process').ChildProcess>} */
  const processes = new Map();

  const openPage = async (/** @type {string} */ place) => {
    const page = await browser.newPage();
    await page.goto(`${servers.get(place)?.url}workers.html`);
    await page.waitForFunction(() => 'ask' in globalThis);
    return page;
  };

  /** @type {Ask} */
  const askProcess = ({ name, script }, call, ...args) => new Promise((resolve, reject) => {
    const child = processes.get(name) ?? fork(join(folder, script), { serialization: 'advanced' });
    processes.set(name, child);
    const ended = () => reject(new Error(`the process of ${name} has ended`));
    child.once('exit', ended);
    child.once('message', (/** @type {any} */ { result, error }) => {
      child.off('exit', ended);
      if (error === undefined) resolve(result);
      else reject(new Error(error));
    });
    child.send({ call, args });
  });

  /** @type {Ask} */
  const askPage = async ({ name, script, place }, call, ...args) => {
    const page = pages.get(place) ?? openPage(place);
    pages.set(place, page);
    return (await page).evaluate(([name, script, call, ...args]) =>
      /** @type {any} */ (globalThis).ask(name, script, call, ...args), [name, script, call, ...args]);
  };

  return {
    /** @type {Ask} */
    ask: (entry, call, ...args) => (entry.place === 'process' ? askProcess : askPage)(entry, call, ...args)
      .catch((cause) => {
        throw new Error(`${entry.name} fails to ${call}: ${cause.message}`, { cause });
      }),
    async close() {
      for (const page of pages.values()) await (await page).close();
      for (const child of processes.values()) child.kill();
    },
  };
}
