// A place in the text on the page to look at the next token's distribution: after its last blank, where a word begins
// and the model has most to choose from. It stays while samplers and temperature are tried, though the text changes.
import { showBlanks } from '../element/dom.js';

/** @typedef {import('./rooms.js').Page} Page */
/** @typedef {{ model: import('./models.js').Model, session: import('../worker/model.js').Session, text: string, shown: string }} Place */

const longest = 1000; // characters that are read before the place
const named = 24; // and those that name it

/** Returns the end of `text` in a few words, its blanks made visible at the end. @param {string} text */
export function nameEnd(text) {
  const symbols = [...text];
  const end = symbols.slice(-named).join('').replace(/\n/g, '⏎');
  return `${symbols.length > named ? '…' : ''}${end.replace(/\s+$/, showBlanks)}`;
}

/** Returns the text up to the place. @param {string} text @param {string} tokenizer */
export function cutText(text, tokenizer) {
  const isLetters = tokenizer === 'char' || tokenizer === 'byte';
  const place = isLetters ? text.slice(0, text.search(/\s\S*$/) + 1) || text : text.trimEnd();
  return place.slice(-longest);
}

/** @param {Page} page */
export function placeInText(page) {
  /** @type {Promise<Place> | null} */
  let place = null;
  let key = '';

  const keyNow = () => {
    const { model, prompt, seed } = page.settings();
    return [model, prompt, seed].join('\n');
  };

  async function find() {
    const model = await page.model();
    const text = cutText(page.text() || page.settings().prompt, model.info.tokenizer);
    return { model, text, shown: nameEnd(text), session: await model.session(text, { seed: 0 }) };
  }

  function leave() {
    place?.then(({ session }) => session.dispose()).catch(() => {});
    place = null;
  }

  return {
    leave,
    /** Returns where it is, and a session there. */
    session() {
      if (!place) {
        // Before there is a text its beginning does, until it is there.
        key = page.text() === page.settings().prompt ? '' : keyNow();
        const mine = (place = find());
        mine.catch(() => place === mine && (place = null));
      }
      return place;
    },
    /** Goes to the end of the text if it is another one; says whether it did. */
    move() {
      if (place && keyNow() === key) return false;
      leave();
      return true;
    },
  };
}
