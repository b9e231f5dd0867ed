// Every sentence that a reader sees, in English. Each part of the pages has a constant of its own, which the build puts
// beside the scripts that import it; the rest of this file stays out. A message with values is a function; numbers come
// as texts, set by Locale. The other languages have the same names: de.js, es.js, zh.js.

/** The temperature's slider: up to 0, 0.35, 0.7, 0.95, 1, 1.25, 1.6, and beyond. */
export const temperature = {
  label: 'Temperature',
  names: ['greedy', 'repeats itself', 'careful', 'a little careful', 'as learned', 'daring', 'unruly', 'falling apart'],
};

/** <lukewarm-text> */
export const text = {
  text: 'Generated text',
  controls: 'What to write',
  model: 'Model',
  prompt: 'Beginning with',
  ends: ['greedy', 'as learned', 'wild'],
  generate: 'Generate',
  again: 'Regenerate',
  vary: 'Vary',
  stop: 'Stop',
  seed: 'Seed',
  seedNote: 'The same seed gives the same text; Vary draws a new one.',
  length: (/** @type {string} */ units) => `Length in ${units}`,
  units: { char: 'characters', byte: 'bytes', word: 'words', other: 'tokens' },
  undo: 'Undo',
  copy: 'Copy text',
  copied: 'Text copied.',
  notCopied: 'The browser does not let this page copy. Select the text to copy it.',
  linkCopied: 'Link copied.',
  linkNotCopied: 'The browser does not let this page copy. The link is in the address bar.',
  download: 'Model download',
  loaded: (/** @type {string} */ loaded, /** @type {string} */ total, /** @type {string} */ percent) => `${loaded} of ${total}, ${percent} %`,
  figures: (/** @type {string} */ characters, /** @type {string} */ seconds, /** @type {string} */ speed, /** @type {number} */ n) =>
    `${characters} ${n === 1 ? 'character' : 'characters'} in ${seconds} s${speed && `, ${speed} per second`}`,
  stopped: 'Stopped.',
  finished: (/** @type {string} */ text) => `Finished. ${text}`,
  shade: 'Shade what the model did not expect',
  shades: 'Shades: how probable the token was to the model, at most',
  oneIn: (/** @type {string} */ n) => `1 in ${n}`,
  retry: 'Try again',
  connection: 'The connection broke. Check it, then try again.',
  noModel: 'A <lukewarm-text> needs a model: the address of a model file.',
  badSeed: 'The seed is a whole number from 0 to 18446744073709551615.',
  badLength: 'The length is a whole number.',
};

/** element/failure.js: what happened, and what to do, by the error's code. */
export const failures = {
  known: {
    network: ['The connection broke.', 'Check it, then try again.'],
    http: ['The model is not where it should be.', 'Choose another one from the list, or try again later.'],
    'models-list': ['The list of models is damaged.', 'Try again later.'],
    'no-model': ['The link asks for a model that is not here.', 'Choose one from the list.'],
    'file-truncated': ['The model file is cut short.', 'Part of it was lost on the way: try again.'],
    'file-corrupt': ['The model file is damaged.', 'Try again; if that does not help, choose another model.'],
    'file-unsupported': ['The model file was made for another version of this page.', 'Load the page again, or choose another model.'],
    'wasm-missing': ['A part of the engine could not be loaded.', 'Try again; if that does not help, load the page again.'],
    'wasm-unavailable': ['This browser cannot run the network: it has no WebAssembly.', 'It needs Chrome or Edge 100, Firefox 97, Safari 16.4, or newer.'],
    'wasm-no-simd': ['This browser cannot run the network: its WebAssembly has no SIMD.', 'It needs Chrome or Edge 100, Firefox 97, Safari 16.4, or newer.'],
    'wasm-blocked': ['This browser cannot run the network: WebAssembly is blocked here.', 'A setting, an extension or the policy of the page forbids it (the policy needs ‘wasm-unsafe-eval’).'],
    'version-mismatch': ['There is a newer version of this page.', 'Load the page again.'],
    'engine-stopped': ['The engine stopped after an error.', 'Try again: it starts anew.'],
    'out-of-memory': ['There is not enough memory.', 'Close other pages, choose a smaller model or a shorter text, and try again.'],
  },
  other: ['Something went wrong.', 'Try again, or load the page again.'],
  unknown: (/** @type {string} */ list) => `This model does not know ${list}.`,
  readAs: (/** @type {string} */ from, /** @type {string} */ to) => `“${from}” (read as “${to}”)`,
  skipped: (/** @type {string} */ from) => `“${from}” (skipped)`,
  more: (/** @type {string} */ n) => `and ${n} more`,
};

/** element/panel.js */
export const panel = {
  noText: 'A panel belongs to a <lukewarm-text>: name its id in “for”.',
  retry: 'Try again',
};

/** page/about.js: what the model is. */
export const about = {
  cells: { lstm: 'an LSTM', gru: 'a GRU', rnn: 'a simple recurrent', other: 'a recurrent' },
  units: { char: 'characters', byte: 'bytes', word: 'words', other: 'tokens' },
  network: (/** @type {string} */ name, /** @type {string} */ kind, /** @type {string} */ units, /** @type {string} */ size) =>
    `“${name}” is ${kind} network with ${units} units, ${size} in all.`,
  knows: (/** @type {string} */ n, /** @type {string} */ units) => `It knows ${n} ${units}.`,
  read: (/** @type {string} */ data) => `It has read: ${data}.`,
  loss: (/** @type {string} */ split, /** @type {string} */ loss, /** @type {string} */ units) =>
    `On text it had not seen (${split}) its loss is ${loss} nats for each of its ${units}; less is better.`,
  license: (/** @type {string} */ license) => `Licence: ${license}.`,
};

/** <lukewarm-inspector> */
export const inspector = {
  cursor: 'The text, token by token: Enter shows what else could have come',
  panel: 'What else could have come',
  head: (/** @type {string} */ token, /** @type {Node} */ probability, /** @type {Node} */ bits, /** @type {number} */ n) =>
    [`“${token}” had probability `, probability, ', a surprise of ', bits, n.toFixed(1) === '1.0' ? ' bit.' : ' bits.'],
  greedy: 'Greedy: the most probable is taken, nothing is drawn.',
  takenGreedy: (/** @type {string} */ token) => `You took it; the most probable was “${token}”.`,
  drawn: (/** @type {Node} */ uniform, /** @type {string} */ token) =>
    ['Drawn by ', uniform, `, which on the line of all probabilities falls on “${token}”.`],
  taken: (/** @type {Node} */ uniform, /** @type {string} */ token) =>
    ['You took it. The draw was ', uniform, `, which on the line of all probabilities falls on “${token}”.`],
  arrow: 'The model’s own probability → the one after temperature.',
  more: (/** @type {string} */ n) => `${n} more are not shown.`,
  choose: 'Choose another, and the text is written anew from there.',
  tooFar: (/** @type {string} */ n) => `Tokens are looked into up to number ${n}: what comes later would take too long to write again.`,
};
