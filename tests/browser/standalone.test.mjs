// lukewarm-standalone.html, opened as a double click opens it: from a folder with nothing else in it.
import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { site } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';

const name = 'lukewarm-standalone.html';

describe('standalone', { timeout: 120_000 }, () => {
  let folder = '';
  let address = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'standalone-'));
    await copyFile(join(site, name), join(folder, name));
    address = pathToFileURL(join(folder, name)).href;
  });
  after(() => rm(folder, { recursive: true }));

  it('is one file of at most 1.85 MB that names no other', async () => {
    assert.ok((await stat(join(site, name))).size <= 1_850_000);
    const page = await readFile(join(site, name), 'utf8');
    const markup = page.replace(/(<(script|style)[^>]*>)[^]*?<\/\2>/g, '$1');
    const addresses = [...markup.matchAll(/(?:src|href)="(?!#|data:)([^"]*)"/g)].map(([, address]) => address);
    assert.deepEqual(addresses, []);
  });

  for (const browserName of browserNames) {
    it(`writes the page's text without a server, and other texts, in ${browserName}`, async () => {
      const example = /class="example"><b>ROMEO:<\/b>([^<]*)</.exec(await readFile(join(site, 'index.html'), 'utf8'))?.[1] ?? '';
      const browser = await launch(browserName);
      try {
        const isWritten = () => {
          const text = at('#text');
          if (at('#failure:not([hidden])')) throw new Error(at('#failure').textContent);
          return text?.getAttribute('aria-busy') === 'false' && at('#figures')?.textContent &&
            [...text.querySelectorAll('p')].map((block) => block.textContent).join('\n');
        };
        await browser.open(address);
        const text = String(await browser.waitFor(isWritten));
        assert.match(example, /\w/);
        assert.equal(text.replace(/\s+/g, ' '), `ROMEO:${example}`.replace(/\s+/g, ' '));
        assert.equal(await browser.evaluate(() => at('#model').options.length), 1);

        await browser.set('#seed', '8');
        await browser.click('#generate');
        await browser.waitFor(() => location.hash.includes('seed=8'));
        assert.notEqual(await browser.waitFor(isWritten), text);
        for (const panel of ['likelihood', 'temperatures']) {
          await browser.click(`details:has(> lukewarm-${panel}) summary`);
          await browser.waitFor((panel) => document.querySelector(`lukewarm-${panel}`)?.shadowRoot?.childElementCount, panel);
        }
        const own = browserName === 'webkit' ? [] : (await browser.errors());
        assert.deepEqual(own, []);
      } finally {
        await browser.close();
      }
    });
  }
});
