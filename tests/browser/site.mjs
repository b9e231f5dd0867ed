// The site as a reader's browser gets it: build/site under its strict policy, and the pages of the tests beside it.
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '../../web/make/serve.mjs';
import { root, site } from '../../web/make/site.mjs';

/** @typedef {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean}
 *     Intercept returns true for a request that it answers itself (to cut it off, to corrupt a file) */

const pages = join(fileURLToPath(new URL('.', import.meta.url)), 'pages');

/**
 * A port is an origin: one that was had before would bring back what a browser keeps for it, and opening an address of
 * it that differs in its fragment alone would load nothing.
 * @type {Set<number>}
 */
const used = new Set();

/**
 * Serves build/site on a free port while `use` runs. A page of tests/browser/pages is at its own name, and so is what
 * the further `folders` hold.
 * @template T
 * @param {(url: string) => Promise<T> | T} use called with the address, which ends in a slash
 * @param {{ intercept?: Intercept, folders?: string[] }} [options]
 * @returns {Promise<T>}
 */
export async function withSite(use, { intercept, folders = [] } = {}) {
  const start = () => startServer({
    folders: [site, pages, ...folders],
    port: 0,
    intercept: (request, response) => intercept?.(request, response) || keepErrors(request, response),
  });
  let server = await start();
  while (used.has(server.port)) {
    const { close } = server;
    server = await start();
    await close();
  }
  used.add(server.port);
  try {
    return await use(server.url);
  } finally {
    await server.close();
  }
}

/** Serves the site with models that arrive when `release` is called. @param {(url: string, release: () => void) => Promise<void>} use */
export async function withLateModels(use) {
  /** @type {import('node:http').ServerResponse[] | null} */
  let held = [];
  const release = () => {
    const waiting = held ?? [];
    held = null;
    // Whoever waits is sent to the same address again, where the file now is.
    for (const response of waiting) response.writeHead(307, { Location: String(response.req.url) }).end();
  };
  await withSite((url) => use(url, release), {
    intercept: (request, response) => Boolean(held && request.url?.includes('.safetensors') && held.push(response)),
  });
}

/** Answers requests for the models of tests/golden/layers, at their paths in the repository. @type {Intercept} */
export function serveLayers(request, response) {
  const path = (request.url ?? '').split('?')[0];
  if (!/^\/tests\/golden\/layers\/[\w-]+\.safetensors$/.test(path)) return false;
  createReadStream(join(root, path)).pipe(response);
  return true;
}

/**
 * Answers WebKit's requests for a page with the page and one script more, which keeps its errors for the driver.
 * @type {Intercept}
 */
function keepErrors(request, response) {
  const agent = request.headers['user-agent'] ?? '';
  const name = (request.url ?? '').split('?')[0].replace(/\/$/, '/index.html');
  if (!/AppleWebKit/.test(agent) || /Chrome/.test(agent) || !/^\/[\w.-]+\.html$/.test(name)) return false;
  for (const folder of [site, pages]) {
    try {
      const page = readFileSync(join(folder, name), 'utf8');
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(page.replace(/<head[^>]*>/, '$&<script src="keep-errors.js"></script>'));
      return true;
    } catch {
      // The other folder may have it.
    }
  }
  return false;
}
