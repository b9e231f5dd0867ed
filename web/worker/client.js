// The engine for a page: the same API, carried out in a worker, so that nothing blocks. Where no module worker can
// start, the same calls run on this thread in slices. Calls are numbered: answers never mix, and those to a call that
// was given up are dropped: it has ended with its signal's reason. Other errors come with their `code`.
import { LukewarmError } from '../engine/errors.js';

/**
 * @typedef {import('./serve.js').Port} Port
 * @typedef {import('../engine/session.js').Step} Step
 * @typedef {{ loaded: number, total: number }} Progress
 * @typedef {{ signal?: AbortSignal, onProgress?: (progress: Progress) => void }} LoadOptions
 * @typedef {{ from: string, to: string }} Replacement
 * @typedef {{ end(error: Error | null, value?: any): void, progress?(progress: Progress): void, chunk?(data: any): void }} Listener
 */

/** Steps as they come. `seed` and `replacements` are known once the first step has come. */
export class Generation {
  /** @type {number | bigint | undefined} */
  seed;
  /** @type {Replacement[]} */
  replacements = [];
  /** @type {Step[][]} */
  #chunks = [];
  #position = 0;
  #ended = false;
  /** @type {Error | null} */
  #error = null;
  #wake = () => {};
  #acknowledge;
  #cancel;

