// What the modules of import/ hand to one another, as plain data. A format module reads files into a Graph, in the terms that
// all frameworks share; lower.js makes the layers and tensors of a model file (format 2) of it.

/** @typedef {import('./tensor.js').Tensor} Tensor */

/**
 * A file as it was dropped.
 * @typedef {object} ImportFile
 * @property {string} name with its folders: 'model/weights.bin'
 * @property {number} size in bytes
 * @property {(begin?: number, end?: number) => Promise<Uint8Array>} read returns these bytes, by default all of them;
 *   whoever calls it may keep and change them
 * @property {() => Promise<((begin: number, end: number) => Uint8Array) | null>} [reader] returns what reads it synchronously, where
 *   something can: on Node's disks, of a Blob in a worker, in memory
 */

/**
 * A layer in the terms that all frameworks share. Weights are in this project's layout, which is PyTorch's: matrices
 * [out, in], gates i f g o (LSTM) and r z n (GRU). The kinds, with their options and tensors:
 *
 *     embedding {}                  weight [ids, size]
 *     one-hot {}                    (as many as the vocab has)
 *     scaled-id {divisor}           id / divisor, one number
 *     rnn, gru, lstm {units, activation='tanh', recurrent_activation='sigmoid', reset='after', return_sequences=true,
 *       go_backwards=false}         weight_ih [G units, in], weight_hh [G units, units]; bias_ih, bias_hh [G units],
 *                                   start_h, start_c [units] (a learned start), weight_hr [size, units] (LSTM's proj_size;
 *                                   weight_hh is then [G units, size])
 *     bidirectional {merge='concat' | 'sum' | 'ave', forward: Node, backward: Node}
 *     dense {activation='linear'}   weight [out, in], bias [out]
 *     activation {activation}       also 'softmax' and 'log-softmax', which end a network
 *     batch-norm {}                 scale, shift [size]: y = x * scale + shift
 *     layer-norm {epsilon}          weight, bias [size]
 *     concatenate, add {}           of all inputs
 *     flatten {}                    all positions of the window, one after the other
 *     last {}                       the last position
 *     average {}                    of all positions
 *     attention-average {}          weight [1, size]
 *
 * Activations: 'linear', 'tanh', 'sigmoid', 'relu', 'hard-sigmoid' (Keras 3's), 'hard-sigmoid-keras-2'.
 * @typedef {{ kind: string, inputs?: number[], tensors?: { [name: string]: Tensor }, [option: string]: any }} Node
 *   inputs: earlier nodes by index; absent: the node before it (for the first one: the ids)
 */

/**
 * Something worth telling the reader: what was recognised or assumed. The sentences are in i18n, by code.
 * @typedef {{ code: string, [value: string]: unknown }} Note
 */

/**
 * What the reader must say for the model to be complete: asked for in `questions`, given in `answers` by the id.
 * @typedef {object} Question
 * @property {string} id 'window', 'input', 'activation', 'category', …
 * @property {(string | number)[]} [choices]
 * @property {string | number} [suggestion]
 */

/**
 * The tokens, id by id.
 * @typedef {object} Vocabulary
 * @property {'char' | 'word' | 'split' | 'byte' | 'bpe'} kind 'split': words between white space; 'bpe': byte pairs
 * @property {string[]} tokens
 * @property {number} [unknown] the id of the token for what is not in the vocabulary
 * @property {number[]} [special] ids that are no text: padding, starts, ends. They are never drawn, but for
 * @property {number[]} [end] those that end a text
 * @property {string} [start] what is read before every text: a text, or the text of a special token
 * @property {{ merges: number[], byte_fallback: boolean, prefix_space: 'never' | 'missing' | 'always', split: boolean }} [bpe] as a model file
 *   has them
 * @property {string} from 'file', 'list', 'text', 'search', or 'recipe': the tutorial's, which is always the same
 * @property {Note[]} [notes] what is odd about it
 */

/**
 * A way of sampling that the tutorial has. @typedef {{ id: string, temperature?: number, topK?: number }} SamplingPreset
 */

/**
 * @typedef {object} Graph
 * @property {string} format what it was, for people: 'Keras 3.5.0', 'PyTorch state dict'
 * @property {string} [recipe] the tutorial that was recognised: 'textgenrnn', 'makemore', …
 * @property {Node[]} nodes the last one gives the output: logits, or what softmax made of them
 * @property {'stateful' | { window: number, pad?: { id: number, masked: boolean } }} [context] absent: asked for
 * @property {Vocabulary} [vocabulary] where the files have one
 * @property {{ lowerCase?: boolean, order?: string, reserved?: string[], kind?: 'char' | 'split', special?: number[], end?: number[], start?: string, unknown?: number }} [vocabularyHint] how the
 *   tutorial makes one of its text; `order` as vocabulary.js has them
 * @property {SamplingPreset[]} [sampling]
 * @property {Note[]} [notes]
 * @property {Question[]} [questions] without answers the graph is not complete
 */

/**
 * @typedef {object} ReadOptions
 * @property {{ [question: string]: any }} [answers]
 * @property {AbortSignal} [signal]
 * @property {(progress: { loaded: number, total: number }) => void} [onProgress]
 */

/**
 * A module of import/: one file format.
 * @typedef {object} Format
 * @property {string} id
 * @property {(files: ImportFile[]) => Promise<ImportFile[]>} recognize returns those of the files that it reads, its
 *   companions (configs, shards, vocabularies) too; none if there is no model for it. Looks at names and first bytes
 * @property {(files: ImportFile[], options: ReadOptions) => Promise<Graph>} read
 */
export {};
