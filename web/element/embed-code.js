// The lines that put an element into another page: the element with its script, or a frame where scripts are not allowed.
import { assetsFolder } from '../engine/assets.js';
import { make } from './dom.js';
import { addressOf, isShort } from './engine.js';

/** @typedef {{ [attribute: string]: string | number }} Attributes */

const longestFallback = 2000; // characters of a text that stand in the element until it writes its own

// Named apart, since a bundler takes new URL('…', import.meta.url) for a file that it has to carry along.
const here = import.meta.url;

/** @param {string} name */
const published = (name) => new URL(name, assetsFolder() || here);

/** @type {Record<string, string>} */
const references = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @param {string} text */
const escapeText = (text) => text.replace(/[&<>"]/g, (sign) => references[sign]);

/** No line is empty, since one ends what Markdown takes for HTML. @param {string} text */
const escapeContent = (text) => escapeText(text).replace(/\n(?=\s*\n)/g, '&#10;');

/** Line breaks too, since an editor may fold a tag. @param {string} text */
const escapeAttribute = (text) => escapeText(text).replace(/[\n\r\t]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Returns attributes that mean the same on every page: a short name is a model of this site, an address becomes whole. @param {Attributes} attributes @returns {Attributes} */
export const anywhere = ({ model, ...attributes }) =>
  ({ ...(model && { model: isShort(String(model)) ? model : addressOf(String(model)) }), ...attributes });

/** @param {string} tag @param {Attributes} attributes @param {string} [text] stands in it until it has started, and where scripts are off */
export function elementCode(tag, attributes, text = '') {
  const symbols = [...text];
  const fallback = symbols.length > longestFallback ? `${symbols.slice(0, longestFallback).join('')}…` : text;
  const inTag = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`).join('');
  return `<script type="module" src="${escapeAttribute(published('lukewarm-elements.js').href)}"></script>\n` +
    `<${tag}${inTag}>${escapeContent(fallback)}</${tag}>\n`;
}

/** Returns where the element that `attributes` describe is shown in a frame. @param {Attributes} attributes */
export function frameAddress(attributes) {
  const url = published('embed.html');
  url.search = String(new URLSearchParams(/** @type {any} */ (attributes)));
  return url.href;
}

/** Returns that frame. @param {Attributes} attributes @param {string} title @param {number} height in CSS pixels */
export const frameCode = (attributes, title, height) =>
  `<iframe src="${escapeAttribute(frameAddress(attributes))}" title="${escapeAttribute(title)}" width="100%" height="${height}" frameborder="0" loading="lazy"></iframe>\n`;

/**
 * Returns a link to the builder, which shows an element with what is set when the reader follows it.
 * @param {string} text @param {() => Attributes} attributes with its name as "element" @param {{ [property: string]: any }} [properties]
 */
export function builderLink(text, attributes, properties) {
  const url = published('builder.html');
  // In a frame, or on a slide, it would take the place of what shows it. On a reader's own disk there is none.
  const link = make('a', { href: url.href, target: '_blank', hidden: url.protocol === 'file:', ...properties }, text);
  link.onpointerdown = link.onclick = () => {
    url.hash = String(new URLSearchParams(/** @type {any} */ (anywhere(attributes()))));
    link.href = url.href;
  };
  return link;
}
