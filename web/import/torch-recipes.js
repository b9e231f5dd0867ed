// The tutorials and repositories that a PyTorch state dict is recognised by, and what is known of each beside its weights: how
// it makes its vocabulary, how it samples, what it reads at once.

/** @typedef {import('./types.js').Graph} Graph */
/** @typedef {import('./torch-networks.js').Chain} Chain */

/**
 * @typedef {object} Recipe all of it may be missing
 * @property {string} [name]
 * @property {Graph['vocabularyHint']} [hint]
 * @property {boolean} [isFixed] the hint's vocabulary needs no text
 * @property {Graph['sampling']} [sampling]
 * @property {number} [window]
 * @property {string} [activation] of nn.RNN
 * @property {string} [denseActivation] between linear layers
 */

/**
 * What a recipe is recognised by.
 * @typedef {object} Clues
 * @property {Chain} chain
 * @property {string[]} names of the tensors, as they are in the file
 * @property {string[]} units names of the layers in order, without what stands before the last "."
 * @property {string} type the class of the model, where it was saved whole
 * @property {(key: string) => boolean} hasOption whether the checkpoint has this key
 */

/** 100 characters: digits, letters, punctuation, white space. */
const kPrintable = 100;
/** ascii_letters, " .,;'-" and the end. */
const kLetters = 59;
/** The letters, a space and "<unk>". */
const kD2l = 28;
/** A vocabulary of more tokens is of words. */
const kMostCharacters = 300;

/** @type {((clues: Clues) => Recipe | undefined)[]} */
const kRecipes = [
  ({ names }) => (names.some((name) => /(^|\.)xh_to_(h|hbar)\.weight$/.test(name)) ? {
    name: 'makemore',
    hint: { kind: 'char', order: 'makemore', reserved: ['<s>'] },
    sampling: [{ id: 'multinomial', temperature: 1 }],
  } : undefined),

  ({ names, chain }) => (names.some((name) => /(^|\.)i2h\.weight$/.test(name)) && names.some((name) => /(^|\.)i2o\.weight$/.test(name)) ? {
    name: 'char_rnn_generation_tutorial',
    hint: { kind: 'char', order: 'letters' },
    isFixed: chain.logits === kLetters,
    sampling: [{ id: 'argmax', temperature: 0 }],
  } : undefined),

  ({ names, chain }) => {
    const isScratch = names.some((name) => /(^|\.)W_h[hfzq]$/.test(name)) && names.some((name) => /(^|\.)W_x[hfz]$/.test(name));
    const isConcise = chain.input === 'one-hot' && names.some((name) => /(^|\.)rnn\.rnn\.weight_ih_l0$/.test(name)) && names.some((name) => /(^|\.)linear\.weight$/.test(name));
    return isScratch || isConcise ? {
      name: 'd2l',
      hint: { kind: 'char', order: 'd2l-characters' },
      isFixed: chain.logits === kD2l,
      sampling: [{ id: 'argmax', temperature: 0 }],
      activation: 'tanh',
    } : undefined;
  },

  ({ names }) => (names.some((name) => /(^|\.)rnns\.\d+\.(module\.)?weight_hh_l0(_raw)?$/.test(name)) ? {
    name: 'fastai',
    hint: { kind: 'split' },
    sampling: [{ id: 'multinomial', temperature: 0.75 }],
  } : undefined),

  ({ chain, units }) => (chain.input === 'scaled-id' && /lstm/i.test(units[0] ?? '') ? {
    name: 'machinelearningmastery',
    hint: { kind: 'char', order: 'sorted', lowerCase: true },
    sampling: [{ id: 'argmax', temperature: 0 }],
    window: 100,
  } : undefined),

  ({ chain, units, hasOption }) => (chain.input === 'one-hot' && String(units) === 'lstm,fc' && (hasOption('tokens') || hasOption('n_hidden')) ? {
    name: 'udacity-char-rnn',
    hint: { kind: 'char' },
    sampling: [{ id: 'top-k', topK: 5, temperature: 1 }],
  } : undefined),

  ({ chain, units, type }) => (/^encoder,rnn,decoder$/.test(String(units)) && (/\bRNNModel$/.test(type) || chain.logits > kMostCharacters) ? {
    name: 'word_language_model',
    hint: { kind: 'split', order: 'words-eos' },
    sampling: [{ id: 'multinomial', temperature: 1 }],
  } : undefined),

  ({ chain, units }) => (/^encoder,(rnn|gru|lstm),decoder$/.test(String(units)) && chain.input === 'embedding' && chain.logits === kPrintable ? {
    name: 'char-rnn.pytorch',
    hint: { kind: 'char', order: 'printable' },
    isFixed: true,
    sampling: [{ id: 'multinomial', temperature: 0.8 }],
  } : undefined),

  ({ chain }) => (chain.logits === kPrintable ? { hint: { order: 'printable' } } : undefined),
];

/**
 * Returns what is known of the tutorial that a network is of; nothing, if it is of none.
 * @param {{ chain: Chain, entries: Map<string, any>, extras: import('./torch-networks.js').StateDictExtras }} found
 * @returns {Recipe}
 */
export function recipeOf({ chain, entries, extras }) {
  const { modules, options } = extras;
  const clues = {
    chain,
    names: [...entries.keys()],
    units: chain.units.map(({ name }) => name.slice(name.lastIndexOf('.') + 1)),
    type: modules?.get('')?.type ?? '',
    hasOption: (/** @type {string} */ key) => options?.has(key) ?? false,
  };
  for (const recipe of kRecipes) {
    const found = recipe(clues);
    if (found) return found;
  }
  return {};
}
