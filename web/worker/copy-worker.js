// A worker of another origin's script, which browsers do not start: as a copy that is the page's own. Loaded when it is wanted.

/** The hash of the worker that lies beside this script, where the build has put it in here. @type {string | undefined} */
const integrity = /** @type {any} */ (globalThis).LUKEWARM_WORKER_INTEGRITY;

/**
 * Starts it. It finds its files, and what it imports, by its own address.
 * @param {string} address of the script
 * @param {boolean} isBeside it lies beside this script
 */
export async function copyWorker(address, isBeside) {
  const response = await fetch(address, isBeside && integrity ? { integrity } : {});
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const code = (await response.text()).replaceAll('import.meta.url', JSON.stringify(address))
    .replace(/\b(import\(?|from) ?(["'])\.\//g, (_, how, quote) => `${how}${quote}${new URL('./', address)}`);
  const copy = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(copy, { type: 'module' });
  worker.addEventListener('message', () => URL.revokeObjectURL(copy), { once: true });
  return worker;
}
