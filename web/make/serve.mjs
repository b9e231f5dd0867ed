// Serves build/site, as strict as the strictest host that the page should live on:
//   node web/make/serve.mjs [--port N] [--host ADDRESS]
// It is on port N, or on the first free one from 8080; for this machine alone, unless ADDRESS is another. It gzips what is worth it and knows nothing of the application.
import compression from '@polka/compression';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { readArguments, UsageError } from './arguments.mjs';
import { site } from './site.mjs';

export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Names with a hash of the content in them stand for that for ever. */
const named = /-[0-9A-Z]{8}\.(?:js|css|wasm)$/;

/**
 * Returns a request handler over `folders`; a later folder answers what an earlier one does not have.
 * @param {string[]} folders
 * @returns {import('node:http').RequestListener}
 */
function serveFolders(folders) {
  // Weights hardly shrink, and a model's Content-Length is what its progress bar counts to.
  const compress = compression({ mimes: /text|javascript|json|xml|wasm/ });
  const handlers = folders.map((folder) => sirv(folder, {
    dev: true, etag: true, // as the folder is, not as it was at the start
    setHeaders(response, path) {
      if (path.endsWith('.safetensors')) response.setHeader('Content-Type', 'application/octet-stream');
      if (named.test(path) && response.getHeader('Cache-Control') === 'no-cache') response.setHeader('Cache-Control', 'max-age=31536000, immutable');
    },
  }));
  return (request, response) => {
    const answer = (/** @type {number} */ at) => {
      if (at < handlers.length) handlers[at](request, response, () => answer(at + 1));
      else response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('not here\n');
    };
    compress(request, response, () => answer(0));
  };
}

/**
 * Returns the policy of the answer to a request. WebKit takes 'self' in a sandboxed frame for the frame's own opaque
 * origin, which nothing matches, so embed.html names its host too.
 * @param {import('node:http').IncomingMessage} request
 */
function policyFor({ url, headers: { host } }) {
  if (!url?.startsWith('/embed.html') || !/^[\w.:[\]-]+$/.test(host ?? '')) return contentSecurityPolicy;
  return contentSecurityPolicy.replaceAll("'self'", `'self' http://${host}`);
}

/**
 * Listens and returns the address; port 0 is any free one. `intercept` returns true for what it answered itself.
 * @param {{ folders: string[], port: number, host?: string,
 *     intercept?: (request: import('node:http').IncomingMessage,
 *         response: import('node:http').ServerResponse) => boolean }} options
 */
export async function startServer({ folders, port, host = '127.0.0.1', intercept }) {
  const serve = serveFolders(folders);
  const server = createServer((request, response) => {
    response.setHeader('Content-Security-Policy', policyFor(request));
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cache-Control', 'no-cache');
    // Elements on other sites, and a sandboxed frame of this one, load scripts and models from here.
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (!intercept?.(request, response)) serve(request, response);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => resolve(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port: address.port,
    url: `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${address.port}/`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Serves build/site until it is stopped: on --port, or on the first free one from 8080. */
async function main() {
  const { values: { port: wanted, host } } = readArguments(import.meta.url, { port: NaN, host: '127.0.0.1' });
  const isGiven = !Number.isNaN(wanted);
  if (isGiven && !(Number.isInteger(wanted) && wanted >= 0 && wanted < 65536)) throw new UsageError(`--port must be a number from 0 to 65535, not "${wanted}"`);
  for (let port = isGiven ? wanted : 8080; ; port++) {
    try {
      const { url } = await startServer({ folders: [site], port, host });
      console.log(`Lukewarm is at ${url} (stop it with Ctrl-C)`);
      return;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE' && !isGiven && port < 8180) continue;
      console.error(`cannot listen on port ${port}: ${/** @type {Error} */ (error).message}. Another one can be had with --port N.`);
      process.exit(1);
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main();
}
