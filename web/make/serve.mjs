// A static server for build/site, as strict as the strictest host that the page should live on:
//   node web/make/serve.mjs [--port N] [--host ADDRESS]
// It gzips what is worth it and knows nothing of the application.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { site } from './site.mjs';

/** @type {Record<string, { type: string, gzip?: boolean }>} */
const kinds = {
  '.html': { type: 'text/html; charset=utf-8', gzip: true },
  '.js': { type: 'text/javascript; charset=utf-8', gzip: true },
  '.mjs': { type: 'text/javascript; charset=utf-8', gzip: true },
  '.css': { type: 'text/css; charset=utf-8', gzip: true },
  '.json': { type: 'application/json', gzip: true },
  '.webmanifest': { type: 'application/manifest+json', gzip: true },
  '.wasm': { type: 'application/wasm', gzip: true },
  '.svg': { type: 'image/svg+xml', gzip: true },
  '.md': { type: 'text/markdown; charset=utf-8', gzip: true },
  '.txt': { type: 'text/plain; charset=utf-8', gzip: true },
  '.png': { type: 'image/png' },
  '.ico': { type: 'image/x-icon' },
  '.woff2': { type: 'font/woff2' },
  // Weights hardly shrink, and a model's Content-Length is what its progress bar counts to.
  '.safetensors': { type: 'application/octet-stream' },
};

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

const compress = promisify(gzip);
/** @type {Map<string, Buffer>} gzipped bodies by ETag */
const compressed = new Map();

/**
 * Returns a request handler over `folders`; a later folder answers what an earlier one does not have.
 * @param {string[]} folders
 * @returns {import('node:http').RequestListener}
 */
function serveFolders(folders) {
  return async (request, response) => {
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'only GET and HEAD');
      const found = await find(folders, request.url ?? '/');
      if (!found) return end(response, 404, 'not here');
      await send(request, response, found);
    } catch (error) {
      console.error(error);
      end(response, 500, 'the server failed; its console says why');
    }
  };
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} text
 */
function end(response, status, text) {
  if (response.headersSent) return response.destroy();
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

/**
 * Returns the file that a URL means, or null. Nothing above a folder can be meant.
 * @param {string[]} folders
 * @param {string} url
 */
async function find(folders, url) {
  let path;
  try {
    path = decodeURIComponent(url.split('?')[0]);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  path = normalize(`/${path}`);
  if (path.endsWith('/')) path += 'index.html';
  for (const folder of folders) {
    const file = join(folder, path);
    const status = await stat(file).catch(() => null);
    if (status?.isFile()) return { file, status };
  }
  return null;
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {{ file: string, status: import('node:fs').Stats }} found
 */
async function send(request, response, { file, status }) {
  const kind = kinds[extname(file)] ?? { type: 'application/octet-stream' };
  const asGzip = kind.gzip === true && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const tag = createHash('sha256').update(`${file} ${status.size} ${status.mtimeMs} ${asGzip}`).digest('base64url');
  response.setHeader('ETag', `"${tag}"`);
  if (kind.gzip) response.setHeader('Vary', 'Accept-Encoding');
  if (request.headers['if-none-match'] === `"${tag}"`) return response.writeHead(304).end();
  response.setHeader('Content-Type', kind.type);
  if (asGzip) {
    const body = compressed.get(tag) ?? (await compress(await readFile(file), { level: 9 }));
    compressed.set(tag, body);
    response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': body.length });
    return response.end(request.method === 'HEAD' ? undefined : body);
  }
  response.writeHead(200, { 'Content-Length': status.size });
  if (request.method === 'HEAD') return response.end();
  createReadStream(file).on('error', () => response.destroy()).pipe(response);
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
  const { values } = parseArgs({ options: { port: { type: 'string' }, host: { type: 'string' } } });
  const wanted = values.port === undefined ? undefined : Number(values.port);
  if (wanted !== undefined && !(Number.isInteger(wanted) && wanted >= 0 && wanted < 65536)) {
    console.error(`--port wants a number from 0 to 65535, not ${values.port}`);
    process.exit(1);
  }
  for (let port = wanted ?? 8080; ; port++) {
    try {
      const { url } = await startServer({ folders: [site], port, host: values.host });
      console.log(`Lukewarm is at ${url} (stop it with Ctrl-C)`);
      return;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE' && wanted === undefined && port < 8180) continue;
      console.error(`cannot listen on port ${port}: ${/** @type {Error} */ (error).message}. Another one can be had with --port N.`);
      process.exit(1);
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main();
}
