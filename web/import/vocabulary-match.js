// Which character is which id, by scores: the best assignment, the best that keeps both in order, and the one under which
// two tables of pairs agree. Characters and ids are numbered; an assignment is an array of ids by character, -1 for none.

/**
 * Returns the assignment of the largest sum (Hungarian method, by shortest augmenting paths). Cost: characters² × (ids + characters).
 * @param {Float64Array[]} scores by character and id
 * @param {number[]} without by character: the score of having no id
 * @returns {Int32Array}
 */
export function assign(scores, without) {
  const n = scores.length;
  const ids = scores[0]?.length ?? 0;
  const m = ids + n; // after the ids, one place for each character that has none
  const cost = (/** @type {number} */ row, /** @type {number} */ column) =>
    (column < ids ? -scores[row][column] : column - ids === row ? -without[row] : 1e12);
  const [u, v] = [new Float64Array(n + 1), new Float64Array(m + 1)];
  const owner = new Int32Array(m + 1); // by column, both from 1; 0: nobody
  const way = new Int32Array(m + 1);
  for (let row = 1; row <= n; row++) {
    owner[0] = row;
    let column = 0;
    const least = new Float64Array(m + 1).fill(Infinity);
    const used = new Uint8Array(m + 1);
    do {
      used[column] = 1;
      const current = owner[column];
      let delta = Infinity;
      let next = 0;
      for (let j = 1; j <= m; j++) {
        if (used[j]) continue;
        const reduced = cost(current - 1, j - 1) - u[current] - v[j];
        if (reduced < least[j]) {
          least[j] = reduced;
          way[j] = column;
        }
        if (least[j] < delta) {
          delta = least[j];
          next = j;
        }
      }
      for (let j = 0; j <= m; j++) {
        if (used[j]) {
          u[owner[j]] += delta;
          v[j] -= delta;
        } else {
          least[j] -= delta;
        }
      }
      column = next;
    } while (owner[column] !== 0);
    do {
      const before = way[column];
      owner[column] = owner[before];
      column = before;
    } while (column !== 0);
  }
  const result = new Int32Array(n).fill(-1);
  for (let j = 1; j <= ids; j++) if (owner[j] > 0) result[owner[j] - 1] = j - 1;
  return result;
}

/**
 * Returns the assignment of the largest sum among those that keep the order of both. Cost: characters × ids.
 * @param {Float64Array[]} scores by character and id @param {number[]} without
 * @returns {Int32Array}
 */
export function align(scores, without) {
  const n = scores.length;
  const ids = scores[0]?.length ?? 0;
  const best = Array.from({ length: n + 1 }, () => new Float64Array(ids + 1));
  for (let c = 1; c <= n; c++) {
    best[c][0] = best[c - 1][0] + without[c - 1];
    for (let id = 1; id <= ids; id++) {
      best[c][id] = Math.max(best[c - 1][id - 1] + scores[c - 1][id - 1], best[c - 1][id] + without[c - 1], best[c][id - 1]);
    }
  }
  const result = new Int32Array(n).fill(-1);
  for (let c = n, id = ids; c > 0 && id > 0;) {
    if (best[c][id] === best[c][id - 1]) id--;
    else if (best[c][id] === best[c - 1][id] + without[c - 1]) c--;
    else result[--c] = --id;
  }
  return result;
}

/** Pairs of one kind: how often each follows each, and what a pair is worth. */
export class PairMatch {
  #text;
  #logs;
  #characters;
  #ids;
  #none;

  /**
   * @param {Float64Array[]} text of characters, as parts of 1
   * @param {Float64Array[]} model of ids, as parts of 1
   */
  constructor(text, model) {
    this.#text = text;
    this.#characters = text.length;
    this.#ids = model.length;
    const from = model.map((row) => row.reduce((a, b) => a + b, 0));
    const to = from.map((_, id) => model.reduce((sum, row) => sum + row[id], 0));
    // A pair that was never seen is worth what its two would be by chance, or nearly nothing.
    this.#logs = model.map((row, i) => row.map((one, j) => Math.log(0.97 * one + 0.03 * from[i] * to[j] + 1e-7)));
    this.#none = Math.log(1e-8);
  }

  /** What the pair of these two ids is worth. @param {number} a @param {number} b */
  #log(a, b) {
    return a < 0 || b < 0 ? this.#none : this.#logs[a][b];
  }

  /** What the character is worth as this id, beside the others as they are. @param {Int32Array} ids @param {number} c @param {number} id */
  #worth(ids, c, id) {
    const [own, old] = [this.#text[c], ids[c]];
    let sum = 0;
    for (let b = 0; b < this.#characters; b++) {
      if (b === c) continue;
      if (own[b] > 0) sum += own[b] * this.#log(id, ids[b]);
      if (this.#text[b][c] > 0) sum += this.#text[b][c] * this.#log(ids[b], id);
    }
    return sum + (old === id || own[c] > 0 ? own[c] * this.#log(id, id) : 0);
  }

  /** @param {Int32Array} ids */
  score(ids) {
    return this.#text.reduce((sum, row, a) => sum + row.reduce((part, count, b) => (count > 0 ? part + count * this.#log(ids[a], ids[b]) : part), 0), 0);
  }

  /** Scores by character and id beside the others as they are, and without an id. @param {Int32Array} ids */
  scores(ids) {
    const scores = Array.from({ length: this.#characters }, (_, c) => Float64Array.from({ length: this.#ids }, (_, id) => this.#worth(ids, c, id)));
    return { scores, without: scores.map((_, c) => this.#worth(ids, c, -1)) };
  }

  /** Swaps what two characters are, or gives one an id that no other has, as long as that is better. @param {Int32Array} start */
  climb(start) {
    const ids = Int32Array.from(start);
    const n = this.#characters;
    for (let round = 0, better = true; better && round < 100; round++) {
      better = false;
      const free = new Set(Array.from({ length: this.#ids }, (_, id) => id));
      ids.forEach((id) => free.delete(id));
      for (let c = 0; c < n; c++) {
        const before = this.#worth(ids, c, ids[c]);
        for (const id of free) {
          if (this.#worth(ids, c, id) <= before + 1e-9) continue;
          if (ids[c] >= 0) free.add(ids[c]);
          free.delete(id);
          ids[c] = id;
          better = true;
          break;
        }
        for (let d = c + 1; d < n; d++) {
          if (ids[c] === ids[d]) continue;
          const old = this.#both(ids, c, d);
          [ids[c], ids[d]] = [ids[d], ids[c]];
          if (this.#both(ids, c, d) > old + 1e-9) better = true;
          else [ids[c], ids[d]] = [ids[d], ids[c]];
        }
      }
    }
    return ids;
  }

  /** All pairs with one of the two in them. @param {Int32Array} ids @param {number} c @param {number} d */
  #both(ids, c, d) {
    let sum = 0;
    const [ofC, ofD, text] = [this.#text[c], this.#text[d], this.#text];
    const [idC, idD] = [ids[c], ids[d]];
    for (let b = 0; b < this.#characters; b++) {
      const id = ids[b];
      if (ofC[b] > 0) sum += ofC[b] * this.#log(idC, id);
      if (ofD[b] > 0) sum += ofD[b] * this.#log(idD, id);
      if (b === c || b === d) continue;
      const row = text[b];
      if (row[c] > 0) sum += row[c] * this.#log(id, idC);
      if (row[d] > 0) sum += row[d] * this.#log(id, idD);
    }
    return sum;
  }
}
