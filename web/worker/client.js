// Calls objects on the other side of a port: in a worker, or where none can start on this thread. Knows nothing of what they
// are. Calls are numbered, and each settles: with the answer, with its signal's reason, or with an error that has a code,
// whatever happens to the other side. serve.js is that other side.
import { LukewarmError } from '../engine/errors.js';

/**
 * @typedef {import('./serve.js').Port & { terminate(): void, onerror?: ((event: any) => void) | null }} Port
 * @typedef {{ loaded: number, total: number }} Progress in bytes; total is 0 while unknown
 * @typedef {{ end(value?: any): void, fail(error: any): void, chunk?(items: any[], fields?: any): void }} Listener
 * @typedef {{ object: number, fields: any }} Made what stays on the other side, by number, and what describes it
 */

/** How long a worker may take to say that it is there, in ms: as long as a slow connection takes for its script. */
const startMs = 15_000;

/** Copies arrays and plain objects, which may be proxies of a framework: those do not pass a port. @param {any} value @returns {any} */
function plain(value) {
  if (Array.isArray(value)) return Array.from(value, plain);
  if (!value || typeof value !== 'object') return value;
  const parent = Object.getPrototypeOf(value);
  if (parent && Object.getPrototypeOf(parent)) return value; // of a class, in whatever realm
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}

/** Ends what belonged to a stream or an object that was forgotten. */
const forgotten = new FinalizationRegistry((/** @type {{ cancel(): void }} */ held) => held.cancel());

export class Connection {
  /** @type {Promise<Port>} */
  #port;
  #onIdle;
  /** By number. @type {Map<number, Listener & { progress?: (progress: Progress) => void }>} */
  #calls = new Map();
  #last = 0;
  /** Those on the other side that have not been disposed of. @type {Set<number>} */
  #objects = new Set();
  /** Why it has ended. @type {Error | null} */
  #failure = null;

