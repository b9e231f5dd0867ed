// Recurrent layers, in one direction and in both, for lower.js.
import { importError } from './errors.js';
import { recurrentKinds, unsupported } from './lower-nodes.js';
import { filled, multiply, stack } from './tensor.js';

/** @typedef {import('./types.js').Node} Node */
/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {import('./lower-nodes.js').Step} Step */
/** @typedef {import('./lower.js').Lowering} Lowering */
/** @typedef {import('./lower.js').Value} Value */

/** @type {{ [kind: string]: number }} */
const gates = { rnn: 1, gru: 3, lstm: 4 };

/** @param {string} where @param {string} name @param {Tensor | undefined} tensor @param {number[]} shape */
function check(where, name, tensor, shape) {
  if (!tensor || tensor.shape.join() !== shape.join()) {
    throw importError('import-damaged', `${where} has a ${name} of the shape [${tensor?.shape ?? 'nothing'}], and needs [${shape}]. Its file does not fit together.`);
  }
}

/** Returns what the model file says of a layer. @param {Node} node @param {number} units @param {boolean} sequences */
const configOf = ({ kind, activation, recurrent_activation, reset, tensors = {} }, units, sequences) => ({
  kind,
  units,
  ...(activation && activation !== 'tanh' && { activation }),
  ...(kind !== 'rnn' && recurrent_activation && recurrent_activation !== 'sigmoid' && { recurrent_activation }),
  ...(kind === 'gru' && reset === 'before' && { reset }),
  ...(!sequences && { return_sequences: false }),
  ...((tensors.start_h || tensors.start_c) && { learned_start: true }),
});

/**
 * Returns the tensors as the model file has them. An LSTM with a projection h = R h' goes on with h' in its place: U h is
 * (U R) h', and R is a layer of its own after it.
 * @param {Lowering} lowering @param {string} where @param {Node} node @param {Value} value that it reads
 */
function cellOf(lowering, where, { kind, units, tensors = {}, reset }, value) {
  const { weight_ih, weight_hh, bias_ih, bias_hh, start_h, start_c, weight_hr: projection } = tensors;
  const rows = gates[kind] * units;
  const size = projection ? projection.shape[0] : units;
  if (!Number.isInteger(units) || units < 1) throw importError('import-damaged', `${where} has ${units} units.`);
  if (reset !== undefined && reset !== 'after' && reset !== 'before') throw unsupported(where, `has the reset “${reset}”.`);
  check(where, 'weight_hh', weight_hh, [rows, size]);
  if (bias_ih) check(where, 'bias_ih', bias_ih, [rows]);
  if (bias_hh) check(where, 'bias_hh', bias_hh, [rows]);
  if (start_h) check(where, 'start_h', start_h, [units]);
  if (start_c) check(where, 'start_c', start_c, [units]);
  if (projection) {
    if (kind !== 'lstm') throw unsupported(where, 'has a projection (weight_hr), which only an LSTM can have.');
    if (start_h) throw unsupported(where, 'has a projection and a learned start, which are not taken together.');
    check(where, 'weight_hr', projection, [size, units]);
  }
  const { weight, bias } = lowering.product(where, value, weight_ih, bias_ih);
  if (weight.shape[0] !== rows) check(where, 'weight_ih', weight_ih, [rows, value.width]);
  const hasStart = start_h || start_c;
  return {
    weight_ih: weight,
    weight_hh: projection ? multiply(weight_hh, projection) : weight_hh,
    bias_ih: bias,
    bias_hh,
    ...(hasStart && { start_h: start_h ?? filled([units], 0) }),
    ...(hasStart && kind === 'lstm' && { start_c: start_c ?? filled([units], 0) }),
  };
}

/** @param {Lowering} lowering @param {string} where @param {Value} value */
function checkRead({ stateful }, where, { sequence, last }) {
  if (!stateful && (!sequence || last)) throw unsupported(where, 'reads one position, that of a layer which has only its last output. A recurrent layer reads all.');
}

/** @param {Lowering} lowering @param {Step} step @param {Value} value @returns {Value} */
export function lowerRecurrent(lowering, step, value) {
  const { where, units, tensors } = step;
  checkRead(lowering, where, value);
  const sequences = step.return_sequences !== false || lowering.stateful;
  if (step.go_backwards) return lowerBackwards(lowering, step, value, sequences);
  const cell = cellOf(lowering, where, step, value);
  lowering.place(value);
  const layer = lowering.layer(where, configOf(step, units, sequences), cell);
  /** @type {Value} */
  const output = { layer, width: units, sequence: sequences && !lowering.stateful, last: false };
  return tensors.weight_hr ? lowering.dense(where, output, tensors.weight_hr) : output;
}

