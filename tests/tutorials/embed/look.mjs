// Looks at a page as a reader does, in a real browser, and waits for the text that the guides' snippets write.
import { startServer } from '../../../web/make/serve.mjs';
import { guideText } from '../../web/texts.mjs';

export const written = guideText();

/** @typedef {import('../../browser/browsers.mjs').Browser} Browser */

/**
 * Waits for the text: in the page's element (in whatever shadow root), or in an iframe's.
 * @param {Browser} browser @param {'element' | 'iframe'} kind
 */
export async function seeText(browser, kind) {
  if (kind === 'iframe') {
    // What is far below is not loaded before it comes into sight.
    await browser.waitFor(() => {
      const frame = document.querySelector('iframe');
      frame?.scrollIntoView({ behavior: 'instant' });
      return frame;
    });
    await browser.waitFor((written) => document.querySelector('iframe')?.contentDocument?.querySelector('lukewarm-text')?.text === written, written);
  } else {
    await browser.waitFor((written) => {
      const element = /** @type {any} */ (globalThis).at('lukewarm-text');
      element?.scrollIntoView({ behavior: 'instant' });
      return element?.text === written;
    }, written);
  }
}

/** Calls `use` and returns what the page has reported as errors meanwhile. @param {Browser} browser @param {() => Promise<unknown>} use */
export async function errorsIn(browser, use) {
  const before = (await browser.errors()).length;
  await use();
  // What the theme of a tool asks for on other hosts (fonts) cannot be had without a network, nor is a favicon made.
  return (await browser.errors()).slice(before).filter((error) => !/favicon|https:\/\//.test(error));
}

/**
 * Serves a folder, with the policy that most hosts have: none.
 * @template T
 * @param {string} folder @param {(url: string) => Promise<T>} use
 */
export async function serve(folder, use) {
  const intercept = (/** @type {any} */ _, /** @type {import('node:http').ServerResponse} */ response) => {
    response.removeHeader('Content-Security-Policy');
    return false;
  };
  const server = await startServer({ folders: [folder], port: 0, intercept });
  try {
    return await use(server.url);
  } finally {
    await server.close();
  }
}

/**
 * Looks at a built site: the page itself, the same after a click on a link to it on the first page, and the page with the
 * iframe in place of the element.
 * @param {Browser} browser
 * @param {{ folder: string, page: string, others?: string[], frame: string, shots: string }} options shots: where pictures go, or ''
 */
export const seeSite = (browser, { folder, page, others = [], frame, shots }) => serve(folder, async (url) => {
  const errors = await errorsIn(browser, async () => {
    await browser.open(`${url}${page}`);
    await seeText(browser, 'element');
    if (shots) await browser.screenshot(`${shots}.png`);
    await browser.open(url);
    await browser.waitFor((name) => {
      const link = /** @type {HTMLAnchorElement | undefined} */ ([...document.querySelectorAll('a')].find(({ href }) => href.includes(name)));
      link?.click();
      return link;
    }, page.replace(/(index)?\.html$|\/$/, ''));
    await seeText(browser, 'element').catch((error) => {
      throw new Error(`after a click on a link to the page: ${error.message}`);
    });
    for (const other of others) {
      await browser.open(`${url}${other}`);
      await seeText(browser, 'element');
    }
    await browser.open(`${url}${frame}`);
    await seeText(browser, 'iframe');
  });
  if (errors.length > 0) throw new Error(errors.join('\n'));
});
