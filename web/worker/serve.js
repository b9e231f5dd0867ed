// The engine's side of the bridge: carries out the calls that client.js sends through a port, in a worker or, where none
// can start, on the page's own thread; the engine works in short tasks, so that messages come through in between.
import { nextTask } from '../engine/slices.js';

/**
 * @typedef {{ postMessage(message: any, transfer?: any): void, onmessage: ((event: any) => void) | null }} Port
 * @typedef {{ call: number, target: number, method: string, args: any[], options: any }} Request
 * @typedef {{ target: number, controller: AbortController, done: Promise<void>, ahead: number, wake: () => void }} Call
 */

const frameMs = 12; // at most one message per frame
const maxAhead = 4; // chunks sent and not yet read; a slow reader holds the engine back instead of filling memory
const methods = new Set([
  'loadModel', 'generate', 'generateEach', 'complete', 'distribution', 'score', 'activations', 'session', 'tokenText', 'feed', 'step', 'choose', 'fork',
  'dispose',
]);
const makers = new Set(['loadModel', 'session', 'fork']); // their result stays here; the client gets a number for it

/**
 * Returns the memory of the arrays in `value`, which moves to the client instead of being copied.
 * @param {any} value
 * @returns {ArrayBuffer[]}
 */
function memoryOf(value) {
  if (ArrayBuffer.isView(value)) return [/** @type {ArrayBuffer} */ (value.buffer)];
  return value instanceof Object ? Object.values(value).flatMap(memoryOf) : [];
}

/** Whether the first part of the engine is enough for a generation. @param {any} options */
const isPlain = ({ temperature = 1, seed, maxTokens, stop, statistics, signal, choices = [], ...others }) =>
  temperature > 0 && choices.length === 0 && Object.values(others).every((value) => value === undefined);

/** Ends when `promise` or the signal does, whichever is first. @param {Promise<void>} promise @param {AbortSignal} signal */
const orAborted = (promise, signal) => Promise.race([promise, new Promise((_, reject) => {
  signal.addEventListener('abort', () => reject(signal.reason));
})]);

/**
 * Answers calls on `port` until the returned function is called.
 * @param {Port} port
 * @param {any} engine what has loadModel()
 * @param {() => Promise<void>} loadRest loads what the engine has for other calls than those of a first text
 */
export function serve(port, engine, loadRest = async () => {}) {
  /** @type {Map<number, any>} */
  const objects = new Map([[0, engine]]);
  /** @type {Map<number, Call>} */
  const calls = new Map();
  let lastObject = 0;

  /** Sends the steps on, a message for all that came in one task. @param {number} call @param {Call} state @param {any} generation */
  async function stream(call, state, generation) {
    /** @type {any[]} */
    let steps = [];
    let posted = -Infinity;
    let waiting = false;
    const post = () => {
      posted = performance.now();
      state.ahead++;
      port.postMessage({ call, steps, seed: generation.seed, replacements: generation.replacements });
      steps = [];
    };
    const flush = () => {
      waiting = false;
      if (steps.length > 0 && performance.now() - posted >= frameMs) post();
    };
    for await (const step of generation) {
      steps.push(step);
      if (!waiting) nextTask().then(flush);
      waiting = true;
      if (state.ahead >= maxAhead) await new Promise((resolve) => (state.wake = () => resolve(0)));
    }
    post();
    loadRest().catch(() => {}); // whoever needs it will ask again
  }

  /** @param {Request} request @param {Call} state */
  async function answer({ call, target, method, args, options }, state) {
    const object = objects.get(target);
    if (!object || !methods.has(method)) {
      throw Object.assign(new Error('This model or session has been disposed of; load it again.'), { code: 'disposed' });
    }
    if (method === 'dispose') {
      const others = [...calls.values()].filter((other) => other !== state && other.target === target);
      others.forEach(abort);
      objects.delete(target);
      await Promise.all(others.map((other) => other.done));
      return object.dispose();
    }
    const { signal } = state.controller;
    if (method !== 'loadModel' && !(method === 'generate' && isPlain(options ?? {}))) await orAborted(loadRest(), signal);
    const onProgress = (/** @type {any} */ progress) => port.postMessage({ call, progress });
    const result = object[method](...args, { ...options, signal, ...(method === 'loadModel' ? { onProgress } : {}) });
    if (method.startsWith('generate')) return stream(call, state, result);
    const value = await result;
    if (!makers.has(method)) return value;
    if (signal.aborted) return value.dispose();
    objects.set(++lastObject, value);
    const { info, seed, replacements } = value;
    return { object: lastObject, info, seed, replacements };
  }

  /** @param {Call} state */
  function abort(state) {
    state.controller.abort();
    state.wake();
  }

  /** @param {Request} request */
  function begin(request) {
    const { call, target } = request;
    /** @type {Call} */
    const state = { target, controller: new AbortController(), done: Promise.resolve(), ahead: 0, wake() {} };
    calls.set(call, state);
    state.done = answer(request, state)
      .then((value) => port.postMessage({ call, done: true, value }, memoryOf(value?.layers)))
      .catch((error) => port.postMessage({ call, done: true, error: { code: error?.code, message: String(error?.message ?? error) } }))
      .finally(() => calls.delete(call));
  }

  port.onmessage = ({ data }) => {
    const state = calls.get(data.call);
    if (data.method) begin(data);
    else if (state && data.cancel) abort(state);
    else if (state) {
      state.ahead--;
      state.wake();
    }
  };
  return () => {
    port.onmessage = null;
    calls.forEach(abort);
  };
}