  /**
   * @param {() => Port | Promise<Port>} open
   * @param {() => void} [onIdle] called when no call runs and nothing is left on the other side
   */
  constructor(open, onIdle = () => {}) {
    this.#onIdle = onIdle;
    this.#port = Promise.resolve().then(open).then((port) => {
      port.onmessage = ({ data }) => this.#receive(data);
      port.onerror = port.onmessageerror = (event) => {
        event?.preventDefault?.();
        this.#die();
      };
      return port;
    });
    this.#port.catch((error) => this.close(error));
  }

  /** Whether every call fails from now on. */
  get ended() {
    return this.#failure !== null;
  }

  get idle() {
    return this.#calls.size === 0 && this.#objects.size === 0;
  }

  /**
   * Returns the answer; of an object that stays on the other side, what it is Made of there.
   * @param {number} target 0: the root
   * @param {string} method
   * @param {any[]} args
   * @param {any} [options] `signal` and `onProgress` stay here
   * @returns {Promise<any>}
   */
  call(target, method, args, options) {
    return new Promise((end, fail) => this.#start(target, method, plain(args), plain(options), { end, fail }));
  }

  /**
   * Returns an iterator as an async generator is one: nothing starts before the first next(), and calls of next() queue.
   * `return()` ends the work at once; so does forgetting it. `fields` describes it, after the first next() has settled.
   * @param {number} target @param {string} method @param {any[]} args @param {any} [options]
   */
  stream(target, method, args, options) {
    const state = { fields: /** @type {any} */ ({}), cancel() {} };
    const items = this.#read(state, target, method, plain(args), plain(options));
    forgotten.register(items, state); // a closure made here would hold the items too
    return {
      fields: state.fields,
      next: () => items.next(),
      return() {
        state.cancel();
        return items.return(undefined);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  /** Has an object disposed of when `owner` is forgotten. @param {object} owner @param {number} object */
  keep(owner, object) {
    const cancel = () => {
      if (!this.#objects.delete(object)) return;
      this.#send({ free: object });
      this.#settled();
    };
    forgotten.register(owner, { cancel });
  }

  /** Ends the calls to an object and frees it; settles without an error, whatever has happened to it. @param {number} object */
  async dispose(object) {
    if (this.#objects.delete(object)) await this.call(object, 'dispose', []).catch(() => {});
  }

  /** Ends every call, and the other side with all that it has. @param {Error} [error] */
  close(error = new LukewarmError('disposed', 'This has been closed; load it again.')) {
    if (this.#failure) return;
    this.#failure = error;
    this.#port.then((port) => port.terminate(), () => {});
    for (const { fail } of [...this.#calls.values()]) fail(error);
  }

  #die() {
    this.close(new LukewarmError('worker-failed', 'The worker stopped, perhaps out of memory. Load the model again.'));
  }

  /** @param {any} message */
  async #send(message) {
    const port = await this.#port;
    if (!this.#failure) port.postMessage(message);
  }

  #settled() {
    if (this.idle) this.#onIdle();
  }

  /** @param {number} target @param {string} method @param {any[]} args @param {any} options @param {Listener} listener */
  #start(target, method, args, options = {}, { end, fail, chunk }) {
    const call = ++this.#last;
    const { signal, onProgress, ...others } = Object(options);
    /** @param {(value: any) => void} how @param {any} [value] */
    const settle = (how, value) => {
      if (!this.#calls.delete(call)) return;
      signal?.removeEventListener?.('abort', abort);
      how(value);
      this.#settled();
    };
    const failed = (/** @type {any} */ error) => settle(fail, error);
    /** @param {any} message */
    const send = (message) => this.#send({ call, ...message }).catch((error) => failed(error?.name !== 'DataCloneError' ? error
      : new LukewarmError('invalid-argument', `The engine cannot be given this: ${error.message}`)));
    const cancel = () => {
      if (this.#calls.has(call)) send({ cancel: true });
      settle(end);
    };
    const abort = () => {
      if (this.#calls.has(call)) send({ cancel: true });
      failed(signal.reason);
    };
    this.#calls.set(call, { end: (value) => settle(end, value), fail: failed, chunk, progress: onProgress });
    if (this.#failure) failed(this.#failure);
    else if (signal && !(signal.addEventListener && 'aborted' in signal) || onProgress && !onProgress.call) {
      failed(new LukewarmError('invalid-argument', 'signal must be an AbortSignal, onProgress a function.'));
    } else if (signal?.aborted) failed(signal.reason);
    else {
      signal?.addEventListener('abort', abort);
      // What is no object is for the other side to refuse.
      send({ target, method, args, options: Object(options) === options ? others : options, progress: !!onProgress });
    }
    return { cancel, acknowledge: () => this.#calls.has(call) && send({ read: true }) };
  }

  /** @param {{ fields: any, cancel(): void }} state @param {number} target @param {string} method @param {any[]} args @param {any} options */
  async *#read(state, target, method, args, options) {
    /** @type {any[][]} */
    const chunks = [];
    /** @type {{ error?: any } | null} */
    let ended = null;
    let wake = () => {};
    const { cancel, acknowledge } = this.#start(target, method, args, options, {
      chunk(items, fields) {
        Object.assign(state.fields, fields);
        chunks.push(items);
        wake();
      },
      end() {
        ended = {};
        wake();
      },
      fail(error) {
        ended = { error };
        wake();
      },
    });
    state.cancel = cancel;
    const check = () => {
      if (ended && 'error' in ended) throw ended.error;
    };
    try {
      for (;;) {
        check();
        const items = chunks.shift();
        if (items) {
          for (const item of items) {
            check();
            yield item;
          }
          acknowledge();
        } else if (ended) {
          return;
        } else {
          await new Promise((resolve) => (wake = () => resolve(0)));
        }
      }
    } finally {
      cancel();
    }
  }

  /** @param {any} data */
  #receive({ call, progress, chunk, fields, done, value, object, error, lost }) {
    const listener = this.#calls.get(call);
    if (lost) this.#die();
    if (progress) listener?.progress?.(progress);
    if (chunk) listener?.chunk?.(chunk, fields);
    if (object && !listener) this.#send({ free: object }); // its call was given up meanwhile
    if (object && listener) this.#objects.add(object);
    if (!done) return;
    if (error) listener?.fail(new LukewarmError(error.code, error.message));
    else listener?.end(object ? { object, fields } : value);
  }
}

/**
 * Hides what an object keeps for itself, its properties with _. They are functions, which work through any proxy that a
 * framework makes of the object, where private fields would not.
 * @param {object} object
 */
function conceal(object) {
  for (const name of Object.keys(object)) {
    if (name[0] === '_') Object.defineProperty(object, name, { enumerable: false });
  }
}

/** An object on the other side, which is freed there when it is disposed of or forgotten. */
export class Remote {
  /** @param {Connection} connection @param {Made} made */
  constructor(connection, { object, fields }) {
    /** @internal @param {string} method @param {any[]} args @param {any} [options] */
    this._call = (method, args, options) => connection.call(object, method, args, options);
    /** Calls what makes another. @internal @param {any} Kind @param {string} method @param {any[]} args @param {any} [options] */
    this._make = async (Kind, method, args, options) => new Kind(connection, await connection.call(object, method, args, options));
    /** @internal @param {any} Kind @param {string} method @param {any[]} args @param {any} [options] */
    this._stream = (Kind, method, args, options) => new Kind(connection.stream(object, method, args, options), options);
    /** @internal */
    this._fields = () => fields;
    /** @internal */
    this._dispose = () => connection.dispose(object);
    conceal(this);
    connection.keep(this, object);
  }

  /** Ends what still runs on it, then frees it. @returns {Promise<void>} */
  dispose() {
    return this._dispose();
  }

  [Symbol.dispose]() {
    this.dispose();
  }

  async [Symbol.asyncDispose]() {
    await this.dispose();
  }
}

/** A stream of an object on the other side. @template T @implements {AsyncIterableIterator<T, undefined>} */
export class Stream {
  /** @param {ReturnType<Connection['stream']>} stream */
  constructor(stream) {
    /** @internal */
    this._next = stream.next;
    /** @internal */
    this._return = stream.return;
    /** @internal */
    this._fields = () => stream.fields;
    conceal(this);
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  /** @returns {Promise<IteratorResult<T, undefined>>} */
  next() {
    return /** @type {any} */ (this._next());
  }

  /** Ends the work at once. @returns {Promise<IteratorResult<T, undefined>>} */
  return() {
    return /** @type {any} */ (this._return());
  }

  [Symbol.dispose]() {
    this.return();
  }

  async [Symbol.asyncDispose]() {
    await this.return();
  }
}

/** @param {() => any} makeWorker @returns {Promise<Port>} */
async function startWorker(makeWorker) {
  const worker = await makeWorker();
  return new Promise((resolve, reject) => {
    const fail = (/** @type {any} */ event) => {
      event?.preventDefault?.();
      clearTimeout(timer);
      worker.terminate();
      reject(event);
    };
    const timer = setTimeout(fail, startMs);
    worker.onmessage = () => { // the first message says that every module has loaded
      clearTimeout(timer);
      resolve(worker);
    };
    worker.onerror = worker.onmessageerror = fail;
    // One that the page started before this script had come may have spoken already.
    worker[worker.said]?.();
  });
}

/**
 * Returns the port of a worker, or where none starts that of this thread.
 * @param {(() => any) | null} makeWorker may return a promise; null where there are no workers
 * @param {() => Port | Promise<Port>} openHere
 */
export async function openPort(makeWorker, openHere) {
  try {
    if (makeWorker) return await startWorker(makeWorker);
  } catch {
    // Forbidden, missing, without an answer: the same work is done here.
  }
  try {
    return await openHere();
  } catch (error) {
    throw error instanceof LukewarmError ? error
      : new LukewarmError('network', `A part of this program could not be loaded (${error}). Check the connection and try again.`);
  }
}
