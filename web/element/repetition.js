// How much of a text has been said before in it, as it grows: the share of its runs of `length` tokens that occurred
// earlier in the same text.

export class Repetition {
  #length;
  /** @type {number[]} */
  #last = [];
  #seen = new Set();
  #runs = 0;
  #different = 0;

  /** @param {number} length of the runs, in tokens */
  constructor(length) {
    this.#length = length;
  }

  /** Begins another text, which counts with those before it; nothing in it has occurred yet. */
  begin() {
    this.#last = [];
    this.#seen.clear();
  }

  /** @param {number} id the next token */
  add(id) {
    this.#last.push(id);
    if (this.#last.length > this.#length) this.#last.shift();
    if (this.#last.length < this.#length) return;
    const run = this.#last.join();
    this.#runs++;
    if (!this.#seen.has(run)) this.#different++;
    this.#seen.add(run);
  }

  /** From 0, nothing twice, to nearly 1. */
  get share() {
    return this.#runs && 1 - this.#different / this.#runs;
  }
}
