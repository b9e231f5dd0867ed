// A token's text, made visible.
import { isolate, showControls } from '../i18n/isolate.js';

/** Makes visible what a token has of spaces, line breaks and tabs, and of signs that change directions. @param {string} text */
export const showBlanks = (text) =>
  (text === '' ? '∅' : showControls(text).replace(/ /g, '␣').replace(/\n/g, '⏎').replace(/\t/g, '⇥'));

/** The same for a token in a sentence. @param {string} text */
export const nameToken = (text) => isolate(showBlanks(text));
