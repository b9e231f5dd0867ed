// The service worker: keeps the pages so that they open without a network, and each model that has been used. It keeps
// files of the site and nothing about the reader. A version of the site is kept whole or not at all: every file is
// checked against the hash that web/make/offline.mjs put in here, and a newer version waits until no page uses this one.
import { hasRelaxedSimd } from './engine/relaxed.js';

/** @typedef {{ version: string, files: { [path: string]: string }, models: { [path: string]: string } }} Site hashes by path */
/** @type {Site} */
const { version, files, models } = /** @type {any} */ (globalThis).LUKEWARM_SITE;

const worker = /** @type {any} */ (globalThis);
const pagesName = `lukewarm-${version}`;
const modelsName = 'lukewarm-models';
const base = new URL('./', worker.location.href);
const otherBuild = `lukewarm-${hasRelaxedSimd() ? 'simd128' : 'relaxed'}`;

/** Returns the response, whole, or null if it is not the file with this hash. @param {Response} response @param {string} hash */
async function check(response, hash) {
  if (!response.ok) return null;
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  if (btoa(String.fromCharCode(...digest)) !== hash) return null;
  // Anew: a response that was redirected may not answer for a page, and the body is no longer coded.
  const headers = new Headers(response.headers);
  headers.delete('content-encoding');
  headers.set('content-length', String(bytes.byteLength));
  // WebKit would give a new version's page an old one's script from memory.
  if (!headers.get('content-type')?.startsWith('text/html')) headers.set('cache-control', 'no-store');
  return new Response(bytes, { headers });
}

/** Fetches a file of this version and keeps it. @param {Cache} cache @param {string} path @returns {Promise<Response>} */
async function keepFile(cache, path) {
  const before = await caches.match(path);
  const response = (before && (await check(before, files[path]))) || (await check(await fetch(path, { cache: 'no-cache' }), files[path]));
  if (!response) throw new Error(`${path} is of another version of the site; it is kept as soon as all of that is there`);
  await cache.put(path, response.clone());
  return response;
}

async function install() {
  const cache = await caches.open(pagesName);
  const wanted = Object.keys(files).filter((path) => !path.startsWith(otherBuild));
  await Promise.all(wanted.map(async (path) => (await cache.match(path)) ?? keepFile(cache, path)));
}

/** Forgets other versions, unless one of them is just being kept, which will do the same. */
async function tidy() {
  const { installing, waiting } = worker.registration;
  if (installing || waiting) return;
  const old = (await caches.keys()).filter((name) => name.startsWith('lukewarm-') && name !== pagesName && name !== modelsName);
  await Promise.all(old.map((name) => caches.delete(name)));
  const current = new Set(Object.keys(models).map(modelKey));
  const cache = await caches.open(modelsName);
  for (const request of await cache.keys()) {
    if (!current.has(request.url)) await cache.delete(request);
  }
}

async function activate() {
  await tidy();
  // The page of the first visit, which came from the network.
  await worker.clients.claim();
}

/** @param {string} path */
const modelKey = (path) => new URL(`${path}?${encodeURIComponent(models[path])}`, base).href;

/** Keeps a model if it is the one that this version of the site names. @param {string} path @param {Response} response */
async function keepModel(path, response) {
  const sound = await check(response, models[path]);
  if (sound) await (await caches.open(modelsName)).put(modelKey(path), sound);
  return sound !== null;
}

/** @param {any} event @param {string} path */
async function answerModel(event, path) {
  const again = new URL(event.request.url).searchParams.has('attempt'); // what is kept may be damaged
  const kept = again ? null : await (await caches.open(modelsName)).match(modelKey(path));
  if (kept) return kept;
  const response = await fetch(event.request, { cache: again ? 'reload' : 'no-cache' });
  event.waitUntil(keepModel(path, response.clone()).catch(() => {}));
  return response;
}

/** @param {string} path */
async function answerFile(path) {
  const cache = await caches.open(pagesName);
  return (await cache.match(path)) ?? keepFile(cache, path).catch(() => Response.error());
}

/** Returns the path in the site that an address means. Some hosts leave out .html. @param {URL} url */
function pathOf({ origin, pathname }) {
  if (origin !== base.origin || !pathname.startsWith(base.pathname)) return '';
  const path = decodeURIComponent(pathname.slice(base.pathname.length)) || 'index.html';
  return !files[path] && files[`${path}.html`] ? `${path}.html` : path;
}

worker.oninstall = (/** @type {any} */ event) => event.waitUntil(install());
worker.onactivate = (/** @type {any} */ event) => event.waitUntil(activate());
worker.onfetch = (/** @type {any} */ event) => {
  if (event.request.method !== 'GET') return;
  const path = pathOf(new URL(event.request.url));
  if (models[path]) event.respondWith(answerModel(event, path));
  else if (files[path]) event.respondWith(answerFile(path));
};
worker.onmessage = (/** @type {any} */ event) => {
  const { model, update } = event.data;
  if (update) worker.skipWaiting();
  // A model that had come before this worker was there: the browser's own cache still has it, as a rule.
  const path = Object.keys(models).find((path) => path.startsWith(`models/${model}/`));
  if (!path) return;
  event.waitUntil((async () => {
    if (await (await caches.open(modelsName)).match(modelKey(path))) return;
    if (await keepModel(path, await fetch(path, { cache: 'force-cache' }))) return;
    await keepModel(path, await fetch(path, { cache: 'reload' }));
  })().catch(() => {}));
};
