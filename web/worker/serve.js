// The other side of client.js: carries out the calls that come through a port, in a worker or, where none can start, on the
// caller's own thread. Knows nothing of what it serves. A result that can be iterated asynchronously is streamed; one that
// has dispose() stays here, and the client gets a number for it; every other result is sent, and the memory of its typed
// arrays moves. What describes the first two, their own data properties, is sent too. Names that begin with _ are private.
import { LukewarmError } from '../engine/errors.js';
import { nextTask } from '../engine/slices.js';

/**
 * @typedef {{ postMessage(message: any, transfer?: any): void, onmessage: ((event: any) => void) | null,
 *   onmessageerror?: ((event: any) => void) | null }} Port
 * @typedef {{ call: number, target: number, method: string, args: any[], options: any, progress: boolean }} Request
 * @typedef {{ target: number, controller: AbortController, done: Promise<void>, ahead: number, wake: () => void }} Call
 */

const frameMs = 12; // at most one message per frame
const maxAhead = 4; // chunks sent and not yet read; a slow reader holds the work back instead of filling memory

const disposed = () => new LukewarmError('disposed', 'This has been disposed of; load it again.');

/**
 * Returns the memory of the typed arrays in `value`. Of an array the first element tells whether there is any.
 * @param {any} value
 * @returns {ArrayBuffer[]}
 */
function memoryOf(value) {
  if (ArrayBuffer.isView(value)) return [/** @type {ArrayBuffer} */ (value.buffer)];
  if (Array.isArray(value) && memoryOf(value[0]).length === 0) return [];
  return value && typeof value === 'object' ? Object.values(value).flatMap(memoryOf) : [];
}

/** @param {any} object */
const fieldsOf = (object) => Object.fromEntries(Object.entries(object)
  .filter(([name, value]) => name[0] !== '_' && typeof value !== 'function'));

/** @param {any} error whose explain() says it better, if that can be loaded */
const toSend = async (error) => ({
  code: typeof error?.code === 'string' ? error.code : 'internal', // a DOMException has numbers
  message: await error?.explain?.().catch(() => 0) || String(error?.message ?? error),
});

/** Whether a client may call it. @param {any} object @param {string} method */
const isPublic = (object, method) =>
  method[0] !== '_' && !(method in Object.prototype) && typeof object[method] === 'function';

/**
 * Answers calls on `port` until the returned function is called, which also frees all that was made.
 * @param {Port} port
 * @param {any} root whose methods are there from the start; like those of all objects they take options last, to which
 *     `signal` is added, and `onProgress` if the client listens. The calls of an object with _inOrder run one after the other
 */
export function serve(port, root) {
  /** @type {Map<number, any>} */
  const objects = new Map([[0, root]]);
  /** @type {Map<number, Call>} */
  const calls = new Map();
  let lastObject = 0;

  /** Sends what comes, a message for all of one task. @param {number} call @param {Call} state @param {any} items */
  async function stream(call, state, items) {
    const { signal } = state.controller;
    /** @type {any[]} */
    let chunk = [];
    /** @type {any} */
    let fields = fieldsOf(items);
    let posted = -Infinity;
    let waiting = false;
    const post = () => {
      posted = performance.now();
      state.ahead++;
      port.postMessage({ call, chunk, fields });
      chunk = [];
      fields = undefined;
    };
    const flush = async () => {
      // What comes next may be long in coming.
      const early = frameMs - (performance.now() - posted);
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      waiting = false;
      if (chunk.length > 0) post();
    };
    for await (const item of items) {
      chunk.push(item);
      if (!waiting) nextTask().then(flush).catch((error) => abort(state, error));
      waiting = true;
      if (state.ahead >= maxAhead) await new Promise((resolve) => (state.wake = () => resolve(0)));
      signal.throwIfAborted();
    }
    post();
  }

  /** Frees an object once the calls to it have ended. @param {number} target @param {Call} [but] not this one */
  async function free(target, but) {
    const object = objects.get(target);
    objects.delete(target);
    await Promise.all([...calls.values()].map((call) => call !== but && call.target === target && call.done));
    return object?.dispose();
  }

  /** @param {any} object @param {Request} request @param {Call} state @returns {Promise<any>} what is sent */
  async function answer(object, { call, target, method, args, options, progress }, state) {
    const { signal } = state.controller;
    signal.throwIfAborted();
    if (method === 'dispose') {
      calls.forEach((other) => other !== state && other.target === target && abort(other, disposed()));
      return { value: await free(target, state) };
    }
    if (!object) throw disposed();
    if (!isPublic(object, method)) {
      throw new LukewarmError('version-mismatch', 'The parts of this program are of different versions. Load the page again.');
    }
    const ours = { signal, ...(progress ? { onProgress: (/** @type {any} */ progress) => port.postMessage({ call, progress }) } : {}) };
    const value = await object[method](...args, Object(options) === options ? { ...options, ...ours } : options);
    if (value?.[Symbol.asyncIterator]) return stream(call, state, value);
    if (typeof value?.dispose !== 'function') return { value };
    if (signal.aborted) return value.dispose();
    objects.set(++lastObject, value);
    return { object: lastObject, fields: fieldsOf(value) };
  }

  /** @param {Call} state @param {any} [reason] */
  function abort(state, reason) {
    state.controller.abort(reason);
    state.wake();
  }

  /** @param {Request} request */
  function begin(request) {
    const { call, target, method } = request;
    const object = objects.get(target);
    const before = object?._inOrder && method !== 'dispose' ? [...calls.values()].findLast((other) => other.target === target) : undefined;
    /** @type {Call} */
    const state = { target, controller: new AbortController(), done: Promise.resolve(), ahead: 0, wake() {} };
    calls.set(call, state);
    const answered = before ? before.done.then(() => answer(object, request, state)) : answer(object, request, state);
    state.done = answered
      .then((result) => port.postMessage({ call, done: true, ...result }, memoryOf(result?.value)))
      .catch(async (error) => port.postMessage({ call, done: true, error: await toSend(error) }))
      .finally(() => calls.delete(call));
  }

  port.onmessage = ({ data }) => {
    const state = calls.get(data.call);
    if (data.method) begin(data);
    else if (data.free) free(data.free).catch(() => {});
    else if (state && data.cancel) abort(state);
    else if (state) {
      state.ahead--;
      state.wake();
    }
  };
  // Whose call it was nobody can say, and it would be waited for.
  port.onmessageerror = () => port.postMessage({ lost: true });
  return () => {
    port.onmessage = null;
    calls.forEach((state) => abort(state, disposed()));
    for (const target of [...objects.keys()]) if (target > 0) free(target).catch(() => {});
  };
}

/**
 * Serves `root` on this thread, and returns the client's port. Messages go over in microtasks: a MessageChannel would keep
 * Node from ending.
 * @param {any} root
 */
export function serveHere(root) {
  /** @param {() => any} other @returns {any} */
  const portTo = (other) => ({
    onmessage: null,
    /** @param {any} data */
    postMessage: (data) => queueMicrotask(() => other().onmessage?.({ data })),
  });
  const mine = portTo(() => theirs);
  const theirs = portTo(() => mine);
  const stop = serve(theirs, root);
  return Object.assign(mine, { terminate: stop });
}
