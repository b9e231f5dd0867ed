// The lines that put a text into another page: the element, or an iframe where scripts are not allowed.
import { attributesOf } from '../element/settings.js';
import { escapeText } from './escape.js';

/** @typedef {import('../element/settings.js').Settings} Settings */

const longestFallback = 2000; // characters of the text that stand in the element until it writes its own

/** Line breaks too, since an editor may fold a tag. @param {string} text */
const escapeAttribute = (text) => escapeText(text).replace(/[\n\r\t]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * Returns the element with its script; `text` stands in it until it writes, and where scripts are off.
 * @param {Settings} settings @param {string} base the address of the site @param {string} text
 */
export function elementCode(settings, base, text) {
  const symbols = [...text];
  const fallback = symbols.length > longestFallback ? `${symbols.slice(0, longestFallback).join('')}…` : text;
  const attributes = attributesOf(settings).map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join('');
  return `<script type="module" src="${escapeAttribute(new URL('lukewarm-elements.js', base).href)}"></script>\n` +
    `<lukewarm-text${attributes}>${escapeText(fallback)}</lukewarm-text>`;
}

/** Returns the frame. @param {Settings} settings @param {string} base the address of the site */
export function frameCode(settings, base) {
  const url = new URL('embed.html', base);
  url.search = String(new URLSearchParams(attributesOf(settings)));
  return `<iframe src="${escapeAttribute(url.href)}" title="A text by Lukewarm" width="100%" height="480" loading="lazy"></iframe>`;
}
