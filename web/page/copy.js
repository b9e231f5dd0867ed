// Copying, which a browser may refuse.
import { say } from './notices.js';

/** @param {string} text @param {string} done @param {string} otherwise */
export async function copy(text, done, otherwise) {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    say(`The browser does not let this page copy. ${otherwise}`);
  }
}
