// A figure's frame: a caption, which the page may replace, and the link to the code which embeds it.
import { figure as english } from '../i18n/en.js';
import { fieldsCss } from './fields.js';
import { make } from './dom.js';
import { builderLink } from './embed-code.js';

export const figureCss = fieldsCss + `
figure { margin: 0; display: grid; gap: 1rem; min-width: 0; }
figcaption { color: var(--soft); font-size: 0.9375rem; display: flex; flex-wrap: wrap; column-gap: 1.25rem; align-items: baseline; }
figcaption a { text-underline-offset: 0.2em; }
figcaption > span:first-child { flex: 1 1 16rem; }
input[type="number"] { width: 6rem; }
input[type="text"] { width: 100%; }
.row { display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem; align-items: center; }
fieldset { border: 0; margin: 0; padding: 0; }
.check { display: inline-flex; gap: 0.5rem; align-items: center; min-height: 1.75rem; }
.code { font-family: var(--numbers); font-size: 0.8125rem; line-height: 1.5; }
`;

/** Returns what figures share. Each importer of en.js has a copy of its own, so this is the only one. @param {import('../i18n/locale.js').Locale} locale */
export const figureMessages = (locale) => locale.messages('figure', english);

/**
 * @param {import('./element.js').Content & { locale: import('../i18n/locale.js').Locale }} content
 * @param {string} label says what the figure is, to who cannot see it
 * @param {Node | string} caption shown unless the page has its own, slot="caption"
 * @param {() => import('./embed-code.js').Attributes} settings what the reader has set
 * @param {(Node | string)[]} children
 */
export function makeFigure({ host, locale }, label, caption, settings, ...children) {
  const t = figureMessages(locale);
  const own = () => Object.fromEntries([...host.attributes].map(({ name, value }) => [name, value])); // of which the builder takes what it knows
  const embed = builderLink(t.embed, () => ({ element: host.localName, ...own(), ...settings() }), { part: 'embed' });
  return make('figure', { part: 'figure', 'aria-label': label }, ...children,
    make('figcaption', { part: 'caption' }, make('span', {}, make('slot', { name: 'caption' }, caption)), embed));
}
