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

// What a model's tokens are called, one and many.
const token = { char: 'character', byte: 'byte', word: 'word', other: 'token' };
const tokens = { char: 'characters', byte: 'bytes', word: 'words', other: 'tokens' };

/** <lukewarm-likelihood> */
export const likelihood = {
  intro: 'Give the model a text, and it says how well it could have guessed each part of it from what stands before.',
  text: 'Your text',
  take: 'Or take:',
  above: 'The text above',
  examples: { char: 'A line of Shakespeare', word: 'A plain sentence' },
  shuffled: 'The same words, shuffled',
  limit: (/** @type {string} */ scored, /** @type {string} */ left) => `The first ${scored} characters are scored; the ${left} after them are not.`,
  verdict: (/** @type {string} */ bits, /** @type {string} */ perplexity) => `${bits} bits per character, perplexity ${perplexity}.`,
  token, tokens,
  comparison: (/** @type {string} */ n, /** @type {string} */ tokens, /** @type {string} */ token, /** @type {string} */ bits) =>
    'A bit per character is one yes-or-no question, on average, that has to be answered before the next character is known; ' +
    `knowing nothing but the model's ${n} ${tokens}, it would be ${bits}. The perplexity says the same as a count: ` +
    `at each ${token} the model was as unsure as among so many equally likely ones.`,
  perToken: (/** @type {string} */ bits, /** @type {string} */ token, /** @type {string} */ perCharacter) =>
    `${bits} for each ${token}, which here is ${perCharacter} for each character`,
  unknownWord: 'Such a word is scored as any unknown word, which is easier to guess than the word itself.',
  nothing: 'The model knows nothing of this text.',
  shaded: 'Each token and how surprising it was',
  expected: 'expected',
  most: (/** @type {string} */ bits) => `${bits} bits or more`,
  bits: (/** @type {string} */ bits) => `${bits} bits`,
  value: (/** @type {string} */ token, /** @type {string} */ p, /** @type {string} */ rank, /** @type {string} */ n, /** @type {string} */ bits) =>
    `“${token}”: probability ${p}, choice ${rank} of ${n}, ${bits} bits`,
  surprising: 'What surprised it most',
};

/** What the units of a network are compared with, by Property.id (element/properties.js). */
export const properties = {
  line: 'position in the line',
  break: 'just after a line break',
  name: 'in the name of a speaker',
  word: 'length of the word so far',
  space: 'just after a space',
  capital: 'a capital letter',
  capitalized: 'a word with a capital letter',
  vowel: 'a vowel',
  sentence: 'length of the sentence so far',
  end: 'just after the end of a sentence',
  letters: 'letters in the word',
  mark: 'a punctuation mark',
  quotes: 'inside quotation marks',
  parentheses: 'inside parentheses',
};

/** <lukewarm-activations> */
export const activations = {
  intro: 'Each row is one unit of the network, each column one step of the text: warm where the unit’s value is above zero, ' +
    'cold where it is below. Some units can be seen to count or to wait for something; most mean nothing that one could name.',
  layer: 'Layer',
  layerOf: (/** @type {string} */ n, /** @type {string} */ all) => `${n} of ${all}`,
  part: 'What',
  parts: {
    state: 'Cell state c', hidden: 'Hidden state h', input: 'Input gate i', forget: 'Forget gate f', output: 'Output gate o',
    reset: 'Reset gate r', update: 'Update gate z', candidate: { lstm: 'Candidate g', gru: 'Candidate n' },
  },
  unit: 'Unit',
  unitOf: (/** @type {string} */ n) => `Unit ${n}`,
  map: 'Heat map: units down, the text across',
  shaded: 'The text, shaded by that unit',
  token, tokens,
  value: (/** @type {string} */ unit, /** @type {string} */ token, /** @type {string} */ n, /** @type {string} */ text, /** @type {string} */ value) =>
    `Unit ${unit} after ${token} ${n}, “${text}”: ${value}`,
  noText: 'There is no text yet.',
  extent: (/** @type {string} */ units, /** @type {string} */ n, /** @type {string} */ tokens, /** @type {boolean} */ isCut) =>
    `${units} units over ${isCut ? 'the first ' : ''}${n} ${tokens} of the text. Units are numbered from 0.`,
  unbounded: 'The cell state has no bounds: each unit is coloured up to its own largest value.',
  table: 'Its values as a table',
  values: 'The unit’s values',
  after: 'After',
  valueHead: 'Value',
  follow: 'Which units follow the text?',
  property: 'Find those that follow',
  writing: 'The model is writing a sample to look at.',
  absent: (/** @type {string} */ property) => `“${property}” does not occur in the sample, so nothing can be said of it.`,
  weak: (/** @type {string} */ r) => `No unit follows it closely: the best has r = ${r}.`,
  method: (/** @type {string} */ n, /** @type {string} */ tokens, /** @type {string} */ prompt, /** @type {string} */ temperature, /** @type {string} */ seed) =>
    'r is the correlation of a unit with the property: 1 in step with it, −1 against it, 0 neither. ' +
    `It is computed here, over ${n} ${tokens} that the model has written for the purpose, after “${prompt}” at temperature ${temperature} with seed ${seed}.`,
  missing: (/** @type {string} */ list) => `Not found in them: ${list}.`,
};
