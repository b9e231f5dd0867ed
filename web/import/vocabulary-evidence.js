// What a network says about its ids: the pairs in what it writes itself, and how probable each id is wherever a character
// stands in a text.

/** @typedef {import('./network.js').Network} Network */
/** Called with the multiplications done since the last call; throws to stop. @typedef {(done: number) => Promise<void>} Tick */

/** How many texts are read side by side. */
const STREAMS = 32;
/** What is read of a window for the pairs: what is farther away changes them little. */
const NEAR = 16;

/** Multiplications for a token that is written. @param {Network} network */
export const writingCost = ({ cost, window, isFixed }) => 1.25 * (isFixed || window <= NEAR ? cost : (cost * NEAR) / window);

/** The same in every run: a search is repeatable. @param {number} [seed] @returns {() => number} in [0, 1) */
export function generator(seed = 1) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Makes probabilities of the logits at `from`. @param {Float32Array} logits which it changes @param {number} from @param {number} size */
function normalize(logits, from, size) {
  let most = -Infinity;
  for (let i = 0; i < size; i++) most = Math.max(most, logits[from + i]);
  let sum = 0;
  for (let i = 0; i < size; i++) sum += logits[from + i] = Math.exp(logits[from + i] - most);
  for (let i = 0; i < size; i++) logits[from + i] /= sum;
}

/** @param {Float32Array} probabilities @param {number} from @param {number} size @param {number} uniform */
function draw(probabilities, from, size, uniform) {
  let left = uniform;
  let last = 0;
  for (let i = 0; i < size; i++) {
    if (probabilities[from + i] <= 0) continue;
    last = i;
    left -= probabilities[from + i];
    if (left < 0) return i;
  }
  return last;
}

/** Texts in the making, side by side. */
class Writer {
  #network;
  /** @type {import('./network.js').State} */
  #state = new Map();
  /** @type {number[][]} what each has, for a window */
  #texts;
  #streams;

  /** @param {Network} network @param {number} streams @param {() => number} random */
  constructor(network, streams, random) {
    this.#network = network;
    this.#streams = streams;
    const length = network.isFixed ? network.window - 1 : 0;
    this.#texts = Array.from({ length: streams }, () => Array.from({ length }, () => Math.floor(random() * network.vocabSize)));
  }

