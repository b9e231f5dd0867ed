/** Long work in slices of a few milliseconds, so that a page stays alive and a signal is heard. */

/** How long a slice may take, in ms: half of a frame at 60 Hz. */
const SLICE = 8;

/** Resolves in a task of its own, without the 4 ms that a nested setTimeout waits. */
export function nextTask() {
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
  if (typeof MessageChannel !== 'function') return new Promise((resolve) => setTimeout(resolve)); // jsdom
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(0);
  });
}

/**
 * How many tokens make a slice: as many as take SLICE by the mean of the last ones, so that a clock that ticks every 16 or
 * 100 ms (as against fingerprinting) tells it too.
 */
export class Pace {
  count = 1;
  #tokens = 0;
  #time = 0;

  /** Does `work` with `count` tokens, and adapts the count for the next time. @template T @param {(count: number) => T} work */
  time(work) {
    const began = performance.now();
    const result = work(this.count);
    this.#time += performance.now() - began;
    this.#tokens += this.count;
    // Before the clock has ticked nothing is known, hence at most a quarter more each time.
    const most = 1 + (this.#tokens >> 2);
    this.count = Math.max(1, Math.min(4096, most, Math.floor((0.75 * SLICE * this.#tokens) / this.#time) || most));
    if (this.#time > 25 * SLICE) { // the last ones count
      this.#time /= 2;
      this.#tokens /= 2;
    }
    return result;
  }
}

/**
 * Calls `work` with a number of tokens to do until it returns 0, the number that is left.
 * @param {(count: number) => number} work
 * @param {{ signal?: AbortSignal, onProgress?: (progress: { loaded: number, total: number }) => void }} [options]
 */
export async function inSlices(work, options) {
  const pace = new Pace();
  let began = performance.now();
  let slices = 0;
  let total = 0;
  for (;;) {
    options?.signal?.throwIfAborted();
    const left = pace.time(work);
    if (left === 0) return;
    total ||= left + 1; // the first slice is one token
    if (++slices < 8 && performance.now() - began < SLICE / 2) continue;
    options?.onProgress?.({ loaded: total - left, total });
    await nextTask();
    began = performance.now();
    slices = 0;
  }
}
