// Work that is asked for again and again, while only the newest asking counts.

/**
 * Returns a function that runs `task`, never twice at a time: what is asked for meanwhile runs once, afterwards. Its
 * abort() gives the running one up. `fail` hears of other errors.
 * @param {(signal: AbortSignal) => Promise<void>} task
 * @param {(error: any) => void} fail
 */
export function latest(task, fail) {
  let [busy, wanted] = [false, false];
  let life = new AbortController();
  async function run() {
    wanted = true;
    if (busy) return;
    busy = true;
    while (wanted) {
      wanted = false;
      life = new AbortController();
      await task(life.signal).catch((error) => {
        if (error?.name !== 'AbortError') fail(error); // what isAborted() says, without all that it comes with
      });
    }
    busy = false;
  }
  return Object.assign(run, { abort: () => life.abort() });
}
