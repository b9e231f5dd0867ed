// What a score says, in words and numbers. No DOM.

/** @typedef {{ id: number, text: string, logProbability: number, rank: number, entropy: number }} Token */

/** The longest text that is scored, in characters: laying out more shaded tokens than that holds a page up. */
export const longest = 5000;

const shownBefore = 18; // characters

/** Returns how surprising a token was: 1 bit is a coin's toss. @param {Token} token */
export const bitsOf = ({ logProbability }) => -logProbability / Math.LN2;

/**
 * Returns the most surprising tokens, the hardest first, with what stands before each.
 * @param {Token[]} tokens @param {number} [most]
 */
export function hardestOf(tokens, most = 5) {
  const order = tokens.map((_, index) => index).sort((a, b) => tokens[a].logProbability - tokens[b].logProbability);
  return order.slice(0, most).map((index) => {
    const before = tokens.slice(Math.max(0, index - shownBefore - 1), index).map(({ text }) => text).join('');
    const near = before.slice(-shownBefore).replace(/\s+/g, ' ');
    return { index, before: before.length > shownBefore ? `…${near}` : near };
  });
}

const examples = {
  char: ['A line of Shakespeare', "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:",
    "lovely a Thou to day?\nShall summer's temperate: more I and compare art more thee"],
  word: ['A plain sentence', 'The king had three daughters, and the youngest was the fairest of them all.',
    'of youngest the had, daughters was all the and them king The fairest three.'],
};

/** Returns two texts to compare: the same words in a good order and in none. @param {{ tokenizer: string }} info */
export function examplesFor({ tokenizer }) {
  const [name, good, shuffled] = tokenizer === 'word' ? examples.word : examples.char;
  return [{ name, text: () => good }, { name: 'The same words, shuffled', text: () => shuffled }];
}

/**
 * Returns the result in sentences.
 * @param {{ tokens: Token[], perplexity: number, bitsPerCharacter: number }} result of model.score()
 * @param {{ vocabSize: number, tokenizer: string }} info
 * @param {string} units what the model's tokens are called
 * @param {{ from: string, to: string }[]} replacements what of the text the model does not know
 */
export function summarise({ tokens, perplexity, bitsPerCharacter }, { vocabSize, tokenizer }, units, replacements) {
  const unit = units.replace(/s$/, '');
  const known = `${vocabSize.toLocaleString('en')} ${units}`;
  const bits = Math.log2(vocabSize);
  // The score counts characters as Unicode does; so does what it is compared with.
  const characters = tokens.reduce((sum, token) => sum + bitsOf(token), 0) / bitsPerCharacter;
  const blind = tokenizer === 'char' ? `log₂ ${vocabSize} = ${bits.toFixed(2)}`
    : `log₂ ${vocabSize} = ${bits.toFixed(2)} for each ${unit}, which here is ${((bits * tokens.length) / characters).toFixed(2)} for each character`;
  const named = replacements.slice(0, 6).map(({ from, to }) => (to ? `“${from}” (read as “${to}”)` : `“${from}”`));
  if (replacements.length > 6) named.push(`and ${replacements.length - 6} more`);
  return {
    sentence: `${bitsPerCharacter.toFixed(2)} bits per character, perplexity ${perplexity < 100 ? perplexity.toPrecision(3) : Math.round(perplexity).toLocaleString('en')}.`,
    comparison: `A bit per character is one yes-or-no question, on average, that has to be answered before the next character is ` +
      `known; knowing nothing but the model's ${known}, it would be ${blind}. The perplexity says the same as a count: ` +
      `at each ${unit} the model was as unsure as among so many equally likely ones.`,
    unknownWords: named.length === 0 ? '' : `The model does not know ${named.join(', ')}. ` +
      (tokenizer === 'word' ? 'Such a word is scored as any unknown word, which is easier to guess than the word itself.'
        : 'What is read as nothing is skipped.'),
  };
}
