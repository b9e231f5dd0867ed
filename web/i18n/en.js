// Every sentence that a reader sees, in English. Each part of the pages has a constant of its own, which the build puts
// beside the scripts that import it; the rest of this file stays out. A message with values is a function; numbers come
// as texts, set by Locale. The other languages have the same names: de.js, es.js, zh.js.

/** Returns a word for so many, a number as Locale.count() writes it. @param {string | null} n @param {string} one @param {string} many */
const plural = (n, one, many) => (n === '1' ? one : many);

/** The temperature's slider: up to 0, 0.35, 0.7, 0.95, 1, 1.25, 1.6, and beyond. */
export const temperature = {
  label: 'Temperature',
  names: ['greedy', 'repeats itself', 'careful', 'a little careful', 'as learned', 'daring', 'unruly', 'falling apart'],
};

/** <lukewarm-text> */
export const text = {
  text: 'Generated text',
  noModel: 'A <lukewarm-text> needs a model: write its name or its address into the attribute “model”.',
};

/** What stands around it: element/text-frame.js. */
export const frame = {
  download: 'Model download',
  reading: 'Reading the prompt.',
  loaded: (/** @type {string} */ loaded, /** @type {string} */ total, /** @type {string} */ percent) => `${loaded} of ${total}, ${percent} %`,
  figures: (/** @type {string} */ characters, /** @type {string} */ seconds, /** @type {string} */ speed) =>
    `${characters} ${plural(characters, 'character', 'characters')} in ${seconds} s${speed && `, ${speed} per second`}`,
  stopped: 'Stopped.',
  finished: (/** @type {string} */ text) => `Finished. ${text}`,
  soFar: (/** @type {string} */ characters) => `${characters} ${plural(characters, 'character', 'characters')} so far.`,
  same: 'The same seed and settings give the same text.',
  greedy: 'At temperature 0 nothing is drawn: every seed gives this text.',
};

/** Its controls: element/text-controls.js. */
export const controls = {
  controls: 'What to write',
  model: 'Model',
  prompt: 'Beginning with',
  ends: ['greedy', 'as learned', 'wild'],
  generate: 'New text',
  same: 'Same seed',
  stop: 'Stop',
  seed: 'Seed',
  seedNote: '“New text” draws another seed; the slider keeps it, to show what temperature alone does.',
  length: (/** @type {string} */ units) => `Length in ${units}`,
  about: (/** @type {string} */ n) => `about ${n}`,
  units: { char: 'characters', byte: 'bytes', word: 'words', other: 'tokens' },
  undo: 'Undo',
  copy: 'Copy text',
  copied: 'Text copied.',
  notCopied: 'The browser does not let this page copy. Select the text to copy it.',
  shade: 'Shade what the model did not expect',
  shades: 'Shades: how probable the token was to the model, at most',
  oneIn: (/** @type {string} */ n) => `1 in ${n}`,
  badSeed: 'The seed is a whole number from 0 to 18446744073709551615.',
  badLength: 'The length is a whole number from 0 to 1,000,000.',
};

/** index.html's own script. */
export const page = {
  linkCopied: 'Link copied.',
  linkNotCopied: 'The browser does not let this page copy. The link is in the address bar.',
};

/** element/mistakes.js: what went wrong, in words. */
export const mistakes = {
  known: {
    http: ['The model is not where it should be.', 'Choose another one from the list, or try again later.'],
    'model-list-invalid': ['The list of models cannot be read.', 'The site may be changing: try again later.'],
    'no-model': ['The link asks for a model that is not here.', 'Choose one from the list.'],
    'file-truncated': ['The model file is cut short.', 'Part of it was lost on the way: try again.'],
    'file-corrupt': ['The model file is damaged.', 'Try again, or choose another model.'],
    'file-unsupported': ['The model file was made for another version of this page.', 'Load the page again, or choose another model.'],
    'wasm-missing': ['A part of the engine could not be loaded.', 'Try again, or load the page again.'],
    'wasm-unavailable': ['This browser cannot run the network: it has no WebAssembly.', 'It needs Chrome or Edge 100, Firefox 97, Safari 16.4, or newer.'],
    'wasm-no-simd': ['This browser cannot run the network: its WebAssembly has no SIMD.', 'It needs Chrome or Edge 100, Firefox 97, Safari 16.4, or newer.'],
    'wasm-blocked': ['This browser cannot run the network: WebAssembly is blocked here.', 'A setting, an extension or the policy of the page forbids it (the policy needs ‘wasm-unsafe-eval’).'],
    'version-mismatch': ['There is a newer version of this page.', 'Load the page again.'],
    'engine-stopped': ['The engine stopped after an error.', 'Try again: it starts anew.'],
    'out-of-memory': ['There is not enough memory.', 'Close other pages, choose a smaller model or a shorter text, and try again.'],
  },
  notTaken: (/** @type {string} */ list) => `Not taken as given: ${list}.`,
  wrong: (/** @type {string} */ given, /** @type {string} */ used) => `“${given}” (${used} is used)`,
  unknown: (/** @type {string} */ given) => `“${given}” (there is no such setting)`,
  noCors: (/** @type {string} */ host) => [`The model lies on ${host}, which does not let this page read it.`,
    'That site must send the header “Access-Control-Allow-Origin: *”. Its embed.html works in an iframe without it.'],
  noName: (/** @type {string} */ name, /** @type {string} */ nearest) => [`There is no model “${name}” here.`, `Did you mean “${nearest}”?`],
};

/** element/failure.js: what happened, and what to do, by the error's code. */
export const failures = {
  network: ['The connection broke.', 'Check it, then try again.'],
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
  cells: { lstm: 'an LSTM', gru: 'a GRU', rnn: 'a simple recurrent', bidirectional: 'a bidirectional', other: 'a recurrent' },
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
    ['Drawn by ', uniform, `, which on the line of all probabilities, in the vocabulary’s order, falls on “${token}”.`],
  taken: (/** @type {Node} */ uniform, /** @type {string} */ token) =>
    ['You took it. The draw was ', uniform, `, which on the line of all probabilities, in the vocabulary’s order, falls on “${token}”.`],
  arrow: 'The model’s own probability → the one after temperature.',
  more: (/** @type {string} */ n) => `${n} more ${plural(n, 'is', 'are')} not shown.`,
  choose: 'Choose another, and the text is written anew from there.',
  tooFar: (/** @type {string} */ n) => `Tokens can be inspected up to number ${n}: later ones would take too long to generate again.`,
};

