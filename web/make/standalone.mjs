// Makes lukewarm-standalone.html of a site's English index.html: styles, scripts, wasm and one model in one file, which opens by
// double click, without a server or a network. The model is the page's own, so every text and link is the same there.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { defaults } from '../page/link.js';

/** @typedef {import('./model-index.mjs').ModelEntry} ModelEntry */
/** @typedef {(entry: string) => Promise<string>} Script returns the one script that an entry in web/ becomes */

/** @param {string} text @param {RegExp | string} from @param {string | ((...match: string[]) => string)} to */
function replace(text, from, to) {
  const replaced = text.replace(from, typeof to === 'string' ? () => to : to);
  if (replaced === text) throw new Error(`index.html has no ${from} to put lukewarm-standalone.html together from`);
  return replaced;
}

/** Returns a script that HTML does not end early. @param {string} code */
const inline = (code) => code.replace(/<(?=\/script|!--)/gi, '\\x3c');

/** @param {string} name @param {Buffer} bytes */
const embed = (name, bytes) => `<script type="application/octet-stream" data-file="${name}">${gzipSync(bytes, { level: 9 }).toString('base64')}</script>\n`;

/**
 * @param {string} site
 * @param {ModelEntry[]} models
 * @param {[from: string, name: string][]} wasmFiles
 * @param {string} first the source of first.js
 * @param {Script} script
 */
export async function addStandalone(site, models, wasmFiles, first, script) {
  const read = (/** @type {string} */ name) => readFile(join(site, name));
  const own = models.filter(({ id }) => id === defaults.model);
  const files = [
    embed('models/index.json', Buffer.from(JSON.stringify(own))),
    ...await Promise.all(wasmFiles.map(async ([from, name]) => embed(name, await readFile(from)))),
    embed(`models/${own[0].file}`, await read(`models/${own[0].file}`)),
    embed('worker.js', Buffer.from(await script('page/standalone-worker.js'))),
  ];
  let page = String(await read('index.html'));
  page = page.replace(/<link rel="(?:preload|manifest|apple-touch-icon|alternate)"[^>]*>\n/g, '').replace(/ *<nav class="languages".*<\/nav>\n/, '').replace(/ ?<a (?:id="[\w-]+" )?href="[\w/-]+\.html">[^<]*<\/a>/g, '')
    .replace('<p class="ways"></p>', '');
  page = replace(page, / *<details id="import">.*?<\/details>\n/s, ''); // what reads other frameworks' files is as large as all of this
  for (const [link, name] of page.matchAll(/<link rel="stylesheet" href="([^"]+)">/g)) {
    page = replace(page, link, `<style>${await read(name)}</style>`);
  }
  page = replace(page, 'page/icon.svg', `data:image/svg+xml;base64,${(await read('page/icon.svg')).toString('base64')}`);
  page = replace(page, /<script src="first\.js"([^>]*) data-worker="[^"]*"[^>]*><\/script>/, (_, link) => `<script${link}>${inline(first)}</script>`);
  page = replace(page, /<script type="module" src="page\.js"><\/script>\n/, '');
  const main = inline(await script('page/standalone.js'));
  page = replace(page, '</body>', `${files.join('')}<script type="module">${main}</script>\n</body>`);
  await writeFile(join(site, 'lukewarm-standalone.html'), page);
}
