// Which of several orders of a text's tokens the model was trained with: the one under which it expects the text. Sorted, by
// frequency or by appearance have one size; the loss tells them apart.
import { nextTask } from '../engine/slices.js';
import { openNetwork } from './network.js';
import { Excerpts } from './vocabulary-evidence.js';
import { kerasWords, onlyLetters, splitLines, splitWords, vectorizedWords } from './vocabulary-survey.js';

/** @typedef {import('./vocabulary-text.js').Candidate} Candidate */

/** In characters: what is read of the text. */
const SAMPLE = 60_000;
/** Multiplications for all candidates together: some seconds. */
const BUDGET = 1e9;
/** In nats per token. What is no better than this is no reason to take an unlikelier order. */
const MARGIN = 0.1;
/** As a part of the loss by chance: what is better than this is right. */
const CLEAR = 0.75;

/** Returns the text in the candidate's tokens. @param {string} text @param {Candidate} candidate @returns {Iterable<string>} */
function tokensOf(text, { order, changes, kind }) {
  const low = changes.includes('lower-case') ? text.toLowerCase() : text;
  // makemore's names stand on lines of their own, and what ends one is its stop.
  if (order === 'makemore') return Array.from(text, (character) => (character === '\n' ? changes[0] : character));
  if (kind === 'char') {
    const lines = changes.includes('no-newline') ? low.replaceAll('\n', '') : changes.includes('newline-space') ? low.replaceAll('\n', ' ') : low;
    return order.startsWith('d2l') ? onlyLetters(lines) : changes.includes('nfd') ? lines.normalize('NFD') : changes.includes('nfc') ? lines.normalize('NFC') : lines;
  }
  if (order === 'keras-words') return kerasWords(text);
  if (order === 'text-vectorization') return vectorizedWords(text);
  if (order === 'words-eos' || order === 'words-ptb') return splitLines(text);
  return splitWords(order.startsWith('d2l') ? onlyLetters(text) : low);
}

/** What one who knows no more than how often each token is there would have as a loss. @param {Int32Array} ids */
function entropyOf(ids) {
  const counts = new Map();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / ids.length) * Math.log(count / ids.length), 0);
}

/**
 * Returns candidates, up to the first that is surely right, with the model's loss of the text in nats per token, the best
 * first; of those that are nearly as good, the one that came first; with `chance`, the loss of a model that knows frequencies alone.
 * @param {import('./lower.js').Lowered} lowered
 * @param {string} text
 * @param {Candidate[]} candidates of the model's size, the likeliest first
 * @param {{ signal?: AbortSignal, onProgress?: (progress: { loaded: number, total: number }) => void }} [work]
 * @returns {Promise<{ candidate: Candidate, loss: number, chance: number }[]>} none for a text that is too short to tell
 */
export async function rankVocabularies(lowered, text, candidates, { signal, onProgress } = {}) {
  const network = await openNetwork(lowered, signal);
  // A long text's middle: many begin with a notice.
  const from = text.length > 4 * SAMPLE ? text.length >> 1 : 0;
  const sample = text.slice(from, from + SAMPLE).replace(/\r\n?/g, '\n');
  /** @type {Map<string, Candidate>} */
  const different = new Map();
  for (const candidate of candidates.slice(0, 40)) {
    const key = candidate.make().tokens.join('\n');
    if (!different.has(key)) different.set(key, candidate);
  }
  const places = Math.round(Math.max(30, Math.min(500, BUDGET / network.cost / different.size)));
  const total = different.size;
  /** @type {{ candidate: Candidate, loss: number, chance: number }[]} */
  const ranked = [];
  let last = performance.now();
  const tick = async () => {
    if (performance.now() - last > 50) {
      await nextTask();
      last = performance.now();
    }
    signal?.throwIfAborted();
  };
  for (const candidate of different.values()) {
    const { tokens, unknown } = candidate.make();
    const index = new Map(tokens.map((token, id) => [token, id]));
    const ids = Int32Array.from(tokensOf(sample, candidate), (token) => index.get(token) ?? unknown ?? tokens.length);
    if (ids.length < 2 * network.window + 60) continue;
    const excerpts = new Excerpts(network, ids, tokens.length + 1, 2 * places);
    const losses = await excerpts.losses(Int32Array.from({ length: tokens.length + 1 }, (_, id) => (id < tokens.length ? id : -1)), tick);
    const [loss, chance] = [excerpts.lossOf(losses), entropyOf(ids)];
    ranked.push({ candidate, loss, chance });
    onProgress?.({ loaded: ranked.length, total });
    // With the wrong ids a model does worse than chance: no other needs to be read.
    if (loss < CLEAR * chance) break;
  }
  // A model that expects nothing of the text with any of them is no judge.
  const judged = (/** @type {typeof ranked[0]} */ { loss, chance }) => Math.min(loss, chance);
  const best = ranked.reduce((a, b) => (judged(b) < judged(a) - MARGIN ? b : a), ranked[0]);
  return best ? [best, ...ranked.filter((one) => one !== best).sort((a, b) => a.loss - b.loss)] : [];
}
