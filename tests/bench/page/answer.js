/**
 * Answers the calls that workers.js sends to a worker, or peers.mjs to a Node process, one at a time.
 * @param {Record<string, (...args: any[]) => unknown>} calls
 */
export function answer(calls) {
  /** @param {{ call: string, args: unknown[] }} message */
  const reply = async ({ call, args }) => {
    try {
      return { result: await calls[call](...args) };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
  if (globalThis.process?.send) {
    process.on('message', async (/** @type {any} */ message) => process.send?.(await reply(message)));
  } else {
    addEventListener('message', async ({ data }) => postMessage(await reply(data)));
  }
}
