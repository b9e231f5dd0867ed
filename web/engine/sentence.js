/** Where a sentence ends, for texts that go on to there. Loaded by those that do, while they are written. */

/** Its last mark and what closes after it, and then a blank; not a name's initial or title. In Chinese and Japanese no blank follows. */
const last = /(?<!\b(?:Mr|Mrs|Dr|St|[A-Z]))[.!?…]["'”’»)\]]*$/, wide = /[。！？][”’」』）》]*$/, more = /^[”’」』）》。！？…]/;

/**
 * Returns how many of `tokens` there are up to the end of a sentence; else up to the end of a line; else 0.
 * @param {string[]} tokens their texts
 * @param {boolean} [isSure] that no more come; until then -1 where no sentence ends
 */
export function toSentenceEnd(tokens, isSure = true) {
  let text = '';
  for (const [i, next] of tokens.entries()) {
    if (last.test(text) && /^\s/.test(next) || wide.test(text) && !more.test(next)) return i;
    text = (text + next).slice(-9);
  }
  return isSure ? Math.max(0, tokens.findIndex((next) => next[0] === '\n')) : -1;
}

/**
 * A text that goes on to the end of a sentence. @typedef {object} Ending
 * @property {number} left how many tokens are left before the wanted length
 * @property {number} most how many more there can be
 * @property {import('./session.js').Step[]} [waiting] steps beyond the wanted length, until the end is known
 */

/**
 * Takes from `steps` those that are not yet the text's; returns whether the text has ended.
 * @param {Ending} ending whose wanted length these go beyond
 * @param {import('./session.js').Step[]} steps
 * @param {boolean} hasEnded no more come: by itself, which makes the text whole, unless these are all that there can be
 */
export function cut(ending, steps, hasEnded) {
  const { left, most, waiting = [] } = ending;
  ending.waiting = waiting;
  waiting.push(...steps.splice(Math.max(0, steps.length + left)));
  const count = hasEnded && waiting.length < most ? waiting.length : toSentenceEnd(waiting.map(({ text }) => text), hasEnded);
  if (count >= 0) steps.push(...waiting.slice(0, count));
  return count >= 0;
}
