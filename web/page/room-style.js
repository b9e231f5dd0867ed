// The style of a room, which comes with its script: constructed, since a strict policy refuses style in markup.
import { makeSheet } from '../element/style.js';

/** @param {string} css for the page, once a room */
export function addStyle(css) {
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, makeSheet(css)];
}
