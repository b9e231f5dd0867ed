// custom-elements.json says of every element what is true of it, and elements.html shows each.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { elements } from '../../web/element/index.js';
import { site } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';
import { assertAccessible } from './on-page.mjs';
import { withSite } from './site.mjs';

const { modules: [{ path, declarations }] } = JSON.parse(await readFile(join(site, 'custom-elements.json'), 'utf8'));
const names = (/** @type {{ name: string }[]} */ list) => list.map(({ name }) => name).sort();

describe('custom-elements.json', () => {
  it('knows every element and no other', () => {
    const tags = declarations.map((/** @type {{ tagName: string }} */ { tagName }) => tagName);
    assert.deepEqual(tags.sort(), Object.keys(elements).sort());
    assert.equal(path, 'lukewarm-elements.js');
  });

  for (const [tag, element] of Object.entries(elements)) {
    it(`knows every attribute of <${tag}> and no other`, () => {
      const { attributes, name } = declarations.find((/** @type {{ tagName: string }} */ { tagName }) => tagName === tag);
      assert.deepEqual(names(attributes), Object.keys(element.attributes).sort());
      assert.equal(name, element.name);
    });
  }
});

for (const name of browserNames) {
  it(`elements.html in ${name} shows each of them`, { timeout: 60_000 }, () => withSite(async (url) => {
    const browser = await launch(name);
    try {
      await browser.open(`${url}elements.html`);
      for (const tag of Object.keys(elements)) {
        await browser.evaluate((tag) => document.querySelector(tag)?.scrollIntoView(), tag);
        await browser.waitFor((tag) => {
          const root = document.querySelector(tag)?.shadowRoot;
          return !!root?.querySelector('figure, .panel, [part=text]:not([hidden])');
        }, tag);
      }
      if (name === 'chromium') await assertAccessible(browser, 'elements.html');
      assert.deepEqual((await browser.errors()).filter((error) => !/favicon/.test(error)), []);
    } finally {
      await browser.close();
    }
  }));
}
