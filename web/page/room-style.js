// The style of a room, which comes with its script: constructed, since a strict policy refuses style in markup.
import { makeSheet } from '../element/style.js';
// What the page and some of the rooms use is named here, where every room comes by: the build then makes one file of it,
// and not one for each set of users, each of which the page would wait for.
import './about.js';
import './copy.js';
import './notices.js';
import './settings.js';
import './temperature.js';

/** @param {string} css for the page, once a room */
export function addStyle(css) {
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, makeSheet(css)];
}
