// Layer normalisation that an exporter has taken apart: mean, difference, square, mean of the squares, root, quotient (as
// PyTorch does below opset 17), or x * s + (bias - mean * s) with s = weight / root (as Keras and TensorFlow do). Each of the
// parts is a statistic of what is normalised; the last step makes the layer of them.
/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {import('./onnx-graph.js').Numbers} Numbers */
/**
 * @typedef {object} Statistic
 * @property {'statistic'} kind
 * @property {'mean' | '-mean' | 'centered' | 'squared' | 'variance' | 'variance+' | 'deviation' | 'inverse' | 'product' | 'mean-product' | 'offset' | 'layer'} form
 *   variance+: with epsilon; inverse: weight / deviation; product: of x and the inverse; mean-product: of the mean and the
 *   inverse; offset: bias - that; layer: complete
 * @property {Numbers} of
 * @property {number} [epsilon]
 * @property {Tensor} [weight] [size]
 * @property {Tensor} [bias] [size]
 */

/** @param {Statistic} a @param {Statistic['form']} form @param {Partial<Statistic>} [more] @returns {Statistic} */
const step = (a, form, more = {}) => ({ ...a, form, ...more });

/** @param {Numbers} a @param {Numbers} b */
const isSame = (a, b) => a.node === b.node && a.half === b.half;

/**
 * Of two operands.
 * @param {string} op @param {any} a @param {any} b Numbers, Statistic, or { kind: 'vector', tensor, value } of a constant; value:
 *   where it is one number
 * @returns {Statistic | null} null: it is no step of a normalisation
 */
export function combineStatistics(op, a, b) {
  const swapped = op === 'Add' || op === 'Mul' ? [[a, b], [b, a]] : [[a, b]];
  for (const [one, other] of swapped) {
    const key = `${one.kind === 'statistic' ? one.form : one.kind} ${op} ${other.kind === 'statistic' ? other.form : other.kind}`;
    const sameStatistic = one.kind === 'statistic' && other.kind === 'statistic' && isSame(one.of, other.of);
    const sameNumbers = one.kind === 'numbers' && other.kind === 'statistic' && isSame(one, other.of);
    if (key === 'numbers Sub mean' && sameNumbers) return step(other, 'centered', { of: one });
    if (key === 'centered Mul centered' && sameStatistic) return step(one, 'squared');
    if (key === 'centered Pow vector' && other.value === 2) return step(one, 'squared');
    if (key === 'variance Add vector' && other.value !== undefined) return step(one, 'variance+', { epsilon: other.value });
    if (key === 'variance+ Pow vector' && other.value === 0.5) return step(one, 'deviation');
    if (key === 'variance+ Pow vector' && other.value === -0.5) return step(one, 'inverse');
    if (key === 'vector Div deviation') return step(other, 'inverse', one.value === 1 ? {} : { weight: one.tensor });
    if (key === 'inverse Mul vector' && !one.weight) return step(one, 'inverse', { weight: other.tensor });
    if (key === 'centered Div deviation' && sameStatistic) return step(other, 'layer', { of: one.of });
    if (key === 'centered Mul inverse' && sameStatistic) return step(other, 'layer', { of: one.of });
    if (key === 'layer Mul vector' && !one.weight && !one.bias) return step(one, 'layer', { weight: other.tensor });
    if (key === 'layer Add vector' && !one.bias) return step(one, 'layer', { bias: other.tensor });
    if (key === 'numbers Mul inverse' && sameNumbers) return step(other, 'product', { of: one });
    if (key === 'mean Mul inverse' && sameStatistic) return step(other, 'mean-product');
    if (key === '-mean Mul inverse' && sameStatistic) return step(other, 'offset');
    if (key === 'vector Sub mean-product') return step(other, 'offset', { bias: one.tensor });
    if (key === 'offset Add vector' && !one.bias) return step(one, 'offset', { bias: other.tensor });
    if (key === 'product Add offset' && sameStatistic && one.weight === other.weight) return step(other, 'layer', { of: one.of });
    if (key === 'product Sub mean-product' && sameStatistic && one.weight === other.weight) return step(one, 'layer');
  }
  return null;
}

/** Of one operand. @param {string} op @param {Statistic} statistic @returns {Statistic | null} */
export function changeStatistic(op, statistic) {
  const { form } = statistic;
  if (op === 'Sqrt' && form === 'variance+') return step(statistic, 'deviation');
  if (op === 'Reciprocal' && form === 'deviation') return step(statistic, 'inverse');
  if (op === 'Neg' && form === 'mean') return step(statistic, '-mean');
  if (op === 'Neg' && form === 'mean-product') return step(statistic, 'offset');
  return null;
}
