/** Where a sentence ends, for texts that go on to there. Loaded by those that do, while they are written. */
import { refuse } from './options.js';

/** Its last mark and what closes after it, and then a blank; not a name's initial or title. In Chinese and Japanese no blank follows. */
const last = /(?<!\b(?:Mr|Mrs|Dr|St|[A-Z]))[.!?…]["'”’»)\]]*$/, wide = /[。！？][”’」』）》]*$/, more = /^[”’」』）》。！？…]/;

/**
 * Returns how many of `tokens` there are up to the end of a sentence, 0 where it has ended before them; else up to the end of
 * a line; else 0.
 * @param {string} before what stands before them, its end at least
 * @param {string[]} tokens their texts
 * @param {boolean} [isSure] that no more come; until then -1 where no sentence ends
 */
export function toSentenceEnd(before, tokens, isSure = true) {
  let text = before.slice(-9);
  for (const [i, next] of tokens.entries()) {
    if (last.test(text) && /^\s/.test(next) || wide.test(text) && !more.test(next)) return i;
    text = (text + next).slice(-9);
  }
  return isSure ? Math.max(0, tokens.findIndex((next) => next[0] === '\n')) : -1;
}

/** The end of a text that goes on to the end of a sentence: its steps wait until that has been found. */
export class Ending {
  /** @type {import('./session.js').Step[]} */
  #waiting = [];
  #most;

  /** @param {number} most how many more tokens than were wanted there can be @param {boolean} isSession whose text is beyond its end by now */
  constructor(most, isSession) {
    if (isSession) refuse('end is an option of generate() and complete() of a model, not of a session.');
    this.#most = most;
  }

  /**
   * Takes steps that are not yet the text's; returns whether the text has ended.
   * @param {string} before what stands before them, its end at least
   * @param {import('./session.js').Step[]} steps those that are left in it are the text's
   * @param {number} sure how many of them, the first, are
   * @param {boolean} hasEnded no more come: by itself, which makes it whole, unless these are all that there can be
   */
  cut(before, steps, sure, hasEnded) {
    this.#waiting.push(...steps.splice(Math.max(0, sure)));
    const textsOf = (/** @type {import('./session.js').Step[]} */ steps) => steps.map(({ text }) => text);
    const text = before + textsOf(steps).join('');
    const count = hasEnded && this.#waiting.length < this.#most ? this.#waiting.length : toSentenceEnd(text, textsOf(this.#waiting), hasEnded);
    if (count >= 0) steps.push(...this.#waiting.slice(0, count));
    return count >= 0;
  }
}
