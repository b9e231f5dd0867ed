// A network as an ONNX graph of one step: token [1, 1], state [2 layers, 1, units] and temperature give the
// probabilities [1, 1, vocab] of the next token and the next state.
import { gateRows, inputSize } from '../page/shapes.js';
import { node, onnxFile, tensor, value } from './onnx.js';

const kMicrosoft = 'com.microsoft'; // onnxruntime's own operators

/** Returns an LSTM's matrix, or its bias, with the gates in ONNX's order i o f g. @param {Float32Array} weights */
function inOnnxOrder(weights) {
  const size = weights.length / 4;
  const [i, f, g, o] = [0, 1, 2, 3].map((gate) => weights.subarray(gate * size, (gate + 1) * size));
  const ordered = new Float32Array(weights.length);
  [i, o, f, g].forEach((gate, n) => ordered.set(gate, n * size));
  return ordered;
}

/** Returns [rows, cols] as [cols, rows]. @param {Float32Array} matrix @param {number} cols */
export function transposed(matrix, cols) {
  const rows = matrix.length / cols;
  const result = new Float32Array(matrix.length);
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) result[col * rows + row] = matrix[row * cols + col];
  }
  return result;
}

/**
 * Returns a matrix in 8 bits as constants NAME, NAME_scale and NAME_zero, the way of onnxruntime's quantize_dynamic:
 * one scale, no zero point.
 * @param {string} name @param {number[]} shape @param {Float32Array} weights @param {number[]} scaleShape
 */
function quantized(name, shape, weights, scaleShape) {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  return [
    tensor(name, shape, Int8Array.from(weights, (weight) => Math.round(weight * 127 / largest))),
    tensor(`${name}_scale`, scaleShape, Float32Array.of(largest / 127)),
    tensor(`${name}_zero`, scaleShape, new Int8Array(1)),
  ];
}

/**
 * Returns the file of a network of LSTM layers, its matrices in float32 or in 8 bits.
 * @param {import('../page/shapes.js').Shape} shape @param {import('../page/shapes.js').Weights} weights
 * @param {8 | 32} bits
 */
export function onnxNetwork(shape, weights, bits) {
  const { vocab, embedding, layers, units } = shape;
  const rows = gateRows(shape);
  const tensors = [tensor('ones', [2 * layers], new BigInt64Array(2 * layers).fill(1n))];
  const nodes = [];

  if (!weights.embedding) {
    tensors.push(tensor('depth', [], Int32Array.of(vocab)), tensor('off_on', [2], Float32Array.of(0, 1)));
    nodes.push(node('OneHot', ['token', 'depth', 'off_on'], ['x'], { axis: -1 }));
  } else if (bits === 8) {
    tensors.push(...quantized('embedding', [vocab, embedding], weights.embedding, []));
    nodes.push(node('Gather', ['embedding', 'token'], ['row'], { axis: 0 }),
      node('DequantizeLinear', ['row', 'embedding_scale', 'embedding_zero'], ['x']));
  } else {
    tensors.push(tensor('embedding', [vocab, embedding], weights.embedding));
    nodes.push(node('Gather', ['embedding', 'token'], ['x'], { axis: 0 }));
  }

  const each = (/** @type {string} */ suffix) =>
    weights.layers.flatMap((_, n) => [`h${n}${suffix}`, `c${n}${suffix}`]);
  nodes.push(node('Split', ['state', 'ones'], each(''), { axis: 0 }));
  let x = 'x';
  weights.layers.forEach(({ input, recurrent, bias }, n) => {
    const cols = inputSize(shape, n);
    const [w, r] = [inOnnxOrder(input), inOnnxOrder(recurrent)];
    const biases = new Float32Array(2 * rows); // the second half is added as well, and stays 0
    biases.set(inOnnxOrder(bias));
    tensors.push(tensor(`b${n}`, [1, 2 * rows], biases));
    const outputs = ['', `h${n}_next`, `c${n}_next`];
    if (bits === 8) {
      tensors.push(...quantized(`w${n}`, [1, cols, rows], transposed(w, cols), [1]),
        ...quantized(`r${n}`, [1, units, rows], transposed(r, units), [1]));
      nodes.push(node('DynamicQuantizeLSTM', [x, `w${n}`, `r${n}`, `b${n}`, '', `h${n}`, `c${n}`, '', `w${n}_scale`,
        `w${n}_zero`, `r${n}_scale`, `r${n}_zero`], outputs, { hidden_size: units }, kMicrosoft));
    } else {
      tensors.push(tensor(`w${n}`, [1, rows, cols], w), tensor(`r${n}`, [1, rows, units], r));
      nodes.push(node('LSTM', [x, `w${n}`, `r${n}`, `b${n}`, '', `h${n}`, `c${n}`], outputs, { hidden_size: units }));
    }
    x = outputs[1];
  });

  const output = transposed(weights.output, units);
  tensors.push(tensor('output_bias', [vocab], weights.outputBias));
  if (bits === 8) {
    tensors.push(...quantized('output', [units, vocab], output, []));
    nodes.push(node('DynamicQuantizeMatMul', [x, 'output', 'output_scale', 'output_zero', 'output_bias'], ['logits'],
      {}, kMicrosoft));
  } else {
    tensors.push(tensor('output', [units, vocab], output));
    nodes.push(node('MatMul', [x, 'output'], ['product']), node('Add', ['product', 'output_bias'], ['logits']));
  }
  nodes.push(node('Concat', each('_next'), ['next_state'], { axis: 0 }),
    node('Div', ['logits', 'temperature'], ['scaled']),
    node('Softmax', ['scaled'], ['probabilities'], { axis: -1 }));

  const stateShape = [2 * layers, 1, units];
  return onnxFile({
    nodes, tensors,
    inputs: [value('token', 'int32', [1, 1]), value('state', 'float', stateShape), value('temperature', 'float', [])],
    outputs: [value('probabilities', 'float', [1, 1, vocab]), value('next_state', 'float', stateShape)],
  }, { '': 17, [kMicrosoft]: 1 });
}
