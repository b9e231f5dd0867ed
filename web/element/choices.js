// The tokens that a reader took instead of those that were drawn, as a link and an attribute carry them.

/** @typedef {{ index: number, id: number }} Choice index: of the generated token, from 0 */

const most = 1000;

/** Returns the choices in a text: "12.345_40.9" takes token 345 at 12 and token 9 at 40. @param {string} text */
export function parseChoices(text) {
  /** @type {Map<number, Choice>} */
  const choices = new Map();
  for (const [, index, id] of text.slice(0, 20 * most).matchAll(/(?:^|_)(\d{1,7})\.(\d{1,6})(?=_|$)/g)) {
    const choice = { index: Number(index), id: Number(id) };
    if (choices.size < most && !choices.has(choice.index)) choices.set(choice.index, choice);
  }
  return [...choices.values()].sort((a, b) => a.index - b.index);
}

/** @param {Choice[]} choices */
export const formatChoices = (choices) => choices.map(({ index, id }) => `${index}.${id}`).join('_');
