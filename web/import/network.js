// Lowered layers computed in JavaScript, many texts side by side: for the search of a vocabulary, which reads a few thousand
// tokens with as many orders of them. The engine would want a vocabulary first, one text after the other, and its module in
// this worker. What knows the ids alone (embedding, one-hot, and what multiplies these) is computed once for each id.
import { importError } from './errors.js';
import { applyActivation, gateCounts, product, runCell } from './network-cells.js';

/** @typedef {import('./lower.js').Lowered} Lowered */
/** @typedef {import('./network-cells.js').Matrix} Matrix */
/**
 * What a layer gives: rows of `width` numbers, position by position and in each the streams side by side; or one row for
 * each id, of which those of the ids that are read count.
 * @typedef {{ values: Float32Array, width: number, positions: number, ofIds?: boolean }} Rows
 */
/** What the layers remember of the streams, by the layer's index. @typedef {Map<number, { h: Float32Array, c: Float32Array }>} State */

const activationOf = (/** @type {any} */ layer) => layer.activation ?? (layer.kind === 'dense' ? 'linear' : 'tanh');

export class Network {
  /** @type {Lowered['layers']} */
  #layers;
  /** @type {Map<string, Matrix>} */
  #tensors;
  /** Rows by id of the layers that have them. @type {Map<string, Rows>} */
  #tables = new Map();
  vocabSize;
  /** How many tokens are read for each; 0: stateful. */
  window;
  /** Multiplications for a token that is read. */
  cost;
  /** Whether it reads whole windows alone. */
  isFixed;

  /** @param {Lowered} lowered @param {Map<string, Matrix>} tensors */
  constructor({ layers, vocabSize, context }, tensors) {
    this.#layers = layers;
    this.#tensors = tensors;
    this.vocabSize = vocabSize;
    this.window = context === 'stateful' ? 0 : context.window;
    this.isFixed = layers.some(({ kind }) => kind === 'flatten');
    const weights = [...tensors].reduce((sum, [name, { values }]) => sum + (/embedding/.test(layers[Number(name.split('.')[1])].kind) ? 0 : values.length), 0);
    this.cost = weights * Math.max(1, this.window);
  }

