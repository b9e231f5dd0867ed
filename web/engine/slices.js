/** Long work in slices of a few milliseconds, so that a page stays alive and a signal is heard. */

/** How long a slice may take, in ms: half of a frame at 60 Hz. */
const SLICE = 8;

/** Resolves in a task of its own, without the 4 ms that a nested setTimeout waits. */
export function nextTask() {
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(0);
  });
}

/** How many tokens make a slice: as many as have turned out to fit. */
export class Pace {
  count = 1;

  /** Does `work` with `count` tokens, and adapts the count for the next time. @template T @param {(count: number) => T} work */
  time(work) {
    const began = performance.now();
    const result = work(this.count);
    const took = performance.now() - began;
    if (took < SLICE / 2) this.count = Math.min(2 * this.count, 4096);
    else if (took > SLICE) this.count = Math.max(1, this.count >> 1);
    return result;
  }
}

/**
 * Calls `work` with a number of tokens to do until it returns 0, the number that is left.
 * @param {(count: number) => number} work
 * @param {AbortSignal} [signal]
 */
export async function inSlices(work, signal) {
  const pace = new Pace();
  let began = performance.now();
  for (;;) {
    signal?.throwIfAborted();
    if (pace.time(work) === 0) return;
    if (performance.now() - began < SLICE / 2) continue;
    await nextTask();
    began = performance.now();
  }
}
