// The API reference has all that the modules export, and of each class all that can be called.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { site } from '../../web/make/site.mjs';

describe('API reference', () => {
  for (const [module, page] of [['lukewarm.js', 'lukewarm'], ['lukewarm-train.js', 'train']]) {
    it(`of ${module} has every export, with its methods and getters`, async () => {
      const html = await readFile(join(site, `docs/api/${page}.html`), 'utf8');
      const headings = new Set([...html.matchAll(/<h[23] id="[^"]*">([^<]*)</g)].map(([, text]) => text));
      const exports = Object.entries(await import(pathToFileURL(join(site, module)).href));
      assert.ok(exports.length > 0);
      for (const [name, value] of exports) {
        assert.ok(headings.has(name), `${name} is not in ${page}.html`);
        for (const member of Object.getOwnPropertyNames(value.prototype ?? {}).filter((member) => !/^(constructor|_.*|then|catch|finally)$/.test(member))) {
          assert.ok(headings.has(`${name}.${member}`), `${name}.${member} is not in ${page}.html`);
        }
      }
      assert.doesNotMatch(html, /import\(&quot;|: any;/);
    });
  }

  it('says what the options of a text are, with their defaults', async () => {
    const html = await readFile(join(site, 'docs/api/lukewarm.html'), 'utf8');
    const options = /<h2 id="generateoptions">[^]*?(?=<h2)/.exec(html)?.[0] ?? '';
    for (const part of ['temperature?: number; // 0: greedy; default 1', 'minP?: number;', 'signal?: AbortSignal;', 'maxTokens: default 200']) {
      assert.ok(options.includes(part), part);
    }
  });
});
