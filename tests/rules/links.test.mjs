// Every link leads somewhere: in the pages of the site to its files and to places in them, in the Markdown of the repository
// to files of that and to their headings.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';
import { findDocuments, render } from '../../web/make/docs.mjs';
import { site } from '../../web/make/site.mjs';
import { files, read, root } from './repository.mjs';

/** @param {string} text of an attribute */
const unescape = (text) => text.replace(/&amp;/g, '&').replace(/&quot;/g, '"');

/** Whether an address is of another site, or no address of a file. @param {string} address */
const isForeign = (address) => /^(?:[a-z][\w+.-]*:|\/\/)/i.test(address);

/** Settings in a fragment are no place in the page. @param {string} fragment */
const isPlace = (fragment) => fragment !== '' && !fragment.includes('=');

/**
 * Returns the links that lead nowhere.
 * @param {string} base of the paths
 * @param {Map<string, { links: string[], places: Set<string> }>} pages by path
 */
function broken(base, pages) {
  return [...pages].flatMap(([path, { links }]) => links.filter((address) => !isForeign(address)).filter((address) => {
    const [before, fragment = ''] = address.split('#');
    const name = before.split('?')[0];
    const to = name === '' ? path : normalize(join(dirname(path), name));
    if (to.startsWith('..') || !existsSync(join(base, to))) return true;
    const places = pages.get(to)?.places;
    return places !== undefined && isPlace(fragment) && !places.has(decodeURIComponent(fragment));
  }).map((address) => `${path} leads to ${address}`));
}

describe('links', () => {
  it('of every page of the site lead to a file of it, and to a place in that', async () => {
    const names = (await readdir(site, { recursive: true })).filter((name) => name.endsWith('.html') && !name.includes('standalone'));
    const pages = new Map(await Promise.all(names.map(async (name) => {
      const html = (await readFile(join(site, name), 'utf8')).replace(/<pre\b[^]*?<\/pre>/g, '');
      const links = [...html.matchAll(/<(?:a|link|script|img|iframe)\b[^>]*?\s(?:href|src)="([^"]*)"/g)].map(([, address]) => unescape(address));
      return /** @type {const} */ ([name, { links, places: new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => unescape(id))) }]);
    })));
    assert.ok(pages.size > 40, String(pages.size));
    assert.ok([...pages.values()].flatMap(({ links }) => links).length > 1000);
    assert.deepEqual(broken(site, pages), []);
  });

  it('of every document of the repository lead to a file of it, and to a heading in that', () => {
    const sources = files().filter((path) => path.endsWith('.md') && !path.includes('golden/'));
    const pages = new Map(sources.map((path) => {
      /** @type {string[]} */
      const links = [];
      const { headings } = render(read(path), (href) => (links.push(href), href));
      links.push(...[...read(path).matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, image]) => image));
      return /** @type {const} */ ([path, { links, places: new Set(headings.map(({ id }) => id)) }]);
    }));
    assert.deepEqual(broken(root, pages), []);
  });

  it('of the documents are those of the site: each has a page, and no Markdown is shipped', async () => {
    const shipped = new Set(await readdir(site, { recursive: true }));
    const documents = (await findDocuments(root)).flatMap(({ places }) => places);
    assert.deepEqual(documents.filter(({ page }) => !shipped.has(page)), []);
    assert.deepEqual([...shipped].filter((name) => name.endsWith('.md')), []);
    const written = ['web/docs', 'web/guides', 'models'].flatMap((folder) => files(folder)).filter((path) => path.endsWith('.md'));
    assert.deepEqual(written.filter((path) => !documents.some(({ source }) => source === path)), []);
  });
});
