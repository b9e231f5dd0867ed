// What the tests of index.html share: opening it anew, waiting for its text, its errors, axe-core.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { withSite } from './site.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */
/** @typedef {import('./site.mjs').Intercept} Intercept */

/**
 * Waits until nothing is written or loaded, the controls are there too, unless the page says that they did not come, and
 * returns the text: the prompt, and what follows it. @param {Browser} browser
 */
export const finished = (browser) =>
  browser.waitFor(() => {
    const text = at('#text');
    const failed = at('#failure:not([hidden])');
    if (text?.getAttribute('aria-busy') !== 'false' || failed) return null;
    if (at('lukewarm-text[detailed]') && !at('#copy-text') && !at('.update')) return null;
    return {
      prompt: text.querySelector('b')?.textContent ?? '',
      all: [...text.querySelectorAll('p')].map((block) => block.textContent).join('\n'),
    };
  });

/** @param {Browser} browser */
export const failure = (browser) => browser.waitFor(() => at('#failure:not([hidden])')?.textContent);
/** @param {Browser} browser */
export const link = (browser) => browser.evaluate(() => location.hash);
/** @param {Browser} browser */
export const settings = async (browser) => Object.fromEntries(new URLSearchParams((await link(browser)).slice(1)));

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Asserts that axe-core finds nothing. @param {Browser} browser @param {string} state */
export async function assertAccessible(browser, state) {
  // The page's policy allows no foreign script, so the source is evaluated where it does not reach.
  const violations = await browser.evaluate(`async () => {
    if (!globalThis.axe) { ${axeSource} }
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).join(' '));
  }`);
  assert.deepEqual(violations, [], state);
}

let page = 0;

/**
 * Opens the page anew, even if only the link differs, and tells of errors on the way out.
 * @param {Browser} browser
 * @param {(open: (hash?: string) => Promise<void>) => Promise<void>} use
 * @param {{ intercept?: Intercept, expected?: RegExp }} [options] expected: errors that the browser itself reports
 */
export const onPage = (browser, use, { intercept, expected } = {}) =>
  withSite(async (url) => {
    await use((hash = '') => browser.open(`${url}?${++page}${hash}`));
    assert.deepEqual(await browser.errorsOf(url, expected), []);
  }, { intercept });
