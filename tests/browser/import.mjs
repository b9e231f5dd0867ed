// What the tests of <lukewarm-import> share: fixtures as a reader gives them to index.html.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../../web/make/site.mjs';
import { finished } from './on-page.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */
/** @typedef {{ name: string, data: string }} Sent data: base64 */

export const golden = join(root, 'tests/golden/import');

/** @param {string} name @param {string | Uint8Array} content @returns {Sent} */
export const fileOf = (name, content) => ({ name, data: Buffer.from(content).toString('base64') });

/** Returns a fixture: what it promises, and its files. @param {string} folder */
export function fixture(folder) {
  /** @type {import('../web/import/harness.mjs').Expected} */
  const expected = JSON.parse(readFileSync(join(golden, folder, 'expected.json'), 'utf8'));
  return { expected, files: expected.files.map((name) => fileOf(basename(name), readFileSync(join(golden, folder, name)))) };
}

/**
 * Gives files to the page: dropped on it or on an element of it, chosen, or pasted.
 * @param {Browser} browser @param {Sent[]} files
 * @param {{ how?: 'drop' | 'paste' | 'choose', on?: string }} [options] on: a selector; for 'choose' the file input
 */
export async function give(browser, files, { how = 'drop', on = 'body' } = {}) {
  await browser.waitFor(() => at('#generate') !== null && /** @type {any} */ (document.querySelector('#copy-link')).onclick !== null);
  await browser.evaluate((files, how, on) => {
    const data = new DataTransfer();
    for (const { name, data: text } of files) data.items.add(new File([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))], name));
    const target = at(on);
    if (how === 'choose') {
      target.files = data.files;
      target.dispatchEvent(new Event('change', { bubbles: true }));
      return;
    }
    for (const type of how === 'drop' ? ['dragenter', 'dragover', 'drop'] : ['paste']) {
      const event = new Event(type, { bubbles: true, cancelable: true, composed: true });
      Object.assign(event, { [how === 'drop' ? 'dataTransfer' : 'clipboardData']: data });
      target.dispatchEvent(event);
    }
  }, files, how, on);
}

/** Opens the panel by its summary, and waits until it is there. @param {Browser} browser */
export async function openPanel(browser) {
  await finished(browser); // what comes late moves it
  await browser.click('#import > summary');
  await browser.waitFor(() => at('#choose-files') !== null);
}

/** Waits until nothing is being done, and returns what the panel says. @param {Browser} browser */
export const settled = (browser) => browser.waitFor(() => {
  const root = at('lukewarm-import >>> .import');
  if (!root || at('lukewarm-import >>> .warm')?.getAttribute('aria-busy') === 'true') return null;
  const shown = (/** @type {string} */ selector) => at(`lukewarm-import >>> ${selector}`)?.innerText.trim() ?? '';
  return {
    status: shown('#import-status'),
    failure: at('lukewarm-import >>> .import > .failure:not([hidden])')?.innerText ?? '',
    facts: shown('.result:not([hidden]) dl'),
    notes: shown('.result:not([hidden]) .notes'),
    asks: at('#answer') !== null,
    lost: at('#choose-list') !== null,
    ready: at('#write') !== null,
  };
});

/** Presses a button that gives a file, and returns that. @param {Browser} browser @param {string} button a selector */
export async function download(browser, button) {
  await browser.evaluate(() => {
    /** @type {any} */
    const page = globalThis;
    page.given = null;
    const create = URL.createObjectURL;
    HTMLAnchorElement.prototype.click = function () {
      page.given = { name: this.download, blob: page.blob };
    };
    URL.createObjectURL = (/** @type {any} */ blob) => create.call(URL, (page.blob = blob));
  });
  await browser.click(button);
  const { name, data } = await browser.waitFor(async () => {
    const { given } = /** @type {any} */ (globalThis);
    if (!given) return null;
    const bytes = new Uint8Array(await given.blob.arrayBuffer());
    let data = '';
    for (let i = 0; i < bytes.length; i += 8192) data += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return { name: given.name, data: btoa(data) };
  });
  return { name, bytes: Buffer.from(data, 'base64') };
}