/**
 * page/train*.js. Units come in two texts: one ("character") and many ("characters"); `rate` is a learning rate to try.
 * @satisfies {{ [name: string]: string | ((...values: string[]) => string) | { [name: string]: any } }}
 */
export const training = {
  fewSeconds: 'a few seconds',
  aboutSeconds: (n) => `about ${n} seconds`,
  aboutMinute: 'about a minute',
  aboutMinutes: (n) => `about ${n} minutes`,
  aboutHour: 'about an hour',
  aboutHours: (n) => `about ${n} hours`,
  seconds: (seconds) => `${seconds} s`,
  minutes: (minutes, seconds) => `${minutes} min ${seconds} s`,

  reading: 'Reading …',
  counted: (characters, distinct) => `${characters} ${plural(characters, 'character', 'characters')}, ${distinct} different ${plural(distinct, 'one', 'ones')}.`,
  cut: (characters) => ` Longer texts are cut: the last ${plural(characters, 'one is', `${characters} are`)} left out.`,
  shortText: (characters) => `That is a short text. From ${characters} ${plural(characters, 'character', 'characters')} a network learns the text by heart rather than the language: it will write pieces of it, in disorder. Give it 100,000 or more if you can.`,
  tooShort: 'There is not enough text here to learn from. Paste more of it: a few thousand characters at the least.',

  modelOf: (model, many) => `${model}, which reads ${many}`,
  loadingModel: (percent) => `Loading the model: ${percent}`,
  measuring: 'Measuring how fast this machine is …',
  estimate: (time) => `It takes ${time} on this machine.`,
  size: (units, weights) => `${units} units, ${weights} weights`,
  notNumber: (setting, from, to, typed) => `${setting} should be a number from ${from} to ${to}, not “${typed}”.`,
  notWhole: (setting, from, to, typed) => `${setting} should be a whole number from ${from} to ${to}, not “${typed}”.`,
  cannotRead: (share) => `This model cannot read this text: it does not know ${share} of it, and its loss on what is left says nothing. Choose another model, or a network that knows nothing. `,
  unknownCharacters: (unknown, distinct, examples, share) => `It does not know ${unknown} of your ${distinct} characters: ${examples}.${share && ` ${plural(unknown, 'It is', 'They are')} ${share} of the text, and skipped.`}`,
  unknownWords: (unknown, distinct, examples, share) => `Of the first ${distinct} different words of your text it does not know ${unknown}: ${examples}. ${plural(unknown, 'It is', 'They are')} ${share} of the text, all read, and written, as one unknown word.`,
  quoted: (token) => `“${token}”`,
  readAs: (from, to) => `“${from}” (read as “${to}”)`,
  andMore: (examples, others) => `${examples} and ${others} more`,

  phases: { running: 'Training', paused: 'Paused', stopped: 'Stopped', done: 'Finished', diverged: 'Diverged' },
  troubles: { tooLarge: 'the steps are too large', tooSmall: 'the steps are too small', byHeart: 'it learns by heart' },
  inAll: (time) => `${time} in all`,
  epochOf: (epoch, epochs) => `Epoch ${epoch} of ${epochs}`,
  perSecond: (characters) => `${characters} ${plural(characters, 'character', 'characters')} a second`,
  left: (time) => `${time} left`,
  facts: (weights, learned, many) => `${weights} weights; learns from ${learned} ${many}`,
  heldOut: (facts, held) => `${facts}, and is measured on ${held} more that it never learns from.`,
  reach: (epoch) => `epoch ${epoch}`,
  pause: 'Pause',
  resume: 'Continue',
  after: (time) => `after ${time}`,

  units: { char: ['character', 'characters'], byte: ['byte', 'bytes'], word: ['word', 'words'] },
  manyMore: 'more than a thousand million',
  losses: ['Training loss', 'Held-out loss'],
  loss: (name, loss, among, one, many) => `${name} ${loss} nats per ${one}: as unsure of the next one as among ${among} ${plural(among, one, many)}.`,
  blindGuessing: (among) => ` Blind guessing is among ${among}.`,
  levels: { guess: 'blind guessing', frequencies: 'guessing by frequency' },
  curve: 'Loss curve.',
  fromTo: (name, from, to) => ` ${name}: from ${from} to ${to}.`,
  guessLoss: (loss) => ` Blind guessing: ${loss}.`,

  verdicts: /** @satisfies {Record<string, (values: { [name in 'one' | 'many' | 'guess' | 'rate' | 'epoch']: string }) => string>} */ ({
    worseThanGuessing: ({ guess, rate }) => `The steps are too large: it is now more wrong than blind guessing would be (${guess}). Stop, and train again with a smaller learning rate: ${rate}, say.`,
    forgets: ({ rate }) => `The steps are too large: it forgets more than it learns. If this does not mend itself, train again with a smaller learning rate: ${rate}, say.`,
    learnsByHeart: () => 'It is learning your text by heart now: what it has read becomes easier to it, what it has not read harder. Its best state before that is kept, so you can stop. More text helps, or fewer epochs, or more dropout.',
    guesses: ({ rate }) => `The steps are too small: it still guesses almost blindly. Stop, and train again with a larger learning rate: ${rate}, say.`,
    frequencies: ({ one, many }) => `So far it knows which ${many} are frequent, and not what ${one} follows which.`,
    frequenciesTooSmall: ({ one, many, rate }) => `So far it knows which ${many} are frequent, and not what ${one} follows which. The steps may be too small: a learning rate of ${rate} is a good one to try.`,
    frequenciesTooLarge: ({ one, many, rate }) => `So far it knows which ${many} are frequent, and not what ${one} follows which. The steps may be too large: a learning rate of ${rate} is a good one to try.`,
    diverged: ({ rate }) => `The steps are too large: the loss is no longer a number. Train again with a smaller learning rate: ${rate}, say.`,
    divergedLater: ({ rate }) => `The steps are too large: the loss is no longer a number. The best weights before that are kept. Train again with a smaller learning rate: ${rate}, say.`,
    unmeasured: () => 'It was stopped before its first measurement: what is kept are the weights as they are.',
    nothingHeldOut: () => 'Nothing was held out, so nobody knows how well it does on what it has not read.',
    knewByHeart: ({ epoch }) => `From epoch ${epoch} on it learned the text by heart: the weights of that epoch are kept, which do best on what it has not read. A longer text would help most.`,
    knewLongTextByHeart: ({ epoch }) => `From epoch ${epoch} on it learned the text by heart: the weights of that epoch are kept, which do best on what it has not read. More dropout would help.`,
    wasImproving: () => 'It was still getting better when it was stopped.',
    overfits: () => 'It knows what it has read much better than what it has not: a longer text would help, or more dropout.',
    moreToLearn: () => 'It does as well on what it has not read as on what it has, so there is more to learn: more epochs, or a larger network, would go further.',
    learned: () => 'It has learned about what a network of this size can from this text.',
  }),

  writes: 'What it writes',
  writesNow: 'What it writes now',
  sameWeights: 'This trains the same network: the same weights, bit for bit.',
  sameToTheEnd: (step, steps) => `This trains the same network to the end, by way of the very same weights: here it came to step ${step} of ${steps}.`,
  copied: { text: 'Text copied.', embed: 'Code copied.', command: 'Command copied.' },
  notCopied: 'The browser does not let this page copy. Select the text to copy it.',

  failures: {
    'text-not-utf8': 'This is not plain text in UTF-8, or it is damaged. Save it as plain text (.txt) in UTF-8, or copy the text and paste it.',
    'worker-failed': 'The training stopped working. Load the page again: what it kept last is still there.',
  },
};