/** Adds the layer, its two directions one after the other. @param {Lowering} lowering @param {string} where @param {[Node, Node]} nodes @param {Value} value @param {boolean} sequences @returns {Value} */
function both(lowering, where, [forward, backward], value, sequences) {
  if (lowering.stateful) throw unsupported(where, 'reads a text from its end too, so that it must know how many tokens it reads at once. Say how long its window is.');
  checkRead(lowering, where, value);
  const hasStart = [forward, backward].some(({ tensors }) => tensors?.start_h || tensors?.start_c);
  const [cell, other] = [forward, backward].map((node) => ({
    ...(hasStart && { start_h: filled([node.units], 0) }),
    ...(hasStart && node.kind === 'lstm' && { start_c: filled([node.units], 0) }),
    ...cellOf(lowering, where, node, value),
  }));
  lowering.place(value);
  const named = (/** @type {string} */ side, /** @type {{ [name: string]: Tensor | undefined }} */ tensors) =>
    Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [`${side}.${name}`, tensor]));
  const config = { ...configOf(forward, forward.units, sequences), ...(hasStart && { learned_start: true }) };
  const layer = lowering.layer(where, { kind: 'bidirectional', layer: config }, { ...named('forward', cell), ...named('backward', other) });
  return { layer, width: 2 * forward.units, sequence: sequences, last: false };
}

/** A layer that reads the window backwards alone: the half of one that reads it both ways. @param {Lowering} lowering @param {Step} step @param {Value} value @param {boolean} sequences */
function lowerBackwards(lowering, step, value, sequences) {
  const { where, units, kind } = step;
  if (sequences) throw unsupported(where, 'reads the text backwards and gives all positions (go_backwards), which is not taken. One within a Bidirectional is.');
  const rows = gates[kind] * units;
  const nothing = { ...step, tensors: { weight_ih: filled([rows, value.ids ?? value.width], 0), weight_hh: filled([rows, units], 0) } };
  const read = both(lowering, where, [nothing, step], value, false);
  const { weight_hr: projection } = step.tensors;
  if (!projection) {
    return lowering.dense(where, read, blocks([units, units], [undefined, { shape: [units, units], async read() {
      return new Float32Array(units * units).map((_, i) => Number(i % (units + 1) === 0));
    } }], units));
  }
  return lowering.dense(where, read, blocks([units, units], [undefined, projection], projection.shape[0]));
}

/** Returns matrices of as many rows side by side, zeros for one that is missing. @param {number[]} widths @param {(Tensor | undefined)[]} parts @param {number} rows @returns {Tensor} */
function blocks(widths, parts, rows) {
  const columns = widths.reduce((sum, width) => sum + width, 0);
  return { shape: [rows, columns], async read() {
    const result = new Float32Array(rows * columns);
    let from = 0;
    for (const [i, part] of parts.entries()) {
      const values = await part?.read();
      for (let row = 0; values && row < rows; row++) result.set(values.subarray(row * widths[i], (row + 1) * widths[i]), row * columns + from);
      from += widths[i];
    }
    return result;
  } };
}

/** Returns two matrices on a diagonal. @param {Tensor} first @param {Tensor} second @returns {Tensor} */
function onDiagonal(first, second) {
  const widths = [first.shape[1], second.shape[1]];
  return stack([blocks(widths, [first, undefined], first.shape[0]), blocks(widths, [undefined, second], second.shape[0])]);
}

/** @param {Lowering} lowering @param {Step} step @param {Value} value @returns {Value} */
export function lowerBidirectional(lowering, step, value) {
  const { where, merge = 'concat', forward, backward } = step;
  if (![forward, backward].every((node) => recurrentKinds.includes(node?.kind))) throw unsupported(where, 'has no recurrent layer in it.');
  const sequences = forward.return_sequences !== false;
  const [one, other] = [forward, backward].map((node) => JSON.stringify(configOf({ ...node, tensors: {} }, node.units, node.return_sequences !== false)));
  if (one !== other) throw unsupported(where, `reads forwards by one layer and backwards by another of another kind: ${one}, ${other}.`);
  if (!['concat', 'sum', 'ave'].includes(merge)) throw unsupported(where, `merges its two directions by “${merge}”. What is read: concat, sum, ave.`);
  let read = both(lowering, where, [forward, backward], value, sequences);
  const { weight_hr: first } = forward.tensors;
  const { weight_hr: second } = backward.tensors;
  if (!first !== !second) throw unsupported(where, 'has a projection in one direction alone.');
  if (first) read = lowering.dense(where, read, onDiagonal(first, second));
  return merge === 'concat' ? read : lowering.sum(where, read, merge === 'ave' ? [0.5, 0.5] : [1, 1]);
}
