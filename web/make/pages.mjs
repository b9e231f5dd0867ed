// The pages in every language that web/i18n has: {{indexPage.title}} in a page is that message, {{pageCommon.oldBrowser(97)}}
// the message of a value, {{page.language}} the language, {{page.menu}} links to the others. index.html is the English page, index.de.html the German one.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {{ [part: string]: { [name: string]: any } }} Messages */

/** Those that come in every language. embed.html takes its language from its address. */
const translated = ['index', 'learn', 'train', 'elements', 'builder'];

/** Whether a part is of the pages alone, and of no script. @param {string} part */
export const isOfPages = (part) => /^pageCommon$|Page$/.test(part);

/** Returns the languages of the folder, English first. @param {string} folder */
export async function languagesIn(folder) {
  const names = (await readdir(folder)).filter((name) => /^[a-z]{2,3}\.js$/.test(name)).map((name) => name.slice(0, -3));
  return ['en', ...names.filter((name) => name !== 'en').sort()];
}

/** @param {string} folder @param {string} language @returns {Promise<Messages>} */
export const readMessages = (folder, language) => import(pathToFileURL(join(folder, `${language}.js`)).href);

/** Returns the address of a page in a language. @param {string} page @param {string} language */
export const addressIn = (page, language) => (language === 'en' ? `${page}.html` : `${page}.${language}.html`);

/**
 * Returns a page with the messages in their places; throws where one is missing.
 * @param {string} page @param {Messages} messages
 * @param {(name: string) => void} [onUse] called with each: 'indexPage.title'
 */
export const fill = (page, messages, onUse) =>
  page.replace(/\{\{(\w+)\.(\w+)(?:\((.*?)\))?\}\}/g, (place, part, name, value) => {
    const message = messages[part]?.[name];
    if (typeof message !== (value === undefined ? 'string' : 'function')) throw new Error(`there is no message for ${place}`);
    onUse?.(`${part}.${name}`);
    return value === undefined ? message : message(value);
  });

/** Has links lead to pages of the same language, or say that theirs is another; not those that begin with their own language. @param {string} page @param {string} language */
const relink = (page, language) =>
  page.replace(/<a href="(\w+)\.html"/g, (link, name) => {
    if (translated.includes(name)) return `<a href="${addressIn(name, language)}"`;
    return language === 'en' ? link : `${link} hreflang="en"`;
  });

/**
 * Writes the pages of a site in every language.
 * @param {string} site where they are with places for the messages
 * @param {string} folder of the messages
 * @param {string} version that they show
 * @param {string} [address] of the site: search engines take addresses of the other languages only if they are absolute
 */
export async function addLanguages(site, folder, version, address) {
  const languages = await languagesIn(folder);
  const texts = await Promise.all(languages.map(async (language) => ({ language, messages: await readMessages(folder, language) })));
  /** @type {Set<string>} */
  const used = new Set();
  const put = (/** @type {string} */ page, /** @type {Messages} */ messages) => fill(page, messages, (name) => used.add(name));

  for (const name of [...translated, 'embed']) {
    const template = await readFile(join(site, `${name}.html`), 'utf8');
    const own = translated.includes(name) ? texts : texts.slice(0, 1);
    const links = own.map((other) => ({ language: other.language, href: addressIn(name, other.language), text: put('{{pageCommon.language}}', other.messages) }));
    for (const { language, messages } of own) {
      // Said in the address, since a host or a browser may hide where a reader comes from.
      const menu = links.map(({ language: other, href, text }) =>
        `<a lang="${other}" hreflang="${other}" href="${href}${other === 'en' ? '?lang=en' : ''}"${other === language ? ' aria-current="page"' : ''}>${text}</a>`);
      const alternates = [...links, { language: 'x-default', href: addressIn(name, 'en') }].map(({ language: other, href }) =>
        `<link rel="alternate" hreflang="${other}" href="${address && new URL(href, address)}">`);
      const about = `<p class="version"><a href="docs/index.html"${language === 'en' ? '' : ' hreflang="en"'}>${put('{{pageCommon.documents}}', messages)}</a> <span translate="no">Lukewarm ${version}</span></p>`;
      const nav = `<nav class="languages" aria-label="${put('{{pageCommon.languages}}', messages)}">${menu.join(' ')}</nav>`;
      let page = relink(put(template, { ...messages, page: { language, menu: own.length > 1 ? `${about}\n  ${nav}` : '' } }), language);
      page = page.replace(/(?=<\/head>)/, address && own.length > 1 ? `${alternates.join('\n')}\n` : '');
      if (language === 'en') {
        // From here, the shortest address, first.js goes to the page in the browser's language.
        const others = links.slice(1).map(({ language: other, href }) => ` data-${other}="${href}"`);
        page = page.replace(/(?<=<script src="first\.js"[^>]*)(?=>)/, others.join(''));
      } else page = page.replace('<script type="module"', `<link rel="modulepreload" href="${language}.js">\n$&`);
      await writeFile(join(site, addressIn(name, language)), page);
    }
  }
  for (const { language, messages } of texts) {
    const unused = Object.keys(messages).filter(isOfPages).flatMap((part) => Object.keys(messages[part]).map((name) => `${part}.${name}`))
      .filter((name) => !used.has(name));
    if (unused.length > 0) throw new Error(`${language}.js has messages that no page has a place for: ${unused.join(', ')}`);
  }
}
