// Starts one worker per engine and passes on what it is asked.

/** @typedef {(call: string, ...args: unknown[]) => Promise<unknown>} Ask */
/** @type {Map<string, Ask>} */
const workers = new Map();

/** @param {string} script @returns {Ask} */
function open(script) {
  const worker = new Worker(script, { type: 'module' });
  return (call, ...args) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data: { result, error } }) => {
      if (error === undefined) resolve(result);
      else reject(new Error(error));
    };
    worker.onerror = ({ message }) => reject(new Error(message || `${script} does not start`));
    worker.postMessage({ call, args });
  });
}

Object.assign(globalThis, {
  /** @param {string} name @param {string} script @param {string} call @param {unknown[]} args one call at a time */
  ask(name, script, call, ...args) {
    const ask = workers.get(name) ?? open(script);
    workers.set(name, ask);
    return ask(call, ...args);
  },
});
