// A page that shows widgets as a notebook does, by anywidget's own front end (npm: anywidget).
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { withSite } from './site.mjs';

const loader = await readFile(createRequire(import.meta.url).resolve('anywidget'), 'utf8');
const page = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Notebook</title></head><body>' +
  '<script src="notebook.js"></script><script type="module" src="anywidget.js"></script></body></html>';

/** Notebooks set no policy that would forbid what anywidget does. @type {import('./site.mjs').Intercept} */
function intercept(request, response) {
  const body = { '/notebook': page, '/anywidget.js': loader }[request.url ?? ''];
  if (body === undefined) return false;
  response.removeHeader('Content-Security-Policy');
  response.setHeader('Content-Type', body === page ? 'text/html' : 'text/javascript');
  response.end(body);
  return true;
}

/**
 * Calls `use` when the page is open in the browser.
 * @param {import('./browsers.mjs').Browser} browser
 * @param {(url: string) => Promise<unknown>} use
 */
export const inNotebook = (browser, use) => withSite(async (url) => {
  await browser.open(`${url}notebook`);
  await browser.waitFor(() => typeof (/** @type {any} */ (window).show) === 'function');
  await use(url);
}, { intercept });
