// The guides' own snippets, taken out of them and run; the notebooks' are in widget.test.mjs by the same traits, what they do in
// Python in tests/tutorials.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'vite';
import { startServer } from '../../web/make/serve.mjs';
import { root } from '../../web/make/site.mjs';
import { inProject } from '../web/packed.mjs';
import { launch } from './browsers.mjs';
import { withSite } from './site.mjs';
import { characters, makeModel } from '../web/ml5-model.mjs';
import { guideText } from '../web/texts.mjs';

const written = guideText();

/** Returns a guide's snippets in a language, with the site at `url`. @param {string} guide @param {string} language @param {string} [url] */
async function snippets(guide, language, url = '') {
  const text = await readFile(join(root, 'web/guides', guide), 'utf8');
  const found = [...text.matchAll(new RegExp(`^\`\`\`${language}(?: \\S+)?\\n([^]*?)\\n\`\`\`$`, 'gm'))].map(([, code]) => code);
  return found.map((code) => code.replaceAll('https://YOUR-SITE/lukewarm/', url));
}

/** @param {string} body */
const page = (body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Guide</title></head><body>${body}</body></html>`;

describe('guides', { timeout: 120_000 }, () => {
  /** @type {import('./browsers.mjs').Browser} */
  let browser;
  before(async () => (browser = await launch('chromium')));
  after(() => browser.close());

  const isWritten = () => browser.waitFor((written) => document.querySelector('lukewarm-text')?.text === written, written);

  /**
   * Opens a page of somebody else's that consists of what `make` returns for the site's address.
   * @param {(url: string) => Promise<string>} make @param {(url: string) => Promise<unknown>} use
   */
  async function onPageOf(make, use) {
    let html = '';
    await withSite(async (url) => {
      html = page(await make(url));
      await browser.open(`${url}guide`);
      await use(url);
    }, {
      intercept(request, response) {
        if (request.url !== '/guide') return false;
        response.removeHeader('Content-Security-Policy');
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(html);
        return true;
      },
    });
  }

  it('plain HTML', () => withSite(async (url) => {
    await browser.open(`${url}guides/html.html`);
    await isWritten();
  }));

  it('the frame, and the element beside it', async () => {
    await onPageOf(async (url) => (await snippets('iframe.md', 'html', url))[0], () =>
      browser.waitFor((written) => {
        const frame = document.querySelector('iframe');
        return frame?.contentDocument?.querySelector('lukewarm-text')?.text === written;
      }, written));
    await onPageOf(async (url) => (await snippets('iframe.md', 'html', url))[1], isWritten);
    // The script beside the frame: it is as high as it says, and goes dark with the page.
    await onPageOf(async (url) => `<style>.dark body { color: #ddd; background: #222 }</style>${(await snippets('iframe.md', 'html', url))[0]}` +
      `<script type="module">${(await snippets('iframe.md', 'js'))[0]}</script>`, async () => {
      await browser.waitFor(() => Number(document.querySelector('iframe')?.height) !== 480);
      await browser.evaluate(() => document.documentElement.classList.add('dark'));
      await browser.waitFor(() => getComputedStyle(document.querySelector('iframe').contentDocument.documentElement).backgroundColor === 'rgb(34, 34, 34)');
    });
  });

  it('Observable: the element and the engine', () => onPageOf(
    async (url) => {
      const cells = await snippets('observable.md', 'js', url);
      return `<script type="module">window.shown = []; const display = (it) => {
        window.shown.push(it); if (it instanceof Node) document.body.append(it); };\n` +
        `${cells.map((cell) => `await (async () => {${cell}})();`).join('\n')}</script>`;
    },
    async () => {
      await isWritten();
      const [first] = await browser.waitFor(() => /** @type {any} */ (window).shown[1]);
      assert.equal(first.text, '\n');
    }));

  for (const guide of ['keras.md', 'pytorch.md', 'textgenrnn.md']) {
    it(`a model of one's own, in a page: ${guide}`, () => onPageOf(
      async (url) => (await snippets(guide, 'html', url))[0].replace('my-model.safetensors', `${url}models/shakespeare-tiny/shakespeare-tiny.safetensors`),
      () => browser.waitFor(() => (document.querySelector('lukewarm-text')?.text?.length ?? 0) > 100)));
  }

  it('React, bundled by Vite', async () => {
    const [component] = await snippets('frameworks.md', 'jsx');
    const files = {
      'index.html': page('<div id="app"></div><script type="module" src="/main.js"></script>'),
      'text.js': component,
      'main.js': `import { createElement } from 'react';
        import { createRoot } from 'react-dom/client';
        import { Text } from './text.js';
        createRoot(document.querySelector('#app')).render(createElement(Text, { prompt: 'ROMEO:', temperature: 0.5 }));`,
    };
    await inProject(files, async (folder) => {
      await build({ root: folder, logLevel: 'error', build: { target: 'es2022' } });
      const server = await startServer({ folders: [join(folder, 'dist')], port: 0 });
      try {
        await browser.open(server.url);
        await isWritten();
        await browser.waitFor(() => document.querySelector('figcaption')?.textContent === '100 characters at temperature 0.5');
      } finally {
        await server.close();
      }
    });
  });

  it('ml5: a sketch, from its first line', async () => {
    const { files } = makeModel({ embedding: 3, units: [5, 4], seed: 1 });
    let html = '';
    await withSite(async (url) => {
      const [line, sketch] = await snippets('ml5.md', 'html', url);
      assert.ok(sketch.includes(line.trim()), 'the line that is changed is that of the sketch');
      html = sketch;
      // The sketch is on a site of its own.
      await browser.open(`${url.replace('localhost', '127.0.0.1')}guide/`);
      await browser.waitFor(() => document.querySelector('#status')?.textContent === 'Model loaded');
      const result = () => browser.evaluate(() => document.querySelector('#result')?.textContent ?? '');
      await browser.evaluate(() => document.getElementById('generate')?.click());
      await browser.waitFor(() => document.querySelector('#result')?.textContent?.length === 'The meaning of life is '.length + 100);
      const text = await result();
      assert.ok([...text.slice('The meaning of life is '.length)].every((character) => characters.includes(character)), text);
      await browser.evaluate(() => document.getElementById('step')?.click());
      await browser.waitFor((length) => document.querySelector('#result')?.textContent?.length === length + 1, text.length);
    }, {
      intercept(request, response) {
        response.setHeader('Access-Control-Allow-Origin', '*');
        const path = String(request.url);
        const file = /** @type {any} */ (files)[path.replace('/guide/models/shakespeare/', '')];
        if (path !== '/guide/' && !file) return false;
        response.removeHeader('Content-Security-Policy');
        response.setHeader('Content-Type', file ? 'application/octet-stream' : 'text/html; charset=utf-8');
        response.end(file ?? html);
        return true;
      },
    });
  });

  it('MyST: the directive\'s state is made of traits that Python has too', async () => {
    const [directive] = await snippets('notebooks.md', 'markdown');
    const python = await readFile(join(root, 'web/python/lukewarm/__init__.py'), 'utf8');
    const traits = [...python.matchAll(/^ {4}(\w+) = (?:traitlets|_option)/gm)].map(([, name]) => name);
    const state = JSON.parse(directive.slice(directive.indexOf('{', directive.indexOf('}')), directive.lastIndexOf('}') + 1));
    assert.deepEqual(Object.keys(state).filter((name) => !traits.includes(name)), []);
  });
});