/** web/page/first.js, offline.js: why a page does not start, and what is newer. */
export const start = {
  newer: 'There is a newer version of this page.',
  load: 'Load it',
  missing: 'A part of this page did not load.',
  again: 'Load the page again',
  file: 'A browser does not run this page from a file. This one, with everything in it, it does:',
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
  limit: (/** @type {string} */ scored, /** @type {string} */ left) => `The first ${scored} characters are scored; the ${left} after them ${plural(left, 'is', 'are')} not.`,
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
  extent: (/** @type {string} */ units, /** @type {string} */ n, /** @type {string} */ token, /** @type {string} */ tokens, /** @type {boolean} */ isCut) =>
    `${units} ${plural(units, 'unit', 'units')} over ${isCut ? 'the first ' : ''}${n} ${plural(n, token, tokens)} of the text. Units are numbered from 0.`,
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

/** <lukewarm-samplers>: the name of each and what it does. */
export const samplers = {
  sliders: {
    topK: ['top-k', 'Only this many of the most probable tokens.'],
    topP: ['top-p', 'Only the most probable tokens that together have this share of the probability: few where the model is sure, many where it is not.'],
    minP: ['min-p', 'Only tokens with at least this fraction of the highest probability.'],
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
  units: { char: 'characters', byte: 'bytes', word: 'words', other: 'tokens' },
  keeps: (/** @type {string} */ n, /** @type {string} */ all, /** @type {string} */ units) => `Keeps ${n} of ${all} ${units}.`,
  lowers: (/** @type {string} */ n, /** @type {string} */ all, /** @type {string} */ units) => `Makes ${n} of ${all} ${units} less probable.`,
  kept: (/** @type {string} */ n, /** @type {string} */ all, /** @type {string} */ units, /** @type {string} */ percent) =>
    `${n} of ${all} ${units} can come; to the model ${plural(n, 'it holds', 'they hold')} ${percent} of the probability.`,
  place: (/** @type {string} */ text) => `The pictures show what may come after “${text}”, the most probable first.`,
  greedy: 'At temperature 0 the most probable token is taken, whatever is cut; the pictures are for temperature 1.',
};

/** <lukewarm-export> */
export const exporting = {
  inPage: 'In a page of your own',
  onSlide: 'On a slide: what comes next',
  after: 'after',
  places: { word: 'the last whole word of the text', text: 'the text', prompt: 'its beginning' },
  svg: 'Download SVG',
  png: 'Download PNG',
  picture: (/** @type {string} */ text, /** @type {string} */ temperature) => `What comes after “${text}” at temperature ${temperature}`,
  question: (/** @type {string} */ text) => `What comes after “${text}”?`,
  model: (/** @type {string} */ name, /** @type {string} */ n, /** @type {string} */ all) => `${name}, a network in the browser: the ${n} most probable of ${all}`,
  drawn: (/** @type {string} */ temperature) => `drawn from at T = ${temperature}`,
  greedy: 'taken at T = 0, greedy',
  learned: 'learned',
};

/** What the figures share: element/figure-frame.js, what loads a model of its own, fields and buttons. */
export const figure = {
  embed: 'Embed this figure',
  prompt: 'The model has read',
  seed: 'Seed',
  another: 'Sample another',
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
  textAt: (/** @type {string} */ temperature) => `A text at temperature ${temperature}`,
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
  finished: (/** @type {string} */ n) => plural(n, 'The text is finished.', `Texts at ${n} temperatures are finished.`),
};

/**
 * The words of the figures, and their probabilities: element/word-list.js. `toy` are three nouns, short and different.
 * @satisfies {{ [name: string]: string | ((...values: string[]) => string) | { [name: string]: any } }}
 */
export const words = {
  toy: ['cat', 'dog', 'frog'],
  probabilities: 'Probabilities',
  probability: (word) => `Probability of ${word}`,
  notRead: (part) => `“${part}” was not read: a word and its probability are written “cat 0.7”, with commas between them.`,
  notNumber: 'A probability is a number, 0 or more.',
  allZero: 'One of them must be above 0.',
  one: 'Together 1.',
  notOne: (sum) => `Together ${sum}, not 1: divided by their sum before use.`,
};

/** <lukewarm-beam> */
export const beam = {
  label: 'Greedy search, beam search and sampling',
  caption: 'The log-probability of a text is the sum of those of its tokens: the nearer to 0, the more probable.',
  titles: { greedy: 'Greedy: the most probable, token by token', beam: 'Beam search: the most probable of several', sampled: 'Sampled at temperature 1' },
  prompt: 'All begin with',
  width: 'Width',
  length: 'Length',
  logProbability: (/** @type {string} */ value) => `log-probability ${value}`,
  limits: 'Width: a whole number from 1 to 16. Length: 1 to 200.',
  nothing: 'Beam search finds nothing more probable than greedy here.',
  times: (/** @type {Node} */ greedy, /** @type {Node} */ sampled) =>
    ['Beam search’s text is ', greedy, ' times as probable as greedy’s, and ', sampled, ' times as probable as the sampled one.'],
};

/**
 * <lukewarm-distribution>
 * @satisfies {{ [name: string]: string | ((...values: string[]) => string) }}
 */
export const distribution = {
  label: 'Probabilities before and after temperature',
  caption: 'The line marks the probability that the network gave, the bar what temperature makes of it.',
  others: (n, share) => plural(n, `One other has ${share}.`, `${n} others share ${share}.`),
};

/** <lukewarm-draw>: a pointer is thrown at a line, of which each word has a part. `oneHot` is as Python writes it: [1, 0, 0]. */
export const draw = {
  label: 'One draw, and a thousand',
  caption: 'Above, the line and where the pointer fell. Below, how often each word was drawn, and how often it is expected.',
  atOnce: 'or at once:',
  temperature: (/** @type {string} */ temperature) => `Temperature ${temperature}`,
  one: 'Draw one',
  thousand: 'Draw a thousand',
  nothing: 'Nothing drawn yet.',
  fell: (/** @type {Node} */ uniform, /** @type {Node} */ word, /** @type {Node} */ oneHot) =>
    ['The pointer falls on ', uniform, ', in the part of ', word, ': ', oneHot, '.'],
  draws: (/** @type {Node} */ n, /** @type {string[]} */ counts) => [n, ` ${plural(n.textContent, 'draw', 'draws')}. ${counts.join(', ')}.`],
  count: (/** @type {string} */ word, /** @type {string} */ n) => `${word} ${n}`,
  drawing: 'Drawing …',
  drawnOf: (/** @type {string} */ drawn, /** @type {string} */ expected) => `${drawn}, expected ${expected}`,
};

/**
 * <lukewarm-greedy>; `token` and `tokens` are the names of one and of many.
 * @satisfies {{ [name: string]: string | ((...values: string[]) => string) | { [name: string]: any } }}
 */
export const greedy = {
  label: 'Greedy search and sampling, side by side',
  caption: 'The greedy text is the same every time. Underlined: a part that comes round and round.',
  temperature: 'Temperature of the sampling',
  prompt: 'Both begin with',
  titles: { greedy: 'Greedy: always the most probable', sampled: 'Sampled: drawn by the probabilities' },
  after: 'after',
  wordAfter: (word, before) => `${word} after ${before}`,
  token, tokens,
  noLoop: 'No loop.',
  loopOfOne: (start, token, tokens) => `From ${token} ${start} on, the same one of the ${tokens} again and again.`,
  loop: (start, token, tokens, period) => `From ${token} ${start} on, the same ${period} ${tokens} again and again.`,
};

/**
 * <lukewarm-pitfalls>: each by its name and what happens. "frog" is the third of words.toy; multinomial, astype, exp and log
 * are Python's.
 * @satisfies {{ [name: string]: string | ((...values: string[]) => string) | { [name: string]: any } }}
 */
export const pitfalls = {
  label: 'What can go wrong in sample()',
  caption: 'The helper on probabilities, and softmax on logits, in NumPy’s precisions; its last digit may differ.',
  choice: 'What goes wrong',
  kinds: {
    zero: ['A zero', 'In single precision, a network’s, exp(−110) is 0. log 0 is −∞, with a warning, and exp makes it 0 again: frog is lost at every temperature. The logits still know it.'],
    sum: ['A sum over 1', 'Without astype(\'float64\') the array stays in single precision, and multinomial, which adds it up in double, finds more than 1.'],
    tiny: ['A tiny temperature', 'Every exp underflows to 0, and the sum with them: 0 / 0 is not a number. With the largest logit taken off first, one exp is always exp(0) = 1.'],
  },
  logit: (word) => `Logit of ${word}`,
  logits: 'logits',
  over: (error, excess) => `${error} (by ${excess})`,
  draws: 'multinomial draws from these.',
  onLogits: 'on the logits',
  largest: 'z − largest',
  always: 'Always probabilities: the sum is at least 1, so nothing is divided by 0.',
};

/** <lukewarm-sample-steps>; `notes`: what each line of Python does, by the array that it leaves. */
export const sampleSteps = {
  label: 'sample(), line by line',
  caption: 'Point at an array, or move to it with the Tab key, for all of its digits.',
  notes: {
    asarray: 'The probabilities of the network, in double precision.',
    logs: 'The logarithm undoes the exp of softmax: these are the logits again, all less one constant.',
    scaled: 'The logits divided by T. Below 1 the gaps between them widen, above 1 they narrow.',
    exps: 'exp makes them positive again.',
    preds: 'Divided by their sum: probabilities again. The mark shows where each began.',
    probas: 'One draw, one word: a 1 at its place and 0 elsewhere.',
    divided: 'The probabilities themselves, divided by T.',
    log: 'exp of probabilities: at T = 1 none is more than e = 2.718 times another.',
    index: 'The place of the largest, which is the 1: the index of the word.',
  },
  array: (/** @type {string} */ line) => `The array after ${line}`,
  draw: 'Draw again',
  logits: 'Show the logits beside it',
  refuses: (/** @type {Node} */ error) => ['NumPy refuses: ', error],
  without: 'Leave out',
  kinds: { '': 'nothing', log: 'np.log', 'log-exp': 'np.log and np.exp' },
  numpy: 'as NumPy, after np.random.seed',
  // After the index of the word and the word: "2, frog: the pointer fell on 0.9".
  fell: (/** @type {Node} */ uniform) => [': the pointer fell on ', uniform],
};

/**
 * The logits beside them: element/logits-table.js.
 * @satisfies {{ [name: string]: string | ((...values: string[]) => string) }}
 */
export const logits = {
  constant: 'A constant added to every logit',
  fails: 'Where the helper fails, the logits still give an answer.',
  atMost: (gap) => `The last three rows differ by at most ${gap}: they are the same thing.`,
};

/** <lukewarm-stages> */
export const stages = {
  label: 'What it writes after more and more training',
  caption: 'Bars: the loss on text that it has not learned from, in nats per character.',
  steps: 'Training steps',
};

/** <lukewarm-weights>: maps are matrices of weights, and what the units hold. */
export const weights = {
  label: 'Every weight of a small network, while it writes',
  caption: 'Warm: above 0, cold: below; the last columns are biases. Outlined: the letter read, the most active unit, the letter drawn. Click a weight, or use the arrow keys.',
  maps: ['Letter → gates', 'Hidden state → gates', 'Hidden state → letter', 'Hidden state, letter by letter'],
  play: 'Write', pause: 'Pause', once: 'One letter',
  gates: ['Reset gate r', 'Update gate z', 'Candidate n'],
  bias: 'Bias',
  unit: (/** @type {string} */ n) => `unit ${n}`,
  count: (/** @type {string} */ n) => `All ${n} weights.`,
};

/**
 * <lukewarm-truncation>: what each cut keeps.
 * @satisfies {{ [name: string]: string | ((...values: string[]) => string) | { [name: string]: any } }}
 */
export const truncation = {
  label: 'What top-k, top-p and min-p cut off',
  caption: 'The line marks the network’s own probability, the bar what is drawn from; what is cut off is struck out. The word <unk>, for what the network does not know, is never drawn.',
  choice: 'Cut',
  kinds: {
    'top-k': 'Top-k keeps the k most probable, however sure the network is: too many where it is sure, too few where it is not.',
    'top-p': 'Top-p keeps the most probable until together they reach p: few where the network is sure, many where it is not.',
    'min-p': 'Min-p keeps what is at least p times as probable as the most probable: it asks how far behind a word is.',
  },
  left: (n, all) => `${n} of ${all} can still be drawn.`,
};

/**
 * <lukewarm-import>: other frameworks' models. These words come apart from all others, by i18n/importing.js.
 * In notes and questions numbers and lists come as texts.
 */
export const importing = {
  intro: 'Have you trained a network elsewhere? Drop its files, and it writes.',
  formats: 'Keras (.keras, .h5, .hdf5), TensorFlow (checkpoints, SavedModel), PyTorch (.pt, .pth, .safetensors), TensorFlow.js, ml5 charRNN, ONNX, NumPy (.npz), Torch7 (.t7). Several files, or a whole folder; with the vocabulary beside them if it is in a file of its own.',
  stays: 'The files are read in this browser and sent nowhere. HDF5 files (.h5, .hdf5, .keras) need a library of about 1 MB, which is loaded when the first one comes.',
  choose: 'Choose files',
  folder: 'Choose a folder',
  files: 'Files of a model',
  cancel: 'Cancel',
  progress: 'Import',
  reading: (/** @type {string} */ name) => `Reading ${name}`,
  readingHdf5: (/** @type {string} */ name, /** @type {string} */ size) => `Reading ${name}. HDF5 needs a library of ${size}, which is loaded first`,
  building: 'Putting the model together',
  starting: 'Starting the model',
  searching: 'Looking for the vocabulary',
  searchingAt: (/** @type {string} */ percent, /** @type {string} */ loss) => `Looking for the vocabulary: ${percent}, loss ${loss}`,
  cancelled: 'Cancelled. Nothing was changed.',
  writes: (/** @type {string} */ name) => `“${name}” writes.`,
  asked: 'One thing more is needed: it is asked below what was found.',

  found: 'What was found',
  facts: { format: 'Format', recipe: 'Tutorial', layers: 'Layers', weights: 'Weights', vocabulary: 'Vocabulary', reads: 'How it reads' },
  layer: (/** @type {string} */ kind, /** @type {string} */ size) => `${kind} ${size}`,
  kinds: {
    embedding: 'embedding', 'one-hot': 'one-hot', 'scaled-id': 'the id as a number', rnn: 'simple RNN', gru: 'GRU', lstm: 'LSTM',
    bidirectional: 'both directions', dense: 'dense', activation: 'activation', 'batch-norm': 'batch normalization', 'layer-norm': 'layer normalization',
    concatenate: 'concatenation', add: 'sum', flatten: 'flatten', last: 'last position', average: 'average', 'attention-average': 'attention average', output: 'output',
  },
  weights: (/** @type {string} */ n, /** @type {string} */ size) => `${n} in files of ${size}`,
  units: { char: 'characters', byte: 'bytes', word: 'words', split: 'words', other: 'tokens' },
  vocabulary: (/** @type {string} */ n, /** @type {string} */ units, /** @type {string} */ from) => `${n} ${units}, ${from}`,
  sources: { file: 'from the files', list: 'from your list', text: 'from your text', search: 'found again: a guess', recipe: 'always the same in this tutorial' },
  noVocabulary: (/** @type {string} */ n) => `missing: the files have ${n} tokens, and not what they are`,
  reads: {
    stateful: 'one token after the other, its state is kept',
    window: (/** @type {string} */ n) => plural(n, 'the last token alone', `the last ${n} tokens, each time afresh`),
    masked: (/** @type {string} */ n) => `the last ${n} tokens, each time afresh; what is missing before them is skipped`,
    padded: (/** @type {string} */ n) => `the last ${n} tokens, each time afresh; what is missing before them is read as padding`,
    open: 'not known yet',
  },
  tokens: 'The tokens, in their order',
  more: (/** @type {string} */ n) => `and ${n} more`,

  assumed: 'What was recognised and assumed',
  notes: /** @satisfies {{ [code: string]: (note: { [value: string]: string }) => string }} */ ({
    recipe: ({ name }) => `This is the model of ${name}.`,
    'assumed-window': ({ window }) => `It reads the last ${window} tokens, as the tutorial does; the files do not say so.`,
    'assumed-pad': () => 'A text that is shorter than the window is padded in front, as the tutorial does; the files do not say so.',
    'folded-batch-norm': ({ count }) => `Batch normalization was folded into the weights beside it (${count}).`,
    'ignored-layers': ({ kinds }) => `Of no effect when writing, and left out: ${kinds}.`,
    'vocabulary-from-file': ({ name }) => (name ? `The vocabulary was read from ${name}.` : 'The vocabulary was in the files.'),
    'vocabulary-refused': ({ name, reason }) => `${name} was not taken for the vocabulary: ${reason}`,
    'vocabulary-size': ({ from, to }) => `The vocabulary in the files has ${from} tokens and the model ${to}, so it is not used.`,
    'vocabulary-repeats': ({ tokens }) => `Some tokens are there twice, and count once: ${tokens}.`,
    'vocabulary-gaps': ({ ids }) => `Some ids have no token, and are never drawn: ${ids}.`,
    'vocabulary-damaged': ({ ids }) => `Some tokens are damaged and are never drawn, by their ids: ${ids}.`,
    'vocabulary-filled': ({ from, to }) => `The vocabulary has ${from} tokens and the model ${to}: the others are never drawn.`,
    'vocabulary-cut': ({ from, to }) => `The vocabulary has ${from} tokens and the model ${to}: the last ones are left out.`,
    'vocabulary-doubtful': ({ loss }) => `The model hardly expects this text with this vocabulary (loss: ${Number(loss).toFixed(2)} nats per token). Try another text, or search for the vocabulary.`,
    'lower-case': () => 'The model knows small letters alone: a beginning is read in small letters.',
    'sizes-differ': ({ inputs, outputs }) => `The model reads ${inputs} tokens and gives ${outputs}: what it cannot give is never drawn.`,
    'weights-only': () => 'The file has weights and no description of the network: what it is was inferred from names and shapes.',
    'unused-tensors': ({ names }) => `In the file but not in the network: ${names}.`,
  }),

  asks: 'What the files do not say',
  questions: {
    window: 'How does it read a text?',
    activation: 'Which activation does the recurrent layer have?',
    'recurrent-activation': 'Which activation do the gates have?',
    'dense-activation': 'Which activation does the dense layer have?',
    order: 'What comes first in the rows of its matrix?',
    reset: 'When does the GRU apply its reset gate?',
    update: 'What does an update gate of 1 do?',
    gates: 'In which order are the gates in the rows of its matrices?',
    category: 'In which category should it write?',
    input: 'What does it read?',
  },
  otherQuestion: (/** @type {string} */ id) => `What is “${id}”?`,
  choices: {
    linear: 'none (linear)', 'input-first': 'the input', 'state-first': 'the state', before: 'before the product (Keras 2, the paper)', after: 'after the product (PyTorch, Keras 3)',
    renews: 'it takes the new state', keeps: 'it keeps the old state',
  },
  stateful: 'One token after the other; its state is kept (stateful)',
  windowed: 'The last tokens, each time afresh; so many:',
  answer: 'Continue with these answers',
  badWindow: 'The number of tokens is a whole number from 1 to 4096.',

  lost: 'The vocabulary is missing',
  lostWhy: (/** @type {string} */ n) => `The model has ${n} tokens, characters or words, and the files do not say which. Any of these helps:`,
  list: 'A list of them',
  listNote: 'JSON in either direction, a pickle, or a text file with one token a line.',
  chooseList: 'Choose a list',
  sample: 'A text',
  sampleNote: 'The text that it was trained with, from which the vocabulary is made as tutorials make it. If it is lost too, any long text of the kind: the model itself then tells which order of the tokens makes it likeliest.',
  openText: 'Open a text file',
  clear: 'Take another text',
  textFile: (/** @type {string} */ name, /** @type {string} */ size) => `${name}, ${size}`,
  trainedWith: 'It was trained with this text',
  findAgain: 'Find the vocabulary with it',
  noText: 'Give a text first.',
  guess: 'A guess',
  guessLoss: (/** @type {string} */ loss, /** @type {string} */ blind) => `With these tokens the loss on your text is ${loss} nats per token; blind guessing would be ${blind}.`,
  guessCertainty: (/** @type {string} */ percent) => `${percent} of the text stands on tokens that are certain.`,
  takeGuess: 'Write with this guess',
  dropGuess: 'Discard the guess',

  asTutorial: 'Sampling as the tutorial does it',
  presets: {
    keras: (/** @type {string} */ temperature) => `sample() at ${temperature}`,
    argmax: () => 'argmax',
    'top-k': (/** @type {string} */ _, /** @type {string} */ k) => `top-k ${k}`,
    textgenrnn: (/** @type {string} */ temperature) => `textgenrnn at ${temperature}`,
    tensorflow: (/** @type {string} */ temperature) => `tf.random.categorical at ${temperature}`,
    multinomial: (/** @type {string} */ temperature) => `multinomial at ${temperature}`,
  },

  weigh: 'Loss and size',
  weighNote: 'The model is kept as it is, in 32-bit floats, until you choose otherwise. Fewer bits make it smaller and faster; what they cost shows on a text that the model has not read, in nats per token; less is better. The one that is marked is kept and writes.',
  measure: 'Measure the loss',
  measuring: (/** @type {string} */ bits, /** @type {string} */ percent) => `Measuring, ${bits}: ${percent}`,
  measured: (/** @type {string} */ losses) => `Measured: ${losses}.`,
  lossText: 'A text to measure with',
  lossCut: (/** @type {string} */ n) => `The first ${n} characters are read.`,
  bits: { 32: '32-bit floats', 8: '8 bits', 4: '4 bits' },
  table: { weights: 'Weights', loss: 'Loss', size: 'Size', file: 'File' },
  download: 'Download',
  downloadThis: (/** @type {string} */ bits) => `Download the model, ${bits}`,
  quantizing: (/** @type {string} */ bits) => `Preparing the file, ${bits}`,
  downloaded: (/** @type {string} */ name, /** @type {string} */ size) => `${name}, ${size}.`,

  take: 'On a page of your own',
  embedNote: 'Put the downloaded file beside the page.',
  linkNote: 'The link in the address bar brings the text back for whoever has these files: it does not carry the model. On another machine it asks for them.',
  copy: 'Copy',
  copyThis: 'Copy the code for a page',
  copied: 'Code copied.',
  selected: 'The code is selected: copy it.',

  kept: 'In this browser',
  keptNote: 'Models that were imported stay in this browser, and in the list of models, until they are discarded.',
  notKept: 'This browser keeps nothing here (in a private window, say): after a reload the files are needed again.',
  name: 'Name',
  write: 'Write with it',
  discard: 'Discard',
  discarded: (/** @type {string} */ name) => `“${name}” is discarded.`,

  needsFiles: (/** @type {string} */ name) => `It is “${name}”, imported from files that the link does not carry. Import the same files on this page, and the text is written.`,
  failures: {
    'import-unsupported': ['This model is not one that this page can run.', 'What stands in its way:'],
    'import-damaged': ['The files are damaged, or they are not what they seem.', 'Save or download them again.'],
    'import-unrecognized': ['In these files there is no model that is known here.', 'What can be read stands above.'],
    'import-incomplete': ['Something is missing.', 'Add it: drop the missing file alone, the others are still here.'],
    'import-too-large': ['This is too large.', 'Leave out what is not the model’s.'],
    'worker-failed': ['The import stopped, perhaps for want of memory.', 'Close other pages and try again. Nothing else was lost.'],
    'text-not-utf8': ['This is not plain text.', 'Save it as plain text (.txt) in UTF-8, or copy the text and paste it.'],
  },
};

/** web/page/embed.js */
export const embed = {
  title: 'A figure by Lukewarm',
  noElement: (/** @type {string} */ name, /** @type {string} */ list) => `There is no element “${name}”. These can be shown: ${list}.`,
  foreign: (/** @type {string} */ origin) => `This frame shows models of its own site, not of ${origin}. Whoever runs the site can allow that one, in embed.html.`,
};

// The pages' own prose. It goes into them when the site is made and into no script, so it may hold tags. Addresses are
// those of the English pages: the build puts the same page of this language in their place.

/** What several pages say. */
export const pageCommon = {
  language: 'English', // its own name, for the menu
  languages: 'Languages',
  home: 'Lukewarm',
  learn: 'Why do we sample?',
  train: 'Train your own',
  elements: 'Put it on your page',
  documents: 'Documents',
  oldBrowser: (/** @type {string} */ firefox) => `This page is still loading. If nothing happens, load the page again. If that does not help, the browser may be too old: the page needs Chrome or Edge 100, Firefox ${firefox}, Safari 16.4, or newer.`,
};

/** web/index.html */
export const indexPage = {
  title: 'Lukewarm: text from a neural network, in your browser',
  description: 'Type a beginning, set the temperature, and a recurrent neural network continues it, entirely in your browser. Every text has a link that brings it back.',
  intro: 'A small neural network that has read one kind of book continues what you begin. It runs in this page; nothing you type leaves it.',
  noScript: 'This page runs a neural network in the browser, and that needs JavaScript, which is switched off here.',
  copyLink: 'Copy link',
  samplers: 'More ways to choose',
  panels: 'A closer look',
  temperatures: 'Temperatures side by side',
  likelihood: 'How likely is my text?',
  activations: 'Inside the network',
  exporting: 'Export',
  importing: 'A model of your own',
  drop: 'Drop the model here',
  temperatureTitle: 'What the temperature does',
  scores: 'After every character or word the network gives each possible next one a score <var>z</var>. One of them is drawn, with probability',
  temperature: 'At <var>T</var> = 1 these are the probabilities it learned. A lower temperature favours the likely ones, and the text grows careful and repeats itself; a higher one evens them out, and the text grows bold and falls apart. At 0 nothing is drawn: the likeliest is taken every time, which is called greedy. <a href="learn.html">Why sample at all?</a>',
  modelTitle: 'The model',
  about: 'Its licence, its reading and its size appear here once it has loaded.',
  networkTitle: 'How it works',
  network: 'A recurrent network reads one symbol at a time and keeps what it makes of them in a few hundred numbers; from these it scores the next. The arithmetic is in integers, in WebAssembly, so the same seed gives the same text in every browser, and the link in the address bar brings it back.',
  offline: 'After the first visit it works without a network too: the browser keeps the page and the models that you have used, and nothing about you.',
};

/** web/train.html */
export const trainPage = {
  title: 'Train your own: a neural network learns your text, in your browser',
  description: 'Paste a text, choose a size by the time it takes, and watch a recurrent neural network learn to write like it: letters first, then words, then the tone. Entirely in your browser.',
  heading: 'Train your own',
  intro: 'Give a small network a text, and watch it learn to write like it: the letters first, then words, then the tone. It learns in this page; your text never leaves it.',
  noScript: 'This page trains a neural network in the browser, and that needs JavaScript, which is switched off here.',
  restore: 'Back to the training',
  discard: 'Discard the training',
  start: 'What to train',
  text: 'The text',
  source: 'Your text',
  example: 'Try Aesop’s fables',
  open: 'Open a file',
  file: 'A text file',
  placeholder: 'Paste a text here, or drop a file: a book, your letters, recipes, lyrics; in any language. 100,000 characters and more are best.',
  clear: 'Take another one',
  network: 'The network',
  from: 'Begin with',
  fromNothing: 'a network that knows nothing',
  sizes: 'Size and time',
  tiny: 'Tiny',
  small: 'Small',
  medium: 'Medium',
  large: 'Large',
  train: 'Train',
  more: 'More settings',
  epochs: 'Epochs',
  learningRate: 'Learning rate',
  dropout: 'Dropout',
  heldOut: 'Held out', // a part of the text, which the network does not learn from
  tokenizer: 'It reads',
  characters: 'characters',
  words: 'words',
  bytes: 'bytes',
  seed: 'Seed',
  batchSize: 'Batch size',
  bpttLength: 'BPTT length',
  settingsNote: 'What you leave empty is chosen for the text and the time.',
  pause: 'Pause',
  stop: 'Stop, keep the best',
  anew: 'Train another',
  progress: 'Training',
  writing: 'What it writes now',
  copyText: 'Copy text',
  temperature: 'at temperature', // "What it writes now" … "at temperature" … "beginning with"
  prompt: 'beginning with',
  length: 'Length',
  generate: 'Generate',
  vary: 'Vary',
  written: 'Text',
  curve: 'Loss',
  lossCurve: 'Loss curve',
  trainingLoss: 'training', // in the curve's legend, and as the head of a column; so is the next
  heldOutLoss: 'held out',
  table: 'Every measurement',
  epoch: 'epoch', // heads of columns
  after: 'after', // … a time
  among: 'as among', // … so many equally likely characters
  notKept: 'This browser keeps nothing here (in a private window, say, or while another tab trains): a reload would lose the training.',
  before: 'How it wrote before',
  take: 'Take it with you',
  keep: 'Keep the model',
  name: 'Name',
  bits: 'Weights in',
  bits8: '8 bits, hardly a difference',
  bits4: '4 bits, half the size',
  bits32: '32-bit floats, exactly',
  download: 'Download the model',
  ownPage: 'On a page of your own',
  embedNote: 'Put the model file beside the page.',
  copy: 'Copy',
  copyEmbed: 'Copy the code for a page',
  command: 'On the command line',
  copyCommand: 'Copy the command',
  downloadText: 'Download the text',
  learningTitle: 'What happens here',
  learning: 'The network reads the text many times over, and each time guesses every next character from what stands before. Where it is wrong, each of its weights is moved a little, so that it would have been less so. The loss says how wrong it is: at a loss of 2 it is as unsure as one who guesses among e² = 7.4 equally likely characters.',
  heldOutTitle: 'Why hold a part out?',
  heldOutReason: 'A network can learn a short text by heart. The loss of what it reads goes down all the same, so it says nothing of that. What is held out is never learned from: once that loss rises, the network has stopped learning the language and begun to learn the text.',
  keptTitle: 'What is kept',
  kept: 'The training, with its text, stays in this browser until you discard it or begin another, so that a reload does not lose it. Nothing is sent anywhere.',
  fables: 'The fables to try are Aesop’s in the translation of V. S. Vernon Jones, which is in the public domain.',
};

export { lessonPage } from './lesson.en.js'; // web/learn.html: the longest of the pages

/** web/elements.html; what each element can do comes from the comments in its source, in English. */
export const elementsPage = {
  title: 'The elements of Lukewarm',
  description: 'Every element of Lukewarm with a live example: text by a recurrent neural network, and the figures of the lesson on temperature and sampling, for any page.',
  heading: 'Elements for any page',
  intro: 'What <a href="index.html">Lukewarm</a> shows, your page can show too. One script, no server, nothing sent anywhere.',
  script: 'The script',
  use: 'An element loads what it needs when it comes into sight; several share one network and one download. Where a page takes an iframe and no script, <code>embed.html?element=…</code> shows any of them, with the attributes as its query.',
  code: (/** @type {string} */ tag) => `Code of ${tag}`,
  details: 'Attributes and all else',
  default: (/** @type {string} */ value) => `default ${value}`,
  attributes: 'Attributes',
  members: 'Properties and methods',
  events: 'Events',
  slots: 'Slots',
  parts: 'Parts',
  customProperties: 'Custom properties',
};

/** web/builder.html */
export const builderPage = {
  title: 'Put Lukewarm on your page: the builder',
  description: 'Choose a text or a figure, look at it, and copy the code that puts it on your own page: as an element or as an iframe.',
  intro: 'Choose a text or a figure, look at it, and copy the code that puts it on your own page.',
  reference: 'All elements and attributes',
  guides: 'Guides for each tool',
  noScript: 'The builder needs JavaScript, which is switched off here.',
  choose: '1. Choose',
  what: 'What to show',
  text: 'A text',
  temperatures: 'A text at several temperatures',
  likelihood: 'How likely a text is',
  distribution: 'The distribution of the next token',
  sampleSteps: 'The Keras helper sample(), line by line',
  draw: 'Drawing from a distribution',
  greedy: 'Greedy search beside sampling',
  truncation: 'Top-k, top-p and min-p',
  beam: 'Beam search',
  pitfalls: 'Mistakes with temperature',
  stages: 'Training stages',
  weights: 'Every weight of a network',
  model: 'Model',
  noModel: 'none: the words below',
  ownModel: 'A model of your own: put its file beside your page, and write its address into the code as model.',
  prompt: 'Prompt',
  yourText: 'Text',
  probabilities: 'Words and their probabilities',
  temperature: 'Temperature',
  seed: 'Seed',
  length: 'Length',
  seedNote: 'The same seed gives the same text. Without one, each reader gets another text.',
  controls: 'The reader may change prompt and temperature',
  shaded: 'Shade each token by how surprising it was',
  look: '2. Look',
  copyTitle: '3. Copy',
  address: 'The code names the address of this site. If you copy the site’s folder to your own host, open the builder there.',
  element: 'As an element',
  elementNeeds: 'For pages that may load scripts. If this site is not yours, its host must send Access-Control-Allow-Origin. It takes the page’s language, colours and type.',
  frame: 'As an iframe',
  scheme: 'Light or dark',
  schemeAuto: 'as the reader’s system',
  schemeLight: 'light',
  schemeDark: 'dark',
  background: 'Background',
  color: 'Text colour',
  width: 'Width on your page, in pixels',
  widthNote: 'With a width the frame is shown here as your page will show it, and its code has the height that it then needs. A script can do so at every width: see the guides.',
  frameNeeds: 'Works wherever an iframe is allowed: WordPress, Notion, Moodle and other pages that remove scripts.',
  frameTitle: 'Lukewarm: a neural network in the browser',
  copy: 'Copy',
  copyElement: 'Copy the code of the element',
  copyFrame: 'Copy the code of the iframe',
  copied: 'Code copied.',
  selected: 'The browser does not let this page copy. The code is selected: copy it from there.',
};

/** web/embed.html */
export const embedPage = {
  noScript: 'Here a neural network writes in the browser, and that needs JavaScript, which is switched off.',
};
