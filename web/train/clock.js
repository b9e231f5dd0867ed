// How long steps take, by clocks that may tick only every 100 ms, as browsers' protection against fingerprinting makes them:
// a time is taken over as many steps as the clock needs to move.

const patience = 200; // steps: a clock that has not moved by then stands still
const usual = 10; // ms of a step where the clock tells nothing

/** Returns the milliseconds of a step, which is not 0: the least of four measurements. @param {() => void} step */
export function timeOf(step) {
  let least = Infinity;
  for (let i = 0; i < 4; i++) {
    const began = performance.now();
    let [steps, took] = [0, 0];
    while (took <= 0 && steps < patience) {
      step();
      steps++;
      took = performance.now() - began;
    }
    if (took > 0) least = Math.min(least, took / steps);
  }
  return least < Infinity ? least : usual;
}

/** How long a step takes lately. */
export class Pace {
  #steps = 0;
  #seconds = 0;

  /** @param {number} seconds that a step took */
  add(seconds) {
    this.#steps++;
    this.#seconds += seconds;
    if (this.#seconds < 2) return;
    // What is older counts by half, so the mean is of the last second or so.
    this.#steps /= 2;
    this.#seconds /= 2;
  }

  /** Seconds of a step; 0 while unknown. */
  get step() {
    return this.#seconds / (this.#steps || 1);
  }
}