  /** @param {(listener: Listener) => { acknowledge(): void, cancel(): void }} start */
  constructor(start) {
    const { acknowledge, cancel } = start({
      chunk: ({ steps, seed, replacements }) => {
        this.seed = seed;
        this.replacements = replacements ?? [];
        this.#chunks.push(steps);
        this.#wake();
      },
      end: (error) => {
        this.#ended = true;
        this.#error = error;
        if (error) this.#chunks = [];
        this.#wake();
      },
    });
    this.#acknowledge = acknowledge;
    this.#cancel = cancel;
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  /** @returns {Promise<IteratorResult<Step, undefined>>} */
  async next() {
    for (;;) {
      const chunk = this.#chunks[0];
      if (chunk && this.#position < chunk.length) return { done: false, value: chunk[this.#position++] };
      if (chunk) {
        this.#chunks.shift();
        this.#position = 0;
        this.#acknowledge();
      } else if (this.#ended) {
        const error = this.#error;
        this.#error = null;
        if (error) throw error;
        return { done: true, value: undefined };
      } else {
        await new Promise((resolve) => (this.#wake = () => resolve(0)));
      }
    }
  }

  /** Called when a loop over the steps is left early. @returns {Promise<IteratorResult<Step, undefined>>} */
  async return() {
    this.#cancel();
    this.#error = null;
    return { done: true, value: undefined };
  }
}

export class Session {
  #bridge;
  #object;
  /** @param {Bridge} bridge @param {{ object: number, seed: number | bigint, replacements: Replacement[] }} made */
  constructor(bridge, { object, seed, replacements }) {
    this.#bridge = bridge;
    this.#object = object;
    this.seed = seed;
    this.replacements = replacements;
  }
  /** @param {string} text @param {{ signal?: AbortSignal }} [options] @returns {Promise<void>} */
  feed(text, options) {
    return this.#bridge.call(this.#object, 'feed', [text], options);
  }
  /** @param {any} [options] @returns {Promise<any[]>} */
  distribution(options) {
    return this.#bridge.call(this.#object, 'distribution', [], options);
  }
  /** @param {any} [options] @returns {Promise<Step>} */
  step(options) {
    return this.#bridge.call(this.#object, 'step', [], options);
  }
  /** @param {any} [options] @returns {Promise<{ text: string, steps: Step[] }>} */
  complete(options) {
    return this.#bridge.call(this.#object, 'complete', [], options);
  }
  /** @param {number} id @returns {Promise<any>} */
  choose(id) {
    return this.#bridge.call(this.#object, 'choose', [id]);
  }
  async fork() {
    return new Session(this.#bridge, await this.#bridge.call(this.#object, 'fork', []));
  }
  dispose() {
    return this.#bridge.call(this.#object, 'dispose', []);
  }
}

export class Model {
  #bridge;
  #object;
  /** @param {Bridge} bridge @param {number} object @param {any} info */
  constructor(bridge, object, info) {
    this.#bridge = bridge;
    this.#object = object;
    this.info = info;
  }
  /** @param {string} prompt @param {any} [options] */
  generate(prompt, options) {
    return new Generation((listener) => this.#bridge.start(this.#object, 'generate', [prompt], options, listener));
  }
  /** @param {string} prompt @param {any[]} each @param {any} [options] @returns {AsyncIterableIterator<(Step | null)[]>} */
  generateEach(prompt, each, options) {
    return /** @type {any} */ (
      new Generation((listener) => this.#bridge.start(this.#object, 'generateEach', [prompt, each], options, listener)));
  }
  /** @param {string} prompt @param {any} [options] */
  complete(prompt, options) {
    return this.#bridge.call(this.#object, 'complete', [prompt], options);
  }
  /** @param {string} prompt @param {any} [options] */
  distribution(prompt, options) {
    return this.#bridge.call(this.#object, 'distribution', [prompt], options);
  }
  /** @param {string} text @param {any} [options] */
  score(text, options) {
    return this.#bridge.call(this.#object, 'score', [text], options);
  }
  /** @param {string} text @param {import('../engine/activations.js').ActivationOptions & { signal?: AbortSignal }} [options] */
  activations(text, options) {
    return this.#bridge.call(this.#object, 'activations', [text], options);
  }
  /** @param {string} [prompt] @param {any} [options] */
  async session(prompt = '', options) {
    return new Session(this.#bridge, await this.#bridge.call(this.#object, 'session', [prompt], options));
  }
  /** @param {number} id @returns {Promise<string>} */
  tokenText(id) {
    return this.#bridge.call(this.#object, 'tokenText', [id]);
  }
  /** Ends what still runs on this model, then frees it. */
  dispose() {
    return this.#bridge.call(this.#object, 'dispose', []);
  }
}

class Bridge {
  #port;
  /** @type {Map<number, Listener>} */
  #listeners = new Map();
  #lastCall = 0;

  /** @param {Promise<Port>} port */
  constructor(port) {
    this.#port = port.then((port) => {
      port.onmessage = ({ data }) => this.#receive(data);
      // A worker that breaks later (out of memory, say) must not leave anyone waiting.
      /** @type {any} */ (port).onerror = () => this.#fail(new LukewarmError('worker-failed', 'The engine stopped working; load the page again.'));
      return port;
    });
    this.#port.catch((error) => this.#fail(error));
  }

  /**
   * @param {number} target @param {string} method @param {any[]} args @param {any} options @param {Listener} listener
   */
  start(target, method, args, { signal, onProgress, ...options } = /** @type {any} */ ({}), listener) {
    const call = ++this.#lastCall;
    /** @param {any} message */
    const send = (message) => void this.#port.then((port) => port.postMessage({ call, ...message })).catch(end);
    /** @param {Error | null} error @param {any} [value] */
    const end = (error, value) => {
      if (!this.#listeners.delete(call)) return;
      signal?.removeEventListener('abort', cancel);
      listener.end(error, value);
    };
    const cancel = () => {
      if (!this.#listeners.has(call)) return;
      send({ cancel: true });
      end(signal?.reason ?? null);
    };
    this.#listeners.set(call, { ...listener, end, progress: onProgress });
    if (signal?.aborted) end(signal.reason);
    else {
      signal?.addEventListener('abort', cancel);
      send({ target, method, args, options });
    }
    return { cancel, acknowledge: () => this.#listeners.has(call) && send({ read: true }) };
  }

  /** @param {number} target @param {string} method @param {any[]} args @param {any} [options] @returns {Promise<any>} */
  call(target, method, args, options) {
    return new Promise((resolve, reject) => {
      this.start(target, method, args, options, { end: (error, value) => (error ? reject(error) : resolve(value)) });
    });
  }

  /** Ends the worker, if there is one, and every call. */
  close() {
    this.#port.then((/** @type {any} */ port) => (port.terminate ?? port.close).call(port)).catch(() => {});
    this.#fail(new LukewarmError('disposed', 'The engine was closed; start it again.'));
  }

  /** @param {any} data */
  #receive({ call, progress, steps, seed, replacements, done, value, error }) {
    const listener = this.#listeners.get(call);
    if (progress) listener?.progress?.(progress);
    if (steps) listener?.chunk?.({ steps, seed, replacements });
    if (done) listener?.end(error ? new LukewarmError(error.code ?? 'internal', error.message) : null, value);
  }

  /** @param {Error} error */
  #fail(error) {
    for (const listener of [...this.#listeners.values()]) listener.end(error);
  }
}

/** @param {() => any} makeWorker @returns {Promise<Port>} */
function openWorker(makeWorker) {
  return new Promise((resolve, reject) => {
    const worker = makeWorker();
    worker.onmessage = () => resolve(worker); // the first message says that every module has loaded
    worker.onerror = (/** @type {any} */ event) => {
      event?.preventDefault?.();
      worker.terminate();
      reject(event);
    };
    // One that the page started before this script had come may have spoken already.
    worker[worker.said]?.();
  });
}

/** @param {() => Promise<any>} importEngine @returns {Promise<Port>} */
async function openHere(importEngine) {
  try {
    const [engine, { serve }] = await Promise.all([importEngine(), import('./serve.js')]);
    const { port1, port2 } = new MessageChannel();
    serve(port1, engine);
    return port2;
  } catch {
    throw new LukewarmError('network', 'A part of this page could not be loaded; check the connection and load the page again.');
  }
}

/** Returns, once, the worker that the page's first script has started. */
function takeEarlyWorker() {
  const page = /** @type {any} */ (globalThis);
  const worker = page.lukewarmWorker;
  page.lukewarmWorker = undefined;
  return worker;
}

/**
 * Starts the engine once, for everything on the page.
 * @param {{ makeWorker?: () => any, importEngine?: () => Promise<any> }} [environment] for tests
 */
export function startEngine({
  // Written out as bundlers look for it.
  makeWorker = () => takeEarlyWorker() ?? new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }),
  importEngine = () => import('../engine/model.js'),
} = {}) {
  const port = openWorker(makeWorker).catch(() => openHere(importEngine));
  const bridge = new Bridge(port);
  return {
    /** @param {string | URL | Blob | ArrayBuffer} source @param {LoadOptions} [options] */
    async loadModel(source, options) {
      // A worker would resolve an address against its own.
      const isAddress = typeof source === 'string' || source instanceof URL;
      const address = isAddress ? new URL(source, globalThis.location?.href).href : source;
      const { object, info } = await bridge.call(0, 'loadModel', [address], options);
      return new Model(bridge, object, info);
    },
    /** Frees everything at once, all models too where they are in a worker. */
    close: () => bridge.close(),
  };
}
