// The page's side of the training worker.
import { LukewarmError } from '../engine/errors.js';
import { Connection, openPort } from '../worker/client.js';

const failed = () => Promise.reject(new LukewarmError('worker-failed', 'The training could not start. Load the page again.'));

/**
 * Starts the worker. Calls wait until it is there; where none can start, they end with an error.
 * @param {(event: import('./training.js').TrainingEvent) => void} onEvent
 * @param {Promise<any>} leaving resolves when the page is left: its training is then another tab's to go on with. That
 *     is not the worker's to say, since WebKit may put it to sleep with a lock in its hands
 * @returns {(method: string, ...args: any[]) => Promise<any>} asks the worker
 */
export function openTraining(onEvent, leaving) {
  const makeWorker = () => new Worker(new URL('./train-worker.js', import.meta.url), { type: 'module' });
  const connection = new Connection(() => openPort(makeWorker, failed));
  /** @param {string} method @param {any[]} args */
  const call = (method, ...args) => connection.call(0, method, args);
  async function listen() {
    for await (const event of connection.stream(0, 'events', [])) onEvent(event);
  }
  listen().catch(({ code, message }) => onEvent({ event: 'failure', code, message }));
  const takeOver = () => void call('takeOver').catch(() => {});
  if (navigator.locks) navigator.locks.request('lukewarm-training', () => (takeOver(), leaving)).catch(takeOver);
  else takeOver();
  return call;
}
