// The page's side of the training worker: numbered calls out, answers and events back.
import { LukewarmError } from '../engine/errors.js';

/**
 * Starts the worker. Calls wait until it is there; where none can start, they end with an error.
 * @param {(event: any) => void} onEvent
 * @param {Promise<any>} leaving resolves when the page is left: its training is then another tab's to go on with. That
 *     is not the worker's to say, since WebKit may put it to sleep with a lock in its hands
 */
export function openTraining(onEvent, leaving) {
  /** @type {Map<number, (data: any) => void>} */
  const waiting = new Map();
  /** @type {any} */
  let broken = null;
  let last = 0;
  const worker = new Worker(new URL('./train-worker.js', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }) => {
    if (data.event) return onEvent(data);
    waiting.get(data.call)?.(data);
    waiting.delete(data.call);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    const message = 'The training stopped working. Load the page again: what it kept last is still there.';
    broken = { code: 'worker-failed', message };
    for (const end of waiting.values()) end({ error: broken });
    onEvent({ event: 'failure', ...broken });
  };
  const takeOver = () => worker.postMessage({ call: 0, method: 'takeOver', args: [] });
  if (navigator.locks) navigator.locks.request('lukewarm-training', () => (takeOver(), leaving)).catch(takeOver);
  else takeOver();
  /** @param {string} method @param {any[]} args @returns {Promise<any>} */
  return (method, ...args) => new Promise((resolve, reject) => {
    const call = ++last;
    waiting.set(call, ({ value, error }) => {
      if (error) reject(new LukewarmError(error.code, error.message));
      else resolve(value);
    });
    if (broken) waiting.get(call)?.({ error: broken });
    else worker.postMessage({ call, method, args });
  });
}
