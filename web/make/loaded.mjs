// What the pages and scripts of the site load, read from their sources.
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';

/** @param {string} source */
const withoutComments = (source) => source.replace(/\/\*[^]*?\*\//g, '').replace(/(^|[\s;{}(),])\/\/.*$/gm, '$1');

/**
 * Returns the relative addresses that a module loads: imported, re-exported, or made into a worker.
 * @param {string} source
 * @param {{ later?: boolean }} [options] later: also those of import(), which come when the reader wants them
 */
export function loadedBy(source, { later = true } = {}) {
  const code = withoutComments(source);
  const patterns = [
    /\b(?:import|export)\b[^'"`;()]*\bfrom\s*(['"])(\.[^'"]+)\1/g,
    /\bimport\s*(['"])(\.[^'"]+)\1/g,
    ...(later ? [/\bimport\(\s*(['"])(\.[^'"]+)\1/g] : []),
    /\bnew URL\(\s*(['"])([^'":]+\.js)\1\s*,\s*import\.meta\.url\s*\)(?!\.href)/g, // .href: only shown
  ];
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[2]));
}

/**
 * Returns the addresses, without a query, in a page's `attribute` of the tags that `tag` matches.
 * @param {string} page @param {RegExp} tag @param {string} attribute
 */
function addressesIn(page, tag, attribute) {
  return [...page.matchAll(tag)]
    .map(([text]) => new RegExp(`\\b${attribute}="([^":?]+)[^":]*"`).exec(text)?.[1])
    .filter((address) => address !== undefined);
}

/**
 * Returns what a page of a site loads, by path in the site.
 * @param {string} site the folder
 * @param {string} pageName
 * @param {{ later?: boolean }} [options] later: also what it imports when the reader wants it
 */
export async function loadedByPage(site, pageName, { later = false } = {}) {
  const page = await readFile(join(site, pageName), 'utf8');
  const scripts = new Set();
  const queue = [
    ...addressesIn(page, /<script\b[^>]*>/g, 'src'),
    ...addressesIn(page, /<link\b[^>]*rel="modulepreload"[^>]*>/g, 'href'),
  ];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (scripts.has(path)) continue;
    scripts.add(path);
    for (const address of loadedBy(await readFile(join(site, path), 'utf8'), { later })) {
      queue.push(posix.join(posix.dirname(path), address));
    }
  }
  const others = [pageName, ...addressesIn(page, /<link\b[^>]*rel="(?:stylesheet|preload|icon|apple-touch-icon|manifest)"[^>]*>/g, 'href')];
  return { scripts: [...scripts].sort(), others };
}
