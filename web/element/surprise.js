// What a score says, in words and numbers. No DOM.
import { wordFor } from '../i18n/locale.js';

/** @typedef {import('../engine/model.js').ModelInfo} ModelInfo */
/** @typedef {import('../i18n/locale.js').Locale} Locale */
/** @typedef {{ id: number, text: string, logProbability: number, rank: number, entropy: number }} Token */

/** The longest text that is scored, in characters: laying out more shaded tokens than that holds a page up. */
export const longest = 5000;

const shownBefore = 18; // characters

/** Returns how surprising a token was: 1 bit is a coin's toss. @param {Token} token */
export const bitsOf = ({ logProbability }) => -logProbability / Math.LN2;

/**
 * Returns the most surprising tokens, the most surprising first, with what stands before each.
 * @param {Token[]} tokens @param {number} [most]
 */
export function mostSurprising(tokens, most = 5) {
  const order = tokens.map((_, index) => index).sort((a, b) => tokens[a].logProbability - tokens[b].logProbability);
  return order.slice(0, most).map((index) => {
    const before = tokens.slice(Math.max(0, index - shownBefore - 1), index).map(({ text }) => text).join('');
    const near = before.slice(-shownBefore).replace(/\s+/g, ' ');
    return { index, before: before.length > shownBefore ? `…${near}` : near };
  });
}

/** Returns two texts to compare: the same words in a good order and in none. @param {{ tokenizer: string }} info */
export function examplesFor({ tokenizer }) {
  const good = tokenizer === 'word' ? 'The king had three daughters, and the youngest was the fairest of them all.'
    : "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:";
  const words = good.split(' '); // 14 in both
  return [good, words.map((_, i) => words[(5 * i + 5) % words.length]).join(' ')];
}

/**
 * Returns the result in two sentences.
 * @param {{ tokens: Token[], perplexity: number, bitsPerCharacter: number }} result of model.score()
 * @param {Pick<ModelInfo, 'vocabSize' | 'tokenizer'>} info
 * @param {typeof import('../i18n/en.js').likelihood} t the panel's messages
 * @param {Locale} locale
 */
export function summarise({ tokens, perplexity, bitsPerCharacter }, { vocabSize, tokenizer }, t, locale) {
  const worst = Math.log2(vocabSize);
  // The score counts characters as Unicode does; so does what it is compared with.
  const characters = tokens.reduce((sum, token) => sum + bitsOf(token), 0) / bitsPerCharacter;
  const one = wordFor(t.token, tokenizer);
  const formula = `log₂ ${vocabSize} = ${locale.fixed(worst, 2)}`;
  const blind = tokenizer === 'char' ? formula : t.perToken(formula, one, locale.fixed((worst * tokens.length) / characters, 2));
  return {
    verdict: t.verdict(locale.fixed(bitsPerCharacter, 2), perplexity < 100 ? locale.precise(perplexity, 3) : locale.count(perplexity)),
    comparison: t.comparison(locale.count(vocabSize), wordFor(t.tokens, tokenizer), one, blind),
  };
}
