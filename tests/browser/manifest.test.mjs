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
    const declaration = declarations.find((/** @type {{ tagName: string }} */ { tagName }) => tagName === tag);

    it(`knows every attribute of <${tag}> and no other`, () => {
      assert.deepEqual(names(declaration.attributes), Object.keys(element.attributes).sort());
      assert.equal(declaration.name, element.name);
    });

    it(`says of everything of <${tag}> what it is`, () => {
      const { attributes, events, members, slots, cssParts, cssProperties } = declaration;
      const typed = [...attributes, ...events, ...members.filter((/** @type {any} */ { kind }) => kind === 'field')];
      const wrong = [...typed, ...members, ...slots, ...cssParts, ...cssProperties].filter(({ description }) => !description)
        .concat(typed.filter(({ type }) => !type?.text))
        .concat(events.filter((/** @type {any} */ { type }) => !type?.text.startsWith('CustomEvent<')));
      assert.deepEqual(wrong, []);
    });
  }
});

/** In the page: what an element shows of itself to others. @param {string} tag */
function lookAt(tag) {
  const element = /** @type {HTMLElement} */ (document.querySelector(tag));
  const root = /** @type {ShadowRoot} */ (element.shadowRoot);
  const callbacks = ['constructor', 'connectedCallback', 'disconnectedCallback', 'adoptedCallback', 'attributeChangedCallback'];
  const members = [];
  for (let object = element; object !== HTMLElement.prototype; object = Object.getPrototypeOf(object)) {
    members.push(...Object.getOwnPropertyNames(object).filter((name) => !callbacks.includes(name)));
  }
  const sheets = [...root.adoptedStyleSheets, ...[...root.querySelectorAll('style')].map(({ sheet }) => sheet)];
  const css = sheets.flatMap((sheet) => [...(sheet?.cssRules ?? [])]).map(({ cssText }) => cssText).join('\n');
  const parts = [...root.querySelectorAll('[part]')].flatMap(({ part }) => [...part]);
  return {
    members: [...new Set(members)].sort(),
    slots: [...new Set([...root.querySelectorAll('slot')].map(({ name }) => name))],
    cssParts: [...new Set(parts)],
    cssProperties: [...new Set(css.match(/--lukewarm-[\w-]+/g))].sort(),
    events: [...new Set(/** @type {any} */ (window).fired.get(element))],
  };
}

for (const name of browserNames) {
  it(`elements.html in ${name} shows each of them`, { timeout: 60_000 }, () => withSite(async (url) => {
    const browser = await launch(name);
    try {
      await browser.open(`${url}elements.html`);
      await browser.evaluate(() => {
        const fired = (/** @type {any} */ (window).fired = new Map());
        const { dispatchEvent } = EventTarget.prototype;
        HTMLElement.prototype.dispatchEvent = function (event) {
          if (this.localName.startsWith('lukewarm-')) fired.set(this, [...(fired.get(this) ?? []), event.type]);
          return dispatchEvent.call(this, event);
        };
      });
      for (const tag of Object.keys(elements)) {
        await browser.evaluate((tag) => document.querySelector(tag)?.scrollIntoView(), tag);
        await browser.waitFor((tag) => {
          const root = document.querySelector(tag)?.shadowRoot;
          return !!root?.querySelector('figure, .panel, [part=text]:not([hidden])');
        }, tag);
        const seen = await browser.evaluate(lookAt, tag);
        const declaration = declarations.find((/** @type {any} */ { tagName }) => tagName === tag);
        assert.deepEqual(seen.members, names(declaration.members), `${tag}: what a page can call is in the manifest`);
        for (const kind of /** @type {const} */ (['slots', 'cssParts', 'cssProperties', 'events'])) {
          const listed = names(declaration[kind]);
          assert.deepEqual(seen[kind].filter((name) => !listed.includes(name)), [], `${tag}: ${kind} that are not in the manifest`);
          // Of the others some are there only in another state.
          if (kind === 'cssProperties') assert.deepEqual(seen[kind], listed, tag);
        }
      }
      if (name === 'chromium') await assertAccessible(browser, 'elements.html');
      await browser.evaluate(() => document.querySelector('lukewarm-truncation')?.scrollIntoView());
      await browser.waitFor(() => at('lukewarm-truncation >>> .bars li') !== null);
      for (const width of [320, 390]) {
        await browser.setViewport(width, 800);
        assert.ok(await browser.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
      }
      assert.deepEqual(await browser.errorsOf(url), []);
    } finally {
      await browser.close();
    }
  }));
}
