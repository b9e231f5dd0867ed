// What went wrong, in words that say what to do about it.

/** @type {Record<string, [what: string, advice: string, retry: boolean]>} */
const known = {
  network: ['The connection broke.', 'Check it, then try again.', true],
  http: ['The model is not where it should be.', 'Choose another one from the list, or try again later.', true],
  'file-truncated': ['The model file is cut short.', 'Part of it was lost on the way: try again.', true],
  'file-corrupt': ['The model file is damaged.', 'Try again; if that does not help, choose another model.', true],
  'file-unsupported': ['The model file was made for another version of this page.', 'Load the page again, or choose another model.', false],
  'wasm-unavailable': [
    'This browser cannot run the network.',
    'It needs WebAssembly with SIMD: Chrome or Edge 91, Firefox 89, Safari 16.4, or newer. In a newer browser a setting or an extension may have switched WebAssembly off.',
    false,
  ],
  'no-model': ['The link asks for a model that is not here.', 'Choose one from the list.', false],
};

/** @param {any} error */
export function describe(error) {
  const [what, advice, retry] = known[error?.code] ?? ['Something went wrong.', 'Try again, or load the page again.', true];
  return { what, advice, retry, detail: String(error?.message ?? error) };
}

/** Returns an error as the engine makes them. @param {string} code @param {string} message */
export const failure = (code, message) => Object.assign(new Error(message), { code });

/** Says whether an error only means that something was given up. @param {any} error */
export const isAborted = (error) => error?.name === 'AbortError';
