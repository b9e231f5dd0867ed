// What went wrong, and what was not understood, in words. Loaded when there is something to tell.

/** @type {Record<string, [what: string, advice: string, retry: boolean]>} */
const known = {
  network: ['The connection broke.', 'Check it, then try again.', true],
  http: ['The model is not where it should be.', 'Choose another one from the list, or try again later.', true],
  'file-truncated': ['The model file is cut short.', 'Part of it was lost on the way: try again.', true],
  'file-corrupt': ['The model file is damaged.', 'Try again; if that does not help, choose another model.', true],
  'file-unsupported': ['The model file was made for another version of this page.', 'Load the page again, or choose another model.', false],
  'wasm-unavailable': [
    'This browser cannot run the network.',
    'It needs WebAssembly with SIMD: Chrome or Edge 100, Firefox 97, Safari 16.4, or newer. In a newer browser a setting or an extension may have switched WebAssembly off.',
    false,
  ],
  'model-list-invalid': ['The list of models cannot be read.', 'The site is incomplete, or it is just being changed: try again later.', true],
  'no-model': ['The link asks for a model that is not here.', 'Choose one from the list.', false],
};

/** @param {any} error */
export const wordsFor = (error) => known[error?.code] ?? ['Something went wrong.', 'Try again, or load the page again.', true];

const mostNamed = 6;

/** @param {{ from: string, to: string }[]} replacements what of the prompt the model does not know */
export function nameUnknown(replacements) {
  const read = replacements.slice(0, mostNamed).map(({ from, to }) => (to ? `“${from}” (read as “${to}”)` : `“${from}” (skipped)`));
  if (replacements.length > mostNamed) read.push(`and ${replacements.length - mostNamed} more`);
  return `This model does not know ${read.join(', ')}.`;
}
