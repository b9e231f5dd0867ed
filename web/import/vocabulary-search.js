// A lost vocabulary is found again: the order of tokens under which the network itself finds a text of its kind most likely.
// First the pairs of ids in what the network writes are matched to the pairs of characters in the text; then the network
// reads the text, says at each character which id it expects there, and the assignment follows it, round by round; then
// those two are swapped that lower the loss. Orders that tutorials use go before others that are hardly better.
// Words are not searched for: a text has too few of each to tell thousands apart.
import { nextTask } from '../engine/slices.js';
import { importError } from './errors.js';
import { openNetwork } from './network.js';
import { Excerpts, NONE, pairsOf, writingCost } from './vocabulary-evidence.js';
import { align, assign } from './vocabulary-match.js';
import { matchPairs, readings } from './vocabulary-readings.js';
import { tokensOf } from './vocabulary-result.js';

/** @typedef {import('./network.js').Network} Network */
/** @typedef {import('./types.js').Vocabulary} Vocabulary */
/** @typedef {NonNullable<import('./types.js').Graph['vocabularyHint']>} Hint */
/** @typedef {(done: number) => Promise<void>} Tick */
/** @typedef {import('./vocabulary-readings.js').Reading} Reading */
/** @typedef {Awaited<ReturnType<Excerpts['ask']>> & { ids: Int32Array, total: number }} Asked */
/**
 * @typedef {object} FoundVocabulary
 * @property {Vocabulary} vocabulary a guess
 * @property {number} loss of the text with it, in nats per character
 * @property {number} certainty 0 to 1: the part of the text that is surely read rightly
 * @property {number[]} certainties the same for each id; 0: the text has nothing that could be this token
 * @property {string} order as vocabulary-text.js names it, or 'none'
 */

/** More ids than these are taken for words. */
export const MAX_IDS = 600;
/** In characters. */
const MIN_TEXT = 1000, MAX_TEXT = 400_000;
/** Multiplications: 20 to 40 seconds. */
const BUDGET = 20e9;
const MAX_ROUNDS = 8;

/** ln n!: what an order that is known beforehand is worth against any other, in nats. @param {number} n */
const logFactorial = (n) => Array.from({ length: n }, (_, i) => Math.log(i + 1)).reduce((a, b) => a + b, 0);

class Search {
  /** The lowest so far, in nats per character. */
  loss = Infinity;
  #network;
  #reading;
  #excerpts;
  #tick;
  /** What the pairs say of each character as each id, for one time that it stands there. @type {Float64Array[]} */
  #prior;

  /** @param {Network} network @param {Reading} reading @param {number} places @param {Tick} tick */
  constructor(network, reading, places, tick) {
    this.#network = network;
    this.#reading = reading;
    this.#excerpts = new Excerpts(network, reading.numbers, reading.characters.length, places);
    this.#tick = tick;
    const { scores } = reading.match.scores(reading.ids);
    this.#prior = scores.map((row, c) => row.map((score) => score / Math.max(reading.often[c], 1e-9)));
  }

