// The tutorials whose models are Keras's, recognised by their layers; what each makes of its text, and how it samples.

/** @typedef {import('./types.js').Graph} Graph */
/** @typedef {import('./types.js').Node} Node */
/** @typedef {import('./types.js').SamplingPreset} SamplingPreset */

/** @typedef {Pick<Graph, 'recipe' | 'vocabularyHint' | 'sampling'> & { name: string, window?: number, pad?: { id: number, masked: boolean } }} Recipe name: for people; window: where the model does not say it */

/** The helper of Keras's examples, with the temperatures that they print. @type {SamplingPreset[]} */
const kerasSample = [0.5, 0.2, 1, 1.2].map((temperature) => ({ id: 'keras', temperature }));
/** @type {SamplingPreset[]} */
const argmax = [{ id: 'argmax', temperature: 0 }];

/** With more tokens than these, they are words: no alphabet of a tutorial has more letters; that of the course's first lesson has 263 words. */
const mostCharacters = 400, mostAscii = 128;

/** @param {Node} node */
const sizeOf = ({ tensors }) => tensors?.weight?.shape[0] ?? 0;

/**
 * Returns the tutorial that the layers are of; undefined: none that is known.
 * @param {Node[]} nodes
 * @param {{ isWindow: boolean, isSubclass: boolean, isTfjs: boolean }} facts isWindow: it reads a window, or may; isSubclass: a
 *   class of the reader's own; isTfjs: TensorFlow.js itself saved it
 * @returns {Recipe | undefined}
 */
export function recognizeRecipe(nodes, { isWindow, isSubclass, isTfjs }) {
  const kinds = nodes.filter(({ kind }) => kind !== 'activation').map(({ kind }) => kind);
  const shape = kinds.join(' ');
  const outputs = sizeOf(nodes.findLast(({ kind }) => kind === 'dense') ?? { kind: '' });
  if (shape === 'embedding gru dense' && sizeOf(nodes[0]) === outputs && !isWindow) {
    return {
      recipe: 'tensorflow-text-generation', name: 'TensorFlow text_generation', sampling: [{ id: 'tensorflow', temperature: 1 }],
      // Since TensorFlow 2.4 the model is a class and StringLookup's [UNK] has the id 0; before, there was neither.
      vocabularyHint: { kind: 'char', order: 'sorted', lowerCase: false, ...(isSubclass && { reserved: ['[UNK]'], special: [0] }) },
    };
  }
  if (isWindow && /^one-hot( lstm)+ dense$/.test(shape)) {
    return isTfjs
      ? { recipe: 'tfjs-lstm-text-generation', name: 'TensorFlow.js lstm-text-generation', vocabularyHint: { kind: 'char', order: 'appearance', lowerCase: false }, sampling: [{ id: 'multinomial', temperature: 0.75 }] }
      : { recipe: 'keras-lstm-text-generation', name: 'Keras lstm_character_level_text_generation', vocabularyHint: { kind: 'char', order: 'sorted', lowerCase: true }, sampling: kerasSample, window: 40 };
  }
  if (isWindow && /^scaled-id( lstm)+ dense$/.test(shape)) {
    return { recipe: 'machinelearningmastery', name: 'machinelearningmastery.com, “Text generation with LSTM”', vocabularyHint: { kind: 'char', order: 'sorted', lowerCase: true }, sampling: argmax, window: 100 };
  }
  if (isWindow && /^embedding bidirectional( lstm| bidirectional)*( dense)+$/.test(shape) && outputs > mostAscii) return kerasWords;
  if (isWindow && /^embedding( lstm| gru| rnn)+( dense)+$/.test(shape) && outputs > mostCharacters) return kerasWords;
  return undefined;
}

/** The course's model, and those that are made as it is. @type {Recipe} */
const kerasWords = {
  recipe: 'keras-words', name: 'Keras Tokenizer and pad_sequences (dlaicourse)', sampling: argmax, pad: { id: 0, masked: false },
  vocabularyHint: { kind: 'split', order: 'keras-words', reserved: ['<pad>'], special: [0] },
};
