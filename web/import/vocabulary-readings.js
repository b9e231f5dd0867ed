// A text as the model may have been trained with it (as it is, in lower case, without line breaks), as numbers, and matched to
// the pairs of ids that the model writes.
import { generator } from './vocabulary-evidence.js';
import { PairMatch } from './vocabulary-match.js';
import { byCodePoint } from './vocabulary-survey.js';
import { vocabulariesOf } from './vocabulary-text.js';

/** @typedef {NonNullable<import('./types.js').Graph['vocabularyHint']>} Hint */

/** How often the climb from a disturbed order is tried. */
const TRIALS = 16;

export class Reading {
  /** Sorted by code point. @type {string[]} */
  characters;
  /** The text, by these. */
  numbers;
  /** How often each stands in the text, as parts of 1. @type {Float64Array} */
  often;
  /** Pairs of them, as parts of 1. @type {Float64Array[]} */
  pairs;
  /** Of the pairs, in nats: what no order can be better than. */
  entropy;
  /** The ids that match best; -1: none. @type {Int32Array} */
  ids = new Int32Array(0);
  /** How often the model writes each id, as parts of 1. @type {number[]} */
  oftenOfIds = [];
  /** How far pairs of the text and of the model are from one another, in nats. */
  distance = Infinity;
  /** @type {PairMatch} */
  match = new PairMatch([], []);

  /** @param {string} text */
  constructor(text) {
    this.text = text;
    const all = Array.from(text);
    this.characters = [...new Set(all)].sort(byCodePoint);
    const index = new Map(this.characters.map((character, i) => [character, i]));
    this.numbers = Int32Array.from(all, (character) => /** @type {number} */ (index.get(character)));
    const n = this.characters.length;
    this.pairs = Array.from({ length: n }, () => new Float64Array(n));
    for (let i = 1; i < this.numbers.length; i++) this.pairs[this.numbers[i - 1]][this.numbers[i]] += 1 / (this.numbers.length - 1);
    this.often = Float64Array.from(this.pairs, (row) => row.reduce((a, b) => a + b, 0));
    this.entropy = -this.pairs.reduce((sum, row) => sum + row.reduce((part, one) => part + (one > 0 ? one * Math.log(one) : 0), 0), 0);
  }

  /** Of an assignment, in nats. @param {Int32Array} ids */
  distanceOf(ids) {
    return -this.match.score(ids) - this.entropy;
  }

  /** Returns the best that keeps both in order, beside what was found. @param {typeof import('./vocabulary-match.js').align} align @param {Int32Array} ids */
  inOrder(align, ids) {
    for (let round = 0; round < 4; round++) {
      const { scores, without } = this.match.scores(ids);
      ids = align(scores, without);
    }
    return ids;
  }

  /** Returns the assignments by the lists that tutorials would make of the text, or always have. @param {string} text @param {Hint} hint @param {number} size */
  known(text, hint, size) {
    return vocabulariesOf(text, { ...hint, kind: 'char' }).filter((candidate) => candidate.size === size).map(({ order, changes, make }) => {
      const { tokens } = make();
      const index = new Map(tokens.map((token, id) => [token, id]));
      return { order: [order, ...changes].join(', '), ids: Int32Array.from(this.characters, (character) => index.get(character) ?? -1), tokens };
    });
  }
}

/**
 * Returns the text as it may have been read: only those of which the characters may be as many as the model's.
 * @param {string} text @param {Hint} hint @param {number} size
 */
export function readings(text, hint, size) {
  const all = [text, text.toLowerCase()].filter((_, i) => hint.lowerCase === undefined || hint.lowerCase === (i === 1));
  const each = [...new Set(all.flatMap((one) => [one, one.replace(/\n+/g, ' ')]))].map((one) => new Reading(one));
  const likely = each.filter(({ characters }) => characters.length > 0.3 * size);
  return likely.length > 0 ? likely : each;
}

/** Matches the pairs. @param {Reading} reading @param {Float64Array[]} model */
export function matchPairs(reading, model) {
  const match = new PairMatch(reading.pairs, model);
  reading.match = match;
  const count = model.map((row) => row.reduce((a, b) => a + b, 0));
  reading.oftenOfIds = count;
  const byCount = Array.from(reading.often.keys()).sort((a, b) => reading.often[b] - reading.often[a]);
  const idsByCount = Array.from(count.keys()).sort((a, b) => count[b] - count[a]);
  const random = generator(3);
  for (let trial = 0; trial < TRIALS; trial++) {
    const noise = trial === 0 ? 0 : 0.15 + 0.5 * random();
    const keys = byCount.map((character, rank) => ({ character, key: Math.log(rank + 2) + noise * (random() - 0.5) })).sort((a, b) => a.key - b.key);
    const start = new Int32Array(byCount.length).fill(-1);
    keys.forEach(({ character }, rank) => (start[character] = idsByCount[rank] ?? -1));
    const ids = match.climb(start);
    const distance = reading.distanceOf(ids);
    if (distance < reading.distance - 1e-9) Object.assign(reading, { ids, distance });
  }
  return reading;
}