  /** Scores of the assignments that the network's opinion makes, with half a vote for the pairs. @param {Asked} asked */
  #votes({ sums, counts }) {
    const scores = sums.map((row, c) => row.map((sum, id) => sum + 0.5 * this.#prior[c][id]));
    return { scores, without: scores.map((row, c) => (counts[c] + 0.5) * NONE + 0.5 * Math.min(0, ...this.#prior[c])) };
  }

  /** @param {Int32Array} ids @param {{ doubt?: number, only?: number[] }} [options] @returns {Promise<Asked>} */
  async ask(ids, options) {
    const asked = await this.#excerpts.ask(ids, this.#tick, options);
    return { ...asked, ids, total: asked.losses.reduce((a, b) => a + b, 0) };
  }

  /** Follows the network's opinion until the loss has not fallen three times. @param {Int32Array} start @param {typeof assign} choose */
  async follow(start, choose) {
    let asked = await this.ask(start, { doubt: 0.05 });
    let best = asked;
    for (let round = 1, failed = 0; round < MAX_ROUNDS && failed < 3; round++) {
      const { scores, without } = this.#votes(asked);
      const ids = choose(scores, without);
      if (ids.join() === asked.ids.join()) break;
      asked = await this.ask(ids, { doubt: round === 1 ? 0.02 : 0.005 });
      if (asked.total < best.total) best = asked;
      else failed++;
      this.loss = Math.min(this.loss, this.lossOf(best));
    }
    return best;
  }

  /** Pairs of characters, or a character and an id that no other has, by what a swap would cost by the network's opinion. @param {Asked} asked */
  #swaps(asked) {
    const { scores, without } = this.#votes(asked);
    const { ids } = asked;
    const owners = new Map(Array.from(ids, (id, c) => [id, c]));
    const swaps = [];
    const worth = (/** @type {number} */ c, /** @type {number} */ id) => (id < 0 ? without[c] : scores[c][id]);
    for (let c = 0; c < ids.length; c++) {
      for (let id = 0; id < this.#network.vocabSize; id++) {
        const d = owners.get(id) ?? -1;
        if (id === ids[c] || (d >= 0 && d < c && ids[c] >= 0)) continue;
        swaps.push({ c, d, id, cost: worth(c, ids[c]) - worth(c, id) + (d < 0 ? 0 : worth(d, id) - worth(d, ids[c])) });
      }
    }
    return swaps.sort((a, b) => a.cost - b.cost);
  }

  /** Makes those swaps that lower the loss, the likeliest first. @param {Asked} asked @param {() => boolean} isTime */
  async swap(asked, isTime) {
    const tried = new Set();
    const key = (/** @type {{ c: number, id: number }} */ { c, id }) => `${c} ${Math.min(id, asked.ids[c])} ${Math.max(id, asked.ids[c])}`;
    while (isTime()) {
      const next = this.#swaps(asked).find((swap) => swap.cost < 8 && !tried.has(key(swap)));
      if (!next) break;
      const { c, d, id } = next;
      tried.add(key(next));
      const ids = Int32Array.from(asked.ids);
      if (d >= 0) ids[d] = ids[c];
      ids[c] = id;
      const only = this.#excerpts.with(d >= 0 ? [c, d] : [c]);
      const { losses } = await this.ask(ids, { only });
      const gain = only.reduce((sum, excerpt) => sum + asked.losses[excerpt] - losses[excerpt], 0);
      if (gain < 1e-6) continue;
      only.forEach((excerpt) => (asked.losses[excerpt] = losses[excerpt]));
      asked = { ...asked, ids, total: asked.total - gain };
      this.loss = Math.min(this.loss, this.lossOf(asked));
    }
    return asked;
  }

  /** In nats per character. @param {Asked} asked */
  lossOf({ losses }) {
    return this.#excerpts.lossOf(losses);
  }

  /** How sure each character's id is: against the best swap. @param {Asked} asked */
  certainties(asked) {
    const { scores } = this.#votes(asked);
    const { ids, counts } = asked;
    const owners = new Map(Array.from(ids, (id, c) => [id, c]));
    return Array.from(ids, (own, c) => {
      if (own < 0) return 0;
      // The places of a character are much alike, and some are read twice: they are no independent witnesses.
      const weight = 1 / (1 + Math.sqrt(counts[c]) / 2);
      let against = 0;
      for (let id = 0; id < this.#network.vocabSize; id++) {
        if (id === own) continue;
        const d = owners.get(id);
        against += Math.exp(-weight * (scores[c][own] - scores[c][id] + (d === undefined ? 0 : scores[d][id] - scores[d][own])));
      }
      return 1 / (1 + against);
    });
  }
}

/**
 * Finds the order of tokens under which a network finds a text most likely.
 * @param {import('./lower.js').Lowered} lowered
 * @param {string} text of the kind that it was trained with
 * @param {{ hint?: Hint, budget?: number, signal?: AbortSignal, onProgress?: (progress: { loaded: number, total: number, loss?: number }) => void }} [options]
 *   loss: the lowest so far, in nats per character; budget: about how many multiplications
 * @returns {Promise<FoundVocabulary>} errors: import-unsupported for words; import-incomplete for a short text
 */
export async function searchVocabulary(lowered, text, { hint = {}, budget = BUDGET, signal, onProgress } = {}) {
  const { vocabSize } = lowered;
  if (vocabSize > MAX_IDS) {
    throw importError('import-unsupported', `The model has ${vocabSize} tokens, which must be words, or characters of a script that has thousands. At most ${MAX_IDS} can be told apart by a search: give their list, or the text that the model was trained with.`);
  }
  const sample = text.replace(/\r\n?/g, '\n').slice(0, MAX_TEXT);
  if (sample.length < MIN_TEXT) throw importError('import-incomplete', `The text has ${sample.length} characters. A search needs ${MIN_TEXT} or more, better 100,000: any text of the kind that the model was trained with.`);
  const network = await openNetwork(lowered, signal);
  let done = 0;
  let last = performance.now();
  /** @type {Search | undefined} */
  let search;
  /** @type {Tick} */
  const tick = async (work) => {
    done += work;
    onProgress?.({ loaded: Math.round(Math.min(done, 0.98 * budget)), total: budget, ...(search && search.loss < Infinity && { loss: search.loss }) });
    if (performance.now() - last > 50) {
      await nextTask();
      last = performance.now();
    }
    signal?.throwIfAborted();
  };
  const clamp = (/** @type {number} */ value, /** @type {number} */ least, /** @type {number} */ most) => Math.round(Math.max(least, Math.min(most, value)));
  const model = await pairsOf(network, clamp((0.3 * budget) / writingCost(network), 900, 8000), tick);
  const [reading] = (await Promise.all(readings(sample, hint, vocabSize).map(async (one) => {
    await tick(0);
    return matchPairs(one, model);
  }))).sort((a, b) => a.distance - b.distance);
  search = new Search(network, reading, clamp(Math.min((0.1 * budget) / network.cost, 2 * sample.length), 300, 8000), tick);
  const free = await search.follow(reading.ids, assign);
  /** @type {{ order: string, asked: Asked, tokens?: string[] }[]} */
  const known = [];
  // In what order ids and characters are is seen from the pairs alone.
  const sorted = reading.inOrder(align, free.ids);
  if (reading.distanceOf(sorted) < reading.distance + 0.5) known.push({ order: 'sorted', asked: await search.follow(sorted, align) });
  for (const { order, ids, tokens } of reading.known(text, hint, vocabSize)) {
    if (reading.distanceOf(ids) < reading.distance + 0.5) known.push({ order, tokens, asked: await search.ask(ids) });
  }
  known.sort((a, b) => a.asked.total - b.asked.total);
  const isKnown = known.length > 0 && known[0].asked.total - free.total < logFactorial(Math.min(vocabSize, reading.characters.length));
  const { order, tokens, asked } = isKnown ? known[0] : { order: 'none', tokens: undefined, asked: await search.swap(free, () => done < 0.98 * budget) };
  onProgress?.({ loaded: budget, total: budget });
  return tokensOf(reading, asked.ids, search.lossOf(asked), search.certainties(asked), order, vocabSize, tokens);
}
