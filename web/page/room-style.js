// The style of a room, which comes with its script: constructed, since a strict policy refuses style in markup.
import { makeSheet } from '../element/style.js';
// A room is never without its page. Saying so makes the build put all that the page starts with into one file, and not
// into one for each set of rooms that share some of it, each of which the page would wait for.
import './main.js';

/** @param {string} css for the page, once a room */
export function addStyle(css) {
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, makeSheet(css)];
}
