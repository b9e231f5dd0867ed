// How much of a text has been said before in it, as it grows: the share of its runs of `length` tokens that occurred
// earlier in the same text.

export class Repetition {
  #length;
  /** @type {number[]} */
  #last = [];
  #seen = new Set();
  #runs = 0;

  /** @param {number} length of the runs, in tokens */
  constructor(length) {
    this.#length = length;
  }

  /** @param {number} id the next token */
  add(id) {
    this.#last.push(id);
    if (this.#last.length > this.#length) this.#last.shift();
    if (this.#last.length < this.#length) return;
    this.#runs++;
    this.#seen.add(this.#last.join());
  }

  /** From 0, nothing twice, to nearly 1. */
  get share() {
    return this.#runs && 1 - this.#seen.size / this.#runs;
  }
}
