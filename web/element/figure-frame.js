// A figure's frame: a caption, which the page may replace, and the button that shows the code which embeds it.
import { figure as english } from '../i18n/en.js';
import { copyText } from './copy.js';
import { fieldsCss } from './fields.js';
import { make } from './dom.js';
import { anywhere, elementCode } from './embed-code.js';

export const figureCss = fieldsCss + `
figure { margin: 0; display: grid; gap: 1rem; min-width: 0; }
figcaption { color: var(--soft); font-size: 0.9375rem; display: flex; flex-wrap: wrap; column-gap: 1.25rem; align-items: baseline; }
figcaption > span:first-child { flex: 1 1 16rem; text-wrap: pretty; }
input[type="number"] { width: 6rem; }
.digits { font-family: var(--numbers); font-variant-numeric: tabular-nums lining-nums; font-size: 0.875em; }
input[type="text"] { width: 100%; }
.row { display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem; align-items: center; }
fieldset { border: 0; margin: 0; padding: 0; }
.check { display: inline-flex; gap: 0.5rem; align-items: center; min-height: 1.75rem; }
.code, textarea { font-family: var(--numbers); font-size: 0.8125rem; line-height: 1.5; }
textarea { width: 100%; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 3px; padding: 0.5rem; resize: vertical; }
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
  const code = make('textarea', { readOnly: true, rows: 4, hidden: true, dir: 'ltr', translate: false, 'aria-label': t.code });
  const button = make('button', { className: 'quiet', type: 'button', part: 'embed', 'aria-expanded': 'false' }, t.embed);
  const said = make('span', { className: 'unseen', role: 'status' });
  button.onclick = async () => {
    code.hidden = !code.hidden;
    button.setAttribute('aria-expanded', String(!code.hidden));
    said.textContent = '';
    if (code.hidden) return;
    const own = [...host.attributes].filter(({ name }) => !['style', 'id', 'class'].includes(name)).map(({ name, value }) => [name, value]);
    code.value = elementCode(host.localName, anywhere({ ...Object.fromEntries(own), ...settings() }));
    code.select();
    // Where copying is refused, the code stands there, selected.
    if (await copyText(code.value)) said.textContent = t.copied;
  };
  return make('figure', { part: 'figure', 'aria-label': label }, ...children,
    make('figcaption', { part: 'caption' }, make('span', {}, make('slot', { name: 'caption' }, caption)), button, said), code);
}
