// Every language says all that English says, in the same places.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { addLanguages, fill, isOfPages, readMessages } from '../../web/make/pages.mjs';
import { languages, root, site } from '../../web/make/site.mjs';
import { files, read } from './repository.mjs';

const folder = join(root, 'web/i18n');
const english = await readMessages(folder, 'en');

/** Returns what a message is, without its words: names, lists' lengths, functions' parameters. @param {any} value @returns {any} */
const shapeOf = (value) => (typeof value === 'function' ? `function of ${value.length}`
  : typeof value !== 'object' ? typeof value
    : Object.fromEntries(Object.entries(value).map(([name, value]) => [name, shapeOf(value)])));

/** Returns all texts in messages; those of functions with the parameters' names in them. @param {any} value @returns {string[]} */
const textsIn = (value) => (typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [String(value)]);

/** Makes a site of one-line pages in English and in one language more. @param {(site: string, words: string) => Promise<void>} use */
async function withPages(use) {
  const base = await mkdtemp(join(tmpdir(), 'lukewarm-i18n-'));
  try {
    for (const page of ['index', 'learn', 'train', 'elements', 'builder', 'embed']) {
      await writeFile(join(base, `${page}.html`), '<html lang="{{page.language}}"><head><script src="first.js"></script><script type="module" src="page.js"></script></head>' +
        '<p>{{indexPage.title}} {{pageCommon.oldBrowser(97)}} <a href="train.html">{{pageCommon.train}}</a> <a href="embed.html">embed</a>{{page.menu}}</html>');
    }
    const words = (/** @type {string} */ title, /** @type {string} */ language) => `export const controls = { stop: 'Stop' };
      export const indexPage = { title: '${title}' };
      export const pageCommon = { language: '${language}', languages: 'Languages', documents: 'Documents', train: 'Train', oldBrowser: (firefox) => 'Firefox ' + firefox };`;
    await writeFile(join(base, 'package.json'), '{ "type": "module" }');
    await writeFile(join(base, 'en.js'), words('Text', 'English'));
    await writeFile(join(base, 'fi.js'), words('Teksti', 'suomi'));
    await use(base, base);
  } finally {
    await rm(base, { recursive: true });
  }
}

describe('languages', () => {
  for (const language of languages) {
    it(`${language} has every message, of the same kind`, async () => {
      const messages = await readMessages(folder, language);
      assert.deepEqual(shapeOf({ ...messages }), shapeOf({ ...english }));
    });

    it(`${language} has no message of the pages that is still in English`, async () => {
      const messages = await readMessages(folder, language);
      const same = Object.keys(english).filter((part) => part.endsWith('Page')).flatMap((part) =>
        Object.entries(messages[part]).filter(([name, text]) => text === english[part][name] && String(text).includes(' ')).map(([name]) => `${part}.${name}`));
      assert.deepEqual(same, []);
    });
  }

  it('have a sentence for every note and question of an import', () => {
    const sources = files('web/import').map(read).join('\n');
    const named = (/** @type {RegExp} */ pattern) => [...new Set([...sources.matchAll(pattern)].map(([, name]) => name))];
    const { notes, questions } = english.importing;
    assert.deepEqual(named(/\bcode: '([\w-]+)'/g).filter((code) => !notes[code]), []);
    assert.deepEqual(named(/\b(?:push|ask)\(\{ id: '([\w-]+)'/g).filter((id) => !questions[id]), []);
  });

  it('put a text into every place of the pages', async () => {
    const pages = (await readdir(site)).filter((name) => name.endsWith('.html'));
    assert.ok(pages.length >= 6 + 4 * languages.length, pages.join());
    for (const name of pages) assert.doesNotMatch(await readFile(join(site, name), 'utf8'), /\{\{|<!-- \w+ -->/, name);
  });

  it('ship no page\'s prose in a script', async () => {
    const all = await Promise.all(['en', ...languages].map((language) => readMessages(folder, language)));
    const sentences = all.flatMap((messages) => Object.keys(messages).filter(isOfPages).flatMap((part) => textsIn(messages[part])))
      .filter((text) => text.length > 60 && !text.includes('=>'));
    assert.ok(sentences.length > 10);
    for (const name of (await readdir(site)).filter((name) => name.endsWith('.js'))) {
      const script = await readFile(join(site, name), 'utf8');
      assert.deepEqual(sentences.filter((text) => script.includes(text)), [], name);
    }
  });
});

describe('pages', () => {
  it('are written in each language, with links to the same one', () => withPages(async (site, words) => {
    await addLanguages(site, words, '1.2.3', 'https://example.org/');
    const page = await readFile(join(site, 'index.fi.html'), 'utf8');
    assert.match(page, /<html lang="fi">/);
    assert.match(page, /<p>Teksti Firefox 97 <a href="train\.fi\.html">Train<\/a> <a href="embed\.html" hreflang="en">/);
    assert.match(page, /<a lang="en" hreflang="en" href="index\.html\?lang=en">English<\/a> <a lang="fi" hreflang="fi" href="index\.fi\.html" aria-current="page">suomi<\/a>/);
    assert.match(page, /<link rel="alternate" hreflang="fi" href="https:\/\/example\.org\/index\.fi\.html">/);
    const own = await readFile(join(site, 'index.html'), 'utf8');
    assert.match(own, /<html lang="en">.*<script src="first\.js" data-fi="index\.fi\.html">.*<p>Text /s);
    assert.deepEqual((await readdir(site)).filter((name) => name.startsWith('embed')), ['embed.html']);
  }));

  it('are not written where a message has no place, or a place no message', () => withPages(async (site, words) => {
    const again = (/** @type {string} */ page, /** @type {string} */ language) => Promise.all([
      writeFile(join(site, 'train.html'), page), writeFile(join(words, 'nl.js'), language)]);
    const sound = await readFile(join(words, 'fi.js'), 'utf8');
    await again('{{indexPage.titel}}', sound);
    await assert.rejects(addLanguages(site, words, '1.2.3'), /no message for \{\{indexPage\.titel\}\}/);
    await again('', sound.replace("title: 'Teksti'", "title: 'Tekst', subtitle: ''"));
    await cp(join(words, 'nl.js'), join(words, 'sv.js')); // a module is read once
    await assert.rejects(addLanguages(site, words, '1.2.3'), /no page has a place for: indexPage\.subtitle/);
  }));

  it('give a value to a message that takes one, and to no other', () => {
    const messages = { part: { plain: 'a', of: (/** @type {string} */ value) => `<${value}>` } };
    assert.equal(fill('{{part.plain}} {{part.of(f(x))}}', messages), 'a <f(x)>');
    assert.throws(() => fill('{{part.of}}', messages), /no message/);
    assert.throws(() => fill('{{part.plain(1)}}', messages), /no message/);
  });
});
