// Which units move with a property of the text: Pearson's r, which for a property that is there or not there is the
// point-biserial correlation.

/** Says whether a property differs from token to token; only then can anything follow it. @param {ArrayLike<number>} property */
export function varies(property) {
  for (let i = 1; i < property.length; i++) if (property[i] !== property[0]) return true;
  return false;
}

/**
 * Returns r of each unit with the property; NaN where one of them never changes.
 * @param {Float32Array} values [tokens, size]
 * @param {number} size how many units
 * @param {ArrayLike<number>} property [tokens]
 */
export function correlate(values, size, property) {
  const tokens = property.length;
  let mean = 0;
  for (let i = 0; i < tokens; i++) mean += property[i] / tokens;
  const means = new Float64Array(size);
  for (let i = 0, at = 0; i < tokens; i++) for (let unit = 0; unit < size; unit++) means[unit] += values[at++] / tokens;
  // Deviations first, then their products: sums of squares would lose what little a nearly constant unit moves.
  const [products, squares] = [new Float64Array(size), new Float64Array(size)];
  let square = 0;
  for (let i = 0, at = 0; i < tokens; i++) {
    const own = property[i] - mean;
    square += own * own;
    for (let unit = 0; unit < size; unit++) {
      const other = values[at++] - means[unit];
      products[unit] += own * other;
      squares[unit] += other * other;
    }
  }
  return products.map((product, unit) => (square * squares[unit] > 0 ? product / Math.sqrt(square * squares[unit]) : NaN));
}

/**
 * Returns the units that follow it best, whichever way, the best first.
 * @param {ArrayLike<number>} correlations @param {number} [most]
 */
export const bestUnits = (correlations, most = 8) =>
  Array.from(correlations, (r, unit) => ({ unit, r }))
    .filter(({ r }) => !Number.isNaN(r))
    .sort((a, b) => Math.abs(b.r) - Math.abs(a.r))
    .slice(0, most);