  /** Returns the probabilities after one more token each. @param {ArrayLike<number>} ids @param {boolean} [isLast] */
  next(ids, isLast) {
    const { window, vocabSize } = this.#network;
    let logits;
    if (window === 0) {
      logits = this.#network.read(Int32Array.from(ids), this.#streams, isLast ? new Map([...this.#state].map(([layer, { h, c }]) => [layer, { h: h.slice(), c: c.slice() }])) : this.#state);
    } else {
      const kept = this.#network.isFixed ? window : Math.min(window, NEAR);
      const texts = this.#texts.map((text, i) => [...text, ids[i]].slice(-kept));
      if (!isLast) this.#texts = texts;
      const length = texts[0].length;
      const all = new Int32Array(length * this.#streams);
      texts.forEach((text, stream) => text.forEach((id, position) => (all[position * this.#streams + stream] = id)));
      logits = this.#network.read(all, this.#streams);
    }
    for (let stream = 0; stream < this.#streams; stream++) normalize(logits, stream * vocabSize, vocabSize);
    return logits;
  }
}

/**
 * Returns how often each id follows each in what the network writes, as parts of 1: the probabilities of all next tokens
 * are counted, not only of the one that is drawn; and each id is read in several places, so that rare ones are known too.
 * @param {Network} network @param {number} tokens to write @param {Tick} tick
 * @returns {Promise<Float64Array[]>} by id and next id
 */
export async function pairsOf(network, tokens, tick) {
  const { vocabSize: size } = network;
  const random = generator();
  const steps = Math.max(12, Math.ceil(tokens / STREAMS));
  const burn = Math.min(16, steps >> 1);
  const sums = Array.from({ length: size }, () => new Float64Array(size));
  const visits = new Float64Array(size);
  const often = new Float64Array(size);
  const writer = new Writer(network, STREAMS, random);
  let ids = Array.from({ length: STREAMS }, () => Math.floor(random() * size));
  const add = (/** @type {number} */ id, /** @type {Float32Array} */ next, /** @type {number} */ from, /** @type {number} */ weight) => {
    for (let i = 0; i < size; i++) sums[id][i] += weight * next[from + i];
    visits[id] += weight;
  };
  for (let step = 0; step < steps; step++) {
    const next = writer.next(ids);
    if (step >= burn) {
      ids.forEach((id, stream) => {
        add(id, next, stream * size, 1);
        for (let i = 0; i < size; i++) often[i] += next[stream * size + i];
      });
      if ((step - burn) % 4 === 0) {
        // The next STREAMS ids, wherever the texts are now.
        const turn = ((step - burn) / 4) * STREAMS;
        const probes = ids.map((_, stream) => (turn + stream) % size);
        const after = writer.next(probes, true);
        probes.forEach((id, stream) => add(id, after, stream * size, 0.1));
      }
    }
    ids = ids.map((_, stream) => draw(next, stream * size, size, random()));
    await tick(STREAMS * writingCost(network));
  }
  const total = often.reduce((a, b) => a + b, 0);
  return sums.map((row, id) => row.map((sum) => (visits[id] > 0 ? (often[id] / total) * sum / visits[id] : 0)));
}

/**
 * Places of a text at which the network's opinion is asked: some anywhere, others where the text has its rare characters.
 */
export class Excerpts {
  #network;
  #text;
  #characters;
  /** The most common character, which is read for those without an id. */
  #common;
  /** Where each is read from, and from which of its tokens on it counts. */
  #length;
  #counted;
  /** @type {number[]} */
  #starts = [];
  /** How many of them, the first ones, were drawn from the whole text. */
  #anywhere;

  /**
   * @param {Network} network
   * @param {Int32Array} text character by character
   * @param {number} characters how many different ones
   * @param {number} places about how many
   */
  constructor(network, text, characters, places) {
    const { window } = network;
    this.#network = network;
    this.#text = text;
    this.#characters = characters;
    // With a window each place is a text of its own; with a state, all tokens of a text but the first few are places.
    this.#length = Math.min(window || 28, text.length - 1);
    this.#counted = window ? this.#length : Math.min(6, this.#length >> 1);
    const each = this.#length - this.#counted + 1;
    const wanted = Math.max(1, Math.round(places / each));
    const random = generator(2);
    const most = text.length - 1 - this.#length;
    const seen = new Float64Array(characters);
    const add = (/** @type {number} */ start) => {
      this.#starts.push(start);
      for (let i = this.#counted; i <= this.#length; i++) seen[text[start + i]]++;
    };
    for (let i = 0; i < wanted / 2; i++) add(Math.floor(random() * (most + 1)));
    this.#anywhere = this.#starts.length;
    /** Where each character stands, at most 64 places of it. @type {number[][]} */
    const where = Array.from({ length: characters }, () => []);
    const counts = new Float64Array(characters);
    for (const character of text) counts[character]++;
    this.#common = counts.indexOf(counts.reduce((a, b) => Math.max(a, b), 0));
    counts.fill(0);
    text.forEach((character, position) => {
      if (position < this.#length) return;
      const list = where[character];
      const place = counts[character]++;
      if (list.length < 64) list.push(position);
      else if (random() < 64 / (place + 1)) list[Math.floor(random() * 64)] = position;
    });
    while (this.#starts.length < wanted) {
      let rarest = -1;
      where.forEach((list, character) => {
        if (list.length > 0 && (rarest < 0 || seen[character] < seen[rarest])) rarest = character;
      });
      if (rarest < 0) break;
      const list = where[rarest];
      const [position] = list.splice(Math.floor(random() * list.length), 1);
      const ahead = window ? 0 : Math.floor(random() * (each >> 1));
      add(Math.max(0, Math.min(most, position - this.#length + ahead)));
    }
  }

  /** How many places there are. */
  get size() {
    return this.#starts.length * (this.#length - this.#counted + 1);
  }

  /** Returns the loss of the text in nats per token, by those excerpts that are from anywhere. @param {Float64Array} losses */
  lossOf(losses) {
    return losses.slice(0, this.#anywhere).reduce((a, b) => a + b, 0) / (this.#anywhere * (this.#length - this.#counted + 1));
  }

  /** Which excerpts have one of these characters. @param {number[]} characters @returns {number[]} */
  with(characters) {
    return this.#starts.flatMap((start, i) => {
      const excerpt = this.#text.subarray(start, start + this.#length + 1);
      return characters.some((character) => excerpt.includes(character)) ? [i] : [];
    });
  }

  /**
   * Reads excerpts with an assignment.
   * @param {Int32Array} ids by character; -1: none
   * @param {Tick} tick
   * @param {{ doubt?: number, only?: number[] }} [options] doubt: the part of every probability that is spread over all ids: the
   *   less the ids are known, the more; only: these excerpts
   * @returns {Promise<{ sums: Float64Array[], counts: Float64Array, losses: Float64Array }>} the sum of the logarithms of the
   *   probability of each id where each character stands; how often it does; the loss of each excerpt with these ids, in nats
   */
  async ask(ids, tick, { doubt = 1e-3, only } = {}) {
    const size = this.#network.vocabSize;
    const sums = Array.from({ length: this.#characters }, () => new Float64Array(size));
    const counts = new Float64Array(this.#characters);
    const losses = await this.losses(ids, tick, only, (character, logits, from) => {
      const row = sums[character];
      for (let i = 0; i < size; i++) row[i] += Math.log((1 - doubt) * logits[from + i] + doubt / size);
      counts[character]++;
    });
    return { sums, counts, losses };
  }

  /**
   * Returns the loss of each excerpt with an assignment, in nats.
   * @param {Int32Array} ids by character; -1: none
   * @param {Tick} tick
   * @param {number[]} [only] these excerpts
   * @param {(character: number, probabilities: Float32Array, from: number) => void} [visit] is called for each place
   */
  async losses(ids, tick, only = this.#starts.map((_, i) => i), visit = () => {}) {
    const { vocabSize: size, window, cost } = this.#network;
    const [text, length] = [this.#text, this.#length];
    const losses = new Float64Array(this.#starts.length);
    for (let first = 0; first < only.length; first += STREAMS) {
      const starts = only.slice(first, first + STREAMS).map((excerpt) => this.#starts[excerpt]);
      const n = starts.length;
      const read = new Int32Array(n * length);
      for (let position = 0; position < length; position++) {
        for (let stream = 0; stream < n; stream++) {
          const id = ids[text[starts[stream] + position]];
          read[position * n + stream] = id < 0 ? Math.max(0, ids[this.#common]) : id;
        }
      }
      const logits = this.#network.read(read, n);
      for (let position = this.#counted; position <= length; position++) {
        for (let stream = 0; stream < n; stream++) {
          const character = text[starts[stream] + position];
          const from = (window ? stream : (position - 1) * n + stream) * size;
          normalize(logits, from, size);
          visit(character, logits, from);
          losses[only[first + stream]] -= ids[character] < 0 ? NONE : Math.log(Math.max(logits[from + ids[character]], 1e-6));
        }
      }
      await tick(n * cost * (window ? 1 : length));
    }
    return losses;
  }
}

/** What a character without an id is worth, in nats: less than nearly all that a model is surprised by. */
export const NONE = -14;