  /** @param {string} name */
  #tensor(name) {
    return this.#tensors.get(name);
  }

  /**
   * Reads `ids` and returns the logits after them, one row of vocabSize for each stream and position; with a window, whose
   * tokens `ids` must be, one row for each stream.
   * @param {Int32Array | number[]} ids position by position, in each the streams side by side
   * @param {number} streams
   * @param {State} [state] of the streams, which is brought up to date; default: that of a text's start
   * @returns {Float32Array}
   */
  read(ids, streams, state = new Map()) {
    const positions = ids.length / streams;
    /** @type {Rows[]} */
    const outputs = [];
    for (let index = 0; index < this.#layers.length; index++) outputs.push(this.#layer(index, ids, streams, positions, outputs, state));
    return this.#rows(outputs[outputs.length - 1], ids, streams).values;
  }

  /** Returns rows by position of rows by id. @param {Rows} rows @param {Int32Array | number[]} ids @param {number} streams @returns {Rows} */
  #rows(rows, ids, streams) {
    if (!rows.ofIds) return rows;
    const { width } = rows;
    const values = new Float32Array(ids.length * width);
    for (let i = 0; i < ids.length; i++) values.set(rows.values.subarray(ids[i] * width, (ids[i] + 1) * width), i * width);
    return { values, width, positions: ids.length / streams };
  }

  /** Returns x W^T + b. @param {string} key of what is kept for rows by id @param {Rows} x @param {Matrix} weight @param {Float32Array} [bias] @returns {Rows} */
  #product(key, x, weight, bias) {
    const [rows] = weight.shape;
    const kept = x.ofIds && this.#tables.get(key);
    if (kept) return kept;
    const result = { ...x, width: rows, values: product(x.values, x.width, weight, bias) };
    if (x.ofIds) this.#tables.set(key, result);
    return result;
  }

  /** @param {number} index @param {() => Float32Array} make @param {number} width @returns {Rows} */
  #table(index, make, width) {
    const key = `table ${index}`;
    const kept = this.#tables.get(key) ?? { values: make(), width, positions: 0, ofIds: true };
    this.#tables.set(key, kept);
    return kept;
  }

  /** @param {number} index @param {Int32Array | number[]} ids @param {number} streams @param {number} positions @param {Rows[]} outputs @param {State} state @returns {Rows} */
  #layer(index, ids, streams, positions, outputs, state) {
    const layer = this.#layers[index];
    const { vocabSize } = this;
    const named = (/** @type {string} */ name) => this.#tensor(`layers.${index}.${name}`);
    const before = outputs[index - 1];
    const whole = (/** @type {Rows} */ rows) => this.#rows(rows, ids, streams);
    switch (layer.kind) {
      case 'embedding': {
        const { values, shape } = /** @type {Matrix} */ (named('weight'));
        return { values, width: shape[1], positions, ofIds: true };
      }
      case 'one-hot': return this.#table(index, () => {
        const values = new Float32Array(vocabSize * vocabSize);
        for (let id = 0; id < vocabSize; id++) values[id * (vocabSize + 1)] = 1;
        return values;
      }, vocabSize);
      case 'scaled-id': return this.#table(index, () => Float32Array.from({ length: vocabSize }, (_, id) => id / (layer.divisor ?? vocabSize)), 1);
      case 'rnn': case 'gru': case 'lstm': return this.#recurrent(index, '', layer, before, ids, streams, false, state);
      case 'bidirectional': {
        const both = [['forward.', false], ['backward.', true]].map(([prefix, isBackward]) =>
          this.#recurrent(index, String(prefix), layer.layer, before, ids, streams, Boolean(isBackward), new Map()));
        return joined(both);
      }
      case 'dense': {
        const result = this.#product(`${index}`, before, /** @type {Matrix} */ (named('weight')), named('bias')?.values);
        if (activationOf(layer) === 'linear') return result;
        const values = result.values.slice();
        applyActivation(activationOf(layer), values);
        return { ...result, values };
      }
      case 'output': {
        const weight = /** @type {Matrix} */ (layer.tied === undefined ? named('weight') : this.#tensor(`layers.${layer.tied}.weight`));
        const rows = whole(before);
        const last = this.window > 0 && rows.positions > 1 ? lastOf(rows, streams) : rows;
        return this.#product(`${index}`, last, weight, named('bias')?.values);
      }
      case 'concatenate': return joined(layer.inputs.map((/** @type {number} */ input) => whole(outputs[input])));
      case 'flatten': return flattened(whole(before), streams);
      case 'attention-average': return averaged(whole(before), streams, /** @type {Matrix} */ (named('weight')).values);
      case 'layer-norm': return normalized(before, layer.epsilon, /** @type {Matrix} */ (named('weight')).values, /** @type {Matrix} */ (named('bias')).values);
      default: throw importError('import-unsupported', `A vocabulary cannot be searched for: the model has a layer of the kind ${layer.kind}.`);
    }
  }

  /** @param {number} index @param {string} prefix @param {any} layer @param {Rows} before @param {Int32Array | number[]} ids @param {number} streams @param {boolean} isBackward @param {State} state @returns {Rows} */
  #recurrent(index, prefix, layer, before, ids, streams, isBackward, state) {
    const named = (/** @type {string} */ name) => this.#tensor(`layers.${index}.${prefix}${name}`);
    const { units, kind } = layer;
    const input = this.#product(`${index}${prefix}`, before, /** @type {Matrix} */ (named('weight_ih')), named('bias_ih')?.values);
    let kept = state.get(index);
    if (!kept) {
      const start = (/** @type {string} */ name) => {
        const values = new Float32Array(streams * units);
        const one = named(name)?.values;
        for (let stream = 0; one && stream < streams; stream++) values.set(one, stream * units);
        return values;
      };
      kept = { h: start('start_h'), c: kind === 'lstm' ? start('start_c') : new Float32Array(0) };
      state.set(index, kept);
    }
    const positions = input.ofIds ? ids.length / streams : input.positions;
    const sequences = layer.return_sequences !== false;
    const values = sequences ? new Float32Array(positions * streams * units) : kept.h;
    const width = gateCounts[kind] * units;
    const x = new Float32Array(streams * width);
    for (let i = 0; i < positions; i++) {
      const position = isBackward ? positions - 1 - i : i;
      for (let stream = 0; stream < streams; stream++) {
        const row = position * streams + stream;
        const from = (input.ofIds ? ids[row] : row) * width;
        x.set(input.values.subarray(from, from + width), stream * width);
      }
      runCell(layer, x, kept, /** @type {Matrix} */ (named('weight_hh')), named('bias_hh')?.values);
      if (sequences) values.set(kept.h, position * streams * units);
    }
    return { values, width: units, positions: sequences ? positions : 1 };
  }
}

