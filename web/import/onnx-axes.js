// The axes of a value on its way through an ONNX graph. The graph says in numbers what it does to them ("exchange the axes 0
// and 1", "take number -1 of the axis 1"); to know what that means (the last position? the second direction?), each axis is
// a list of atoms: those that the input has, a layer's directions, its units. An axis of length 1 has none, one that joins
// two has both. A recurrent operation tells which of the input's atoms is time.

/** @typedef {{ role: 'input' | 'time' | 'batch' | 'directions' | 'features', size: number | null }} Atom size: null: not known */
/** @typedef {Atom[][]} Axes */
/** A length, as graphs compute with them: a number, or the product of atoms' sizes, plus a number; null: not known. @typedef {number | { atoms: Atom[], plus: number } | null} Dim */

/** @param {Atom['role']} role @param {number | null} size @returns {Atom[]} */
export const axisOf = (role, size) => (size === 1 ? [] : [{ role, size }]);

/** @param {Atom[]} axis @returns {Dim} */
export function lengthOf(axis) {
  if (axis.every(({ size }) => size !== null)) return axis.reduce((product, { size }) => product * Number(size), 1);
  return { atoms: axis, plus: 0 };
}

/** Whether the value is the number, or a length that is. @param {Dim} dim @param {Atom[]} atoms */
const isLengthOf = (dim, atoms) => {
  if (typeof dim === 'object') return dim !== null && dim.plus === 0 && dim.atoms.length === atoms.length && dim.atoms.every((atom) => atoms.includes(atom));
  const length = lengthOf(atoms);
  return length === dim;
};

/** How many of the atoms a dimension takes, from the front; -1: they do not fit. @param {Atom[]} atoms @param {Dim} dim */
function fitting(atoms, dim) {
  if (dim === 1) return 0;
  if (typeof dim === 'object') return dim && isLengthOf(dim, atoms.slice(0, dim.atoms.length)) ? dim.atoms.length : -1;
  let product = 1;
  for (const [i, { size }] of atoms.entries()) {
    if (size === null) return i === 0 ? 1 : -1; // traced with an example of this length
    product *= size;
    if (product === dim) return i + 1;
    if (product > dim) return -1;
  }
  return -1;
}

/**
 * @param {Axes} axes @param {Dim[]} target 0: as it was; -1: what is left @param {boolean} zeroIsZero
 * @returns {Axes | null} null: atoms would be cut apart
 */
export function reshapeAxes(axes, target, zeroIsZero = false) {
  const isOpen = (/** @type {Dim} */ dim) => dim === -1 || dim === null;
  const open = target.findIndex(isOpen);
  if (target.filter(isOpen).length > 1 || target.length > 16) return null;
  let rest = axes.flat();
  /** @type {Axes} */
  const result = target.map(() => []);
  const take = (/** @type {number} */ i, /** @type {boolean} */ fromEnd) => {
    const dim = target[i];
    const atoms = fromEnd ? rest.toReversed() : rest;
    const count = dim === 0 && !zeroIsZero ? axes[i]?.length ?? -1 : fitting(atoms, dim);
    if (count < 0 || count > rest.length) return false;
    result[i] = fromEnd ? rest.slice(rest.length - count) : rest.slice(0, count);
    rest = fromEnd ? rest.slice(0, rest.length - count) : rest.slice(count);
    return dim !== 0 || result[i].every((atom, k) => atom === axes[i][k]);
  };
  for (let i = 0; i < (open < 0 ? target.length : open); i++) if (!take(i, false)) return null;
  for (let i = target.length - 1; open >= 0 && i > open; i--) if (!take(i, true)) return null;
  if (open >= 0) result[open] = rest;
  return open >= 0 || rest.length === 0 ? result : null;
}

/** @param {Axes} axes @param {number[]} places by the result's numbering @returns {Axes} */
export function unsqueezeAxes(axes, places) {
  const rank = axes.length + places.length;
  const at = new Set(places.map((place) => (place < 0 ? place + rank : place)));
  const rest = [...axes];
  return Array.from({ length: rank }, (_, i) => (at.has(i) ? [] : rest.shift() ?? []));
}

/** Axes of a length that is not known are of length 1 if the graph says so. @param {Axes} axes @param {number[] | null} places null: all of length 1 @returns {Axes | null} */
export function squeezeAxes(axes, places) {
  if (!places) return axes.filter((axis) => axis.length > 0);
  const at = new Set(places.map((place) => (place < 0 ? place + axes.length : place)));
  const isOne = (/** @type {Atom[]} */ axis) => axis.every(({ size, role }) => size === null && role !== 'time');
  return axes.every((axis, i) => !at.has(i) || isOne(axis)) ? axes.filter((_, i) => !at.has(i)) : null;
}

/** Whether an index is that of an axis's last place. @param {Atom[]} axis @param {Dim} index */
export function isLastPlace(axis, index) {
  if (index === -1) return true;
  if (typeof index === 'object') return index !== null && index.plus === -1 && isLengthOf({ ...index, plus: 0 }, axis);
  const length = lengthOf(axis);
  return typeof length === 'number' && index === length - 1;
}

/** What a slice takes of an axis. @param {Atom[]} axis @param {Dim} start @param {Dim} end @param {Dim} step @returns {'all' | 'last' | 'reversed' | { from: number, to: number } | null} */
export function sliceOf(axis, start, end, step) {
  const length = lengthOf(axis);
  const far = 2 ** 30;
  const isEnd = isLengthOf(end, axis) || (typeof end === 'number' && (end > far || (typeof length === 'number' && end >= length)));
  if (step === 1 && start === 0 && isEnd) return 'all';
  if (step === 1 && isLastPlace(axis, start) && isEnd) return 'last';
  if (step === -1 && (isLastPlace(axis, start) || (typeof start === 'number' && start > far)) && typeof end === 'number' && (end < -far || (typeof length === 'number' && end < -length))) return 'reversed';
  if (step !== 1 || typeof length !== 'number' || typeof start !== 'number' || typeof end !== 'number') return null;
  const [from, to] = [start, end].map((one) => Math.max(0, Math.min(length, one < 0 ? one + length : one)));
  return from < to ? { from, to } : null;
}
