// The networks of a Graph, computed as their definitions say, in float64 and with nothing shared: what lower.js must not change.

/** @typedef {import('../../../web/import/types.js').Node} Node */
/** @typedef {number[][]} Rows vectors, by position */

/** @type {{ [name: string]: (x: number) => number }} */
export const activate = {
  linear: (x) => x,
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  relu: (x) => Math.max(0, x),
  'hard-sigmoid': (x) => Math.min(1, Math.max(0, x / 6 + 0.5)),
  'hard-sigmoid-keras-2': (x) => Math.min(1, Math.max(0, 0.2 * x + 0.5)),
};

/** @param {number[]} x */
export function softmax(x) {
  const most = Math.max(...x);
  const powers = x.map((one) => Math.exp(one - most));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((one) => one / sum);
}

const plus = (a, b) => a.map((one, i) => one + (b?.[i] ?? 0));

/** @param {{ shape: number[], values: Float32Array } | undefined} matrix @param {number[]} x */
const times = (matrix, x) => Array.from({ length: matrix.shape[0] }, (_, row) =>
  x.reduce((sum, one, column) => sum + one * matrix.values[row * matrix.shape[1] + column], 0));

/** @param {Node} node @param {Rows} rows @returns {Rows} the outputs, all positions */
function recurrent({ kind, units, activation = 'tanh', recurrent_activation = 'sigmoid', reset = 'after', tensors }, rows) {
  const { weight_ih, weight_hh, bias_ih, bias_hh, start_h, start_c, weight_hr } = tensors;
  const [a, s] = [activate[activation], activate[recurrent_activation]];
  const size = weight_hr ? weight_hr.shape[0] : units;
  let h = start_h ? [...start_h.values] : Array(size).fill(0);
  let c = start_c ? [...start_c.values] : Array(units).fill(0);
  const gate = (x, index) => x.slice(index * units, (index + 1) * units);
  return rows.map((x) => {
    const ofInput = plus(times(weight_ih, x), bias_ih?.values);
    const ofState = plus(times(weight_hh, h), bias_hh?.values);
    const both = plus(ofInput, ofState);
    if (kind === 'rnn') {
      h = both.map(a);
    } else if (kind === 'lstm') {
      const [i, f, o] = [0, 1, 3].map((index) => gate(both, index).map(s));
      const g = gate(both, 2).map(a);
      c = c.map((one, unit) => f[unit] * one + i[unit] * g[unit]);
      h = c.map((one, unit) => o[unit] * a(one));
      if (weight_hr) h = times(weight_hr, h);
    } else {
      const [r, z] = [0, 1].map((index) => gate(both, index).map(s));
      const candidate = reset === 'after' ? gate(ofState, 2).map((one, unit) => r[unit] * one)
        : gate(plus(times(weight_hh, h.map((one, unit) => r[unit] * one)), bias_hh?.values), 2);
      const n = plus(gate(ofInput, 2), candidate).map(a);
      h = h.map((one, unit) => (1 - z[unit]) * n[unit] + z[unit] * one);
    }
    return h;
  });
}

/**
 * Returns the logits after the ids.
 * @param {any[]} nodes whose tensors have `values`
 * @param {number[]} ids what is read, padding too
 * @param {number} vocab
 */
export function run(nodes, ids, vocab) {
  /** @type {{ rows: Rows, one?: boolean }[]} */
  const outputs = [];
  for (const [index, node] of nodes.entries()) {
    const { kind, tensors = {} } = node;
    const inputs = (node.inputs ?? [index - 1]).filter((input) => input >= 0).map((input) => outputs[input]);
    const [input] = inputs;
    const each = (f) => ({ rows: input.rows.map(f), one: input.one });
    const last = (rows) => ({ rows: [rows[rows.length - 1]], one: true });
    outputs.push({
      embedding: () => ({ rows: ids.map((id) => [...tensors.weight.values.slice(id * tensors.weight.shape[1], (id + 1) * tensors.weight.shape[1])]) }),
      'one-hot': () => ({ rows: ids.map((id) => Array.from({ length: node.ids ?? vocab }, (_, i) => Number(i === id))) }),
      'scaled-id': () => ({ rows: ids.map((id) => [id / (node.divisor ?? vocab)]) }),
      rnn: () => one(node),
      gru: () => one(node),
      lstm: () => one(node),
      bidirectional() {
        const forward = recurrent(node.forward, input.rows);
        const backward = recurrent(node.backward, [...input.rows].reverse());
        const merge = (a, b) => (node.merge === 'sum' ? plus(a, b) : node.merge === 'ave' ? plus(a, b).map((x) => x / 2) : [...a, ...b]);
        if (node.forward.return_sequences === false) return { rows: [merge(forward.at(-1), backward.at(-1))], one: true };
        backward.reverse();
        return { rows: forward.map((row, t) => merge(row, backward[t])) };
      },
      dense: () => each((x) => {
        const y = plus(times(tensors.weight, x), tensors.bias?.values);
        return node.activation === 'softmax' ? softmax(y).map(Math.log) : y.map(activate[node.activation ?? 'linear']);
      }),
      activation: () => each((x) => (/softmax/.test(node.activation) ? softmax(x).map(Math.log) : x.map(activate[node.activation]))),
      'batch-norm': () => each((x) => x.map((one, i) => one * tensors.scale.values[i] + tensors.shift.values[i])),
      'layer-norm': () => each((x) => {
        const mean = x.reduce((a, b) => a + b) / x.length;
        const deviation = Math.sqrt(x.reduce((sum, one) => sum + (one - mean) ** 2, 0) / x.length + (node.epsilon ?? 1e-5));
        return x.map((one, i) => (one - mean) / deviation * (tensors.weight?.values[i] ?? 1) + (tensors.bias?.values[i] ?? 0));
      }),
      concatenate: () => ({ rows: input.rows.map((_, t) => inputs.flatMap(({ rows }) => rows[t])), one: input.one }),
      add: () => ({ rows: input.rows.map((_, t) => inputs.map(({ rows }) => rows[t]).reduce(plus)), one: input.one }),
      flatten: () => ({ rows: [input.rows.flat()], one: true }),
      last: () => last(input.rows),
      average: () => ({ rows: [input.rows.reduce(plus).map((x) => x / input.rows.length)], one: true }),
      'attention-average'() {
        const weights = softmax(input.rows.map((row) => times(tensors.weight, row)[0]));
        return { rows: [input.rows.map((row, t) => row.map((x) => x * weights[t])).reduce(plus)], one: true };
      },
    }[kind]());
    /** @param {any} cell */
    function one(cell) {
      const rows = recurrent(cell, cell.go_backwards ? [...input.rows].reverse() : input.rows);
      return cell.return_sequences === false ? last(rows) : { rows };
    }
  }
  const { rows } = outputs[outputs.length - 1];
  return rows[rows.length - 1];
}