/** @param {Rows} rows @param {number} streams @returns {Rows} */
const lastOf = ({ values, width, positions }, streams) => ({ values: values.slice((positions - 1) * streams * width), width, positions: 1 });

/** @param {Rows[]} parts @returns {Rows} */
function joined(parts) {
  const width = parts.reduce((sum, part) => sum + part.width, 0);
  const rows = parts[0].values.length / parts[0].width;
  const values = new Float32Array(rows * width);
  let at = 0;
  for (const part of parts) {
    for (let row = 0; row < rows; row++) values.set(part.values.subarray(row * part.width, (row + 1) * part.width), row * width + at);
    at += part.width;
  }
  return { values, width, positions: parts[0].positions };
}

/** @param {Rows} rows @param {number} streams @returns {Rows} */
function flattened({ values, width, positions }, streams) {
  const result = new Float32Array(values.length);
  for (let position = 0; position < positions; position++) {
    for (let stream = 0; stream < streams; stream++) {
      const from = (position * streams + stream) * width;
      result.set(values.subarray(from, from + width), (stream * positions + position) * width);
    }
  }
  return { values: result, width: width * positions, positions: 1 };
}

/** @param {Rows} rows @param {number} streams @param {Float32Array} weight @returns {Rows} */
function averaged({ values, width, positions }, streams, weight) {
  const result = new Float32Array(streams * width);
  const scores = new Float64Array(positions);
  for (let stream = 0; stream < streams; stream++) {
    for (let position = 0; position < positions; position++) {
      let score = 0;
      for (let i = 0; i < width; i++) score += weight[i] * values[(position * streams + stream) * width + i];
      scores[position] = score;
    }
    const most = scores.reduce((a, b) => Math.max(a, b), -Infinity);
    let sum = 0;
    for (let position = 0; position < positions; position++) sum += scores[position] = Math.exp(scores[position] - most);
    for (let position = 0; position < positions; position++) {
      const part = scores[position] / sum;
      for (let i = 0; i < width; i++) result[stream * width + i] += part * values[(position * streams + stream) * width + i];
    }
  }
  return { values: result, width, positions: 1 };
}

/** @param {Rows} rows @param {number} epsilon @param {Float32Array} weight @param {Float32Array} bias @returns {Rows} */
function normalized(rows, epsilon, weight, bias) {
  const { width } = rows;
  const values = rows.values.slice();
  for (let from = 0; from < values.length; from += width) {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < width; i++) sum += values[from + i];
    const mean = sum / width;
    for (let i = 0; i < width; i++) squares += (values[from + i] - mean) ** 2;
    const factor = 1 / Math.sqrt(squares / width + epsilon);
    for (let i = 0; i < width; i++) values[from + i] = (values[from + i] - mean) * factor * weight[i] + bias[i];
  }
  return { ...rows, values };
}

/**
 * Reads the weights of lowered layers. Memory: all weights.
 * @param {Lowered} lowered
 * @param {AbortSignal} [signal]
 */
export async function openNetwork(lowered, signal) {
  /** @type {Map<string, Matrix>} */
  const tensors = new Map();
  for (const [name, { shape, read }] of Object.entries(lowered.tensors)) {
    signal?.throwIfAborted();
    tensors.set(name, { shape, values: await read() });
  }
  return new Network(lowered, tensors);
}
