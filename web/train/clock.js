// How long steps take, by clocks that may tick only every 100 ms, as browsers' protection against fingerprinting makes them:
// a time is taken over as many steps as the clock needs to move.

const patience = 200; // steps: a clock that has not moved by then stands still
const usual = 10; // ms of a step where the clock tells nothing
const remembered = 5; // seconds
const promised = 2; // seconds that what was planned counts for

/**
 * Returns the milliseconds of a step, which is not 0: the mean, since other programs are there while it trains, too.
 * @param {() => void} step @param {number} least ms: so long that what else the machine does takes its usual share of them
 */
export function timeOf(step, least) {
  step(); // compiles
  const began = performance.now();
  let [steps, took] = [0, 0];
  while (took < least && (took || steps < patience)) {
    step();
    steps++;
    took = performance.now() - began;
  }
  return took / steps || usual;
}

/** How long a step takes lately. */
export class Pace {
  #steps = 0;
  #seconds = 0;

  /** @param {number} step seconds that one takes, as planned; 0: unknown */
  constructor(step) {
    if (step) [this.#steps, this.#seconds] = [promised / step, promised];
  }

  /** @param {number} seconds that a step took */
  add(seconds) {
    this.#steps++;
    this.#seconds += seconds;
    if (this.#seconds < remembered) return;
    // What is older counts by half.
    this.#steps /= 2;
    this.#seconds /= 2;
  }

  /** Seconds of a step; 0 while unknown. */
  get step() {
    return this.#seconds / (this.#steps || 1);
  }
}
