// The service worker: keeps the pages so that they open without a network, and each model that has been used. It keeps
// files of the site and nothing about the reader, each by a hash of its content: what two versions share is there once.
// A version of the site is kept whole or not at all, and a newer one waits until no page uses this one.
import { hasRelaxedSimd } from './engine/relaxed.js';

/**
 * Hashes by path, which web/make/offline.mjs put in here. A page has its own in it, so that it may come with what a host
 * puts into every page. What belongs to a language other than English is apart; so are imports, what reads other frameworks'
 * files, and the libraries that some of them need.
 * @type {{ files: Files, models: Files, languages: { [language: string]: Files }, imports: Files, libraries: Files }}
 * @typedef {{ [path: string]: string }} Files
 */
const { files, models, languages, imports, libraries } = /** @type {any} */ (globalThis).LUKEWARM_SITE;
const hashes = Object.assign({}, files, models, imports, libraries, ...Object.values(languages));

const worker = /** @type {any} */ (globalThis);
const base = new URL('./', worker.location.href);
const opened = caches.open(`lukewarm ${base.pathname}`); // another copy of the site on this origin has a cache of its own
const otherBuild = `lukewarm-${hasRelaxedSimd() ? 'simd128' : 'relaxed'}-`;

/** @param {string} path */
const keyOf = (path) => new URL(`${path}?${encodeURIComponent(hashes[path])}`, base).href;

/** Returns the response, whole, or null if it is not this version's file. @param {string} path @param {Response} response */
async function check(path, response) {
  if (!response.ok) return null;
  const bytes = await response.arrayBuffer();
  if (path.endsWith('.html')) {
    const page = new TextDecoder().decode(bytes);
    if (!page.includes(hashes[path]) || !page.includes('</html>')) return null;
  } else {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    if (btoa(String.fromCharCode(...digest)) !== hashes[path]) return null;
  }
  // Anew: a response that was redirected may not answer for a page, and the body is no longer coded.
  const headers = new Headers(response.headers);
  headers.delete('content-encoding');
  headers.set('content-length', String(bytes.byteLength));
  // WebKit would give a new version's page an old one's file from memory.
  if (!path.endsWith('.html')) headers.set('cache-control', 'no-store');
  return new Response(bytes, { headers });
}

/** Keeps a file, if it is this version's. @param {string} path @param {Response} response */
async function keepResponse(path, response) {
  const sound = await check(path, response);
  if (sound) await (await opened).put(keyOf(path), sound);
  return sound !== null;
}

/** Keeps a file, unless it is kept; fails if the site has another one. @param {string} path */
async function keepFile(path) {
  if (await (await opened).match(keyOf(path))) return;
  // The browser's own cache has it, as a rule.
  if (await keepResponse(path, await fetch(path, { cache: 'force-cache' }))) return;
  if (await keepResponse(path, await fetch(path, { cache: 'reload' }))) return;
  throw new Error(`${path} is of another version of the site; it is kept as soon as all of that is there`);
}

/** Returns a file's name without what tells its versions apart. @param {string} path */
const stemOf = (path) => path.replace(/-\w{8}(?=\.\w+$)/, '');

/** Returns what is kept, of any version. */
async function keptPaths() {
  return (await (await opened).keys()).map(({ url }) => pathOf(new URL(url)));
}

/** Returns what imports, if it is kept of any version: a reader has used it. */
async function importFiles() {
  const stems = new Set((await keptPaths()).map(stemOf));
  return [...(stems.has('import-worker.js') || stems.has('import-view.js') ? Object.keys(imports) : []), ...Object.keys(libraries).filter((path) => stems.has(stemOf(path)))];
}

/** Returns the files of the languages that the browser prefers, or of which a page is kept, of any version: a reader has opened it. */
async function spokenFiles() {
  const kept = await keptPaths();
  return Object.entries(languages).filter(([language, files]) =>
    worker.navigator.languages.some((/** @type {string} */ tag) => tag.split('-')[0] === language) || kept.some((path) => Object.hasOwn(files, path)))
    .flatMap(([, files]) => Object.keys(files));
}

/** Keeps all pages in the reader's languages, and a model. @param {string} [model] its id */
async function keep(model) {
  const wanted = [...Object.keys(files).filter((path) => !path.startsWith(otherBuild)), ...await spokenFiles(), ...await importFiles()];
  await Promise.all([...wanted, ...Object.keys(models).filter((path) => path.startsWith(`models/${model}/`))].map(keepFile));
}

/** Forgets files of other versions, unless one of these is just being kept, which will do the same. */
async function tidy() {
  const { installing, waiting } = worker.registration;
  if (installing || waiting) return;
  const current = new Set(Object.keys(hashes).map(keyOf));
  const cache = await opened;
  for (const request of await cache.keys()) {
    if (!current.has(request.url)) await cache.delete(request);
  }
}

async function activate() {
  await tidy();
  // The page of the first visit, which came from the network.
  await worker.clients.claim();
}

/** Returns what is kept, if there is a store: a browser may forbid it, or have no room. @param {string} path */
const find = (path) => opened.then((cache) => cache.match(keyOf(path))).catch(() => null);

/** @param {any} event @param {string} path */
async function answer(event, path) {
  const again = new URL(event.request.url).searchParams.has('attempt'); // what is kept may be damaged
  const kept = again ? null : await find(path);
  if (kept) return kept;
  const response = await fetch(event.request, again ? { cache: 'reload' } : {}).catch(async (error) => {
    const old = again && await find(path);
    if (old) return old;
    throw error;
  });
  // The first of what imports brings the rest, so that all of it works offline from now on.
  const others = Object.hasOwn(imports, path) && /^import-(worker|view)/.test(path) ? Object.keys(imports).filter((other) => other !== path) : [];
  event.waitUntil(Promise.all([keepResponse(path, response.clone()), ...others.map(keepFile)]).catch(() => {}));
  return response;
}

/** Returns the path in the site that an address means. Some hosts leave out .html. @param {URL} url */
function pathOf({ origin, pathname }) {
  if (origin !== base.origin || !pathname.startsWith(base.pathname)) return '';
  const path = decodeURIComponent(pathname.slice(base.pathname.length)) || 'index.html';
  return !hashes[path] && hashes[`${path}.html`] ? `${path}.html` : path;
}

worker.oninstall = (/** @type {any} */ event) => event.waitUntil(keep());
worker.onactivate = (/** @type {any} */ event) => event.waitUntil(activate());
worker.onfetch = (/** @type {any} */ event) => {
  if (event.request.method !== 'GET') return;
  const path = pathOf(new URL(event.request.url));
  if (Object.hasOwn(hashes, path)) event.respondWith(answer(event, path));
};
worker.onmessage = (/** @type {any} */ event) => {
  const { data: { model, update }, ports: [port], source } = event;
  const path = source && pathOf(new URL(source.url)); // the page of the first visit, which came from the network
  if (update) worker.skipWaiting();
  else event.waitUntil((Object.hasOwn(hashes, path) ? keepFile(path) : Promise.resolve()).then(() => keep(model)).then(() => port.postMessage(true), () => port.postMessage(false)));
};
