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

/** <lukewarm-samplers>: the name of each and what it does. */
export const samplers = {
  sliders: {
    topK: ['top-k', 'Only this many of the likeliest may come.'],
    topP: ['top-p', 'Only the likeliest that together hold this share of the probability: few where the model is sure, many where it is not.'],
    minP: ['min-p', 'Only those at least this fraction as likely as the likeliest.'],
    typicalP: ['typical-p', 'Only the most typical that together hold this share: the too obvious go as well as the too odd.'],
    repetitionPenalty: ['repetition penalty', 'Holds it against a token that it has occurred: a score above 0 is divided by this, one below 0 multiplied.'],
    presencePenalty: ['presence penalty', 'Takes this from the score of every token that has occurred, once.'],
    frequencyPenalty: ['frequency penalty', 'Takes this from a token’s score for each time it has occurred: made for words, hard on letters.'],
  },
  off: 'off',
  order: 'Temperature acts',
  orders: { 'temperature-first': 'before they cut, as in Keras', 'temperature-last': 'after they cut, as in llama.cpp' },
  orderNote: 'Before: heat can lift the unlikely over the cut. After: what is cut stays cut.',
  together: 'All together: what is drawn from; the marks are the model’s own',
  reset: 'Switch all of them off',
  keeps: (/** @type {string} */ n, /** @type {string} */ all, /** @type {string} */ units) => `Keeps ${n} of ${all} ${units}.`,
  lowers: (/** @type {string} */ n, /** @type {string} */ all, /** @type {string} */ units) => `Makes ${n} of ${all} ${units} less probable.`,
  kept: (/** @type {string} */ n, /** @type {string} */ all, /** @type {string} */ units, /** @type {string} */ percent) =>
    `${n} of ${all} ${units} can come; to the model they hold ${percent} of the probability.`,
  place: (/** @type {string} */ text) => `The pictures show what may come after “${text}”, the likeliest first.`,
  greedy: 'At temperature 0 the likeliest is taken, whatever is cut; they are drawn for temperature 1.',
};

/** <lukewarm-export> */
export const exporting = {
  inPage: 'In a page of your own',
  element: 'The text as an element, where a page may load scripts',
  frame: 'The text in a frame, where it may not',
  title: 'A text by Lukewarm',
  copy: 'Copy',
  copyThis: (/** @type {string} */ label) => `Copy: ${label}`,
  copied: 'Code copied.',
  selected: 'The code is selected: copy it from there.',
  onSlide: 'On a slide: what comes next',
  after: 'after',
  places: { word: 'the last whole word of the text', text: 'the text', prompt: 'its beginning' },
  svg: 'Download SVG',
  png: 'Download PNG',
  picture: (/** @type {string} */ text, /** @type {string} */ temperature) => `What comes after “${text}” at temperature ${temperature}`,
  question: (/** @type {string} */ text) => `What comes after “${text}”?`,
  model: (/** @type {string} */ name, /** @type {string} */ n, /** @type {string} */ all) => `${name}, a network in the browser: the ${n} likeliest of ${all}`,
  drawn: (/** @type {string} */ temperature) => `drawn from at T = ${temperature}`,
  greedy: 'taken at T = 0, greedy',
  learned: 'learned',
};

/** element/figure-frame.js, and what loads a model of its own. */
export const figure = {
  embed: 'Embed this figure',
  code: 'Code that embeds this figure',
  copied: 'Copied.',
  loading: (/** @type {string} */ percent) => `Loading the model: ${percent}.`,
};

/** <lukewarm-temperatures> */
export const temperatures = {
  label: 'Quality against variety at several temperatures',
  columns: 'Temperatures side by side',
  intro: 'One beginning and one seed, at several temperatures. Greedy soon goes round in circles; the hottest soon makes no sense.',
  prompt: 'Every text begins with',
  seed: 'Seed',
  use: 'Use this temperature',
  used: 'In use above',
  measures: { entropy: 'Entropy', surprise: 'Surprise', repetition: 'Repetition', quality: 'Quality', variety: 'Variety' },
  bits: (/** @type {string} */ n) => `${n} bits`,
  runs: { char: 'six characters', byte: 'six bytes', word: 'three words', other: 'four tokens' },
  units: { char: 'character', byte: 'byte', word: 'word', other: 'token' },
  note: (/** @type {string} */ runs) =>
    `Entropy: how undecided the model was before each token, on average, and surprise: how improbable what was drawn was to it; both before temperature, in bits. Repetition: how many of the text’s runs of ${runs} had occurred in it before.`,
  about: (/** @type {string} */ runs) =>
    `Quality: the mean log-probability that the model, at temperature 1, gives to a token of the text. Variety: the share of runs of ${runs} that had not occurred in the text before.`,
  seeds: (/** @type {string} */ n) => `Measured on ${n} texts at each temperature, of which the first is shown.`,
  line: (/** @type {string} */ loss, /** @type {string} */ unit) => `The dashed line is text as people wrote it, which the network has never read: −${loss} nats per ${unit}.`,
  written: 'written by people',
  axis: (/** @type {string} */ name, /** @type {string} */ from, /** @type {string} */ to) => `${name}, ${from} to ${to}`,
  finished: (/** @type {string} */ n) => `Texts at ${n} temperatures are finished.`,
};
