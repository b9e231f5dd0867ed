// What an imported model is first asked to continue: what the reader has written, if the model knows all of it.

/** @typedef {import('../import/types.js').Vocabulary} Vocabulary */

const usual = ['The ', 'the ', 'A', 'a'];
const isWord = /^\p{L}+$/u;

/** @param {Vocabulary | null} vocabulary @param {string} prompt that is set */
export function suggestPrompt(vocabulary, prompt) {
  if (!vocabulary || vocabulary.kind === 'byte' || (vocabulary.kind === 'bpe' && !vocabulary.start)) return prompt;
  const { kind, tokens, special = [], start } = vocabulary;
  if (start) return ''; // it begins by itself
  const known = new Set(tokens.filter((_, id) => !special.includes(id)));
  const knows = (/** @type {string} */ text) => (kind === 'char' ? [...text] : text.match(/\S+/g) ?? []).every((token) => known.has(token));
  if (prompt && knows(prompt)) return prompt;
  return usual.find(knows) ?? [...known].find((token) => isWord.test(token)) ?? [...known][0] ?? '';
}
