// How a functional model's config says which layer reads which: three notations, of Keras 1 and 2, tf.keras and Keras 3.
import { importError } from './errors.js';

/** A tensor of the model: which output of which call of which layer. @typedef {{ layer: string, call: number, output: number }} Ref */
/** @typedef {{ inputs: (Ref | any)[], states: Ref[], options: { [name: string]: any } }} Call inputs: Refs, and what else was given in their place */

/** @param {any} value @returns {value is [string, number, number, ...any]} */
const isTriple = (value) => Array.isArray(value) && typeof value[0] === 'string' && Number.isInteger(value[1]) && Number.isInteger(value[2]);

/** @param {any} value @returns {Ref} */
const refOf = ([layer, call, output]) => ({ layer, call, output });

/** @param {any} value */
export const isRef = (value) => typeof value?.layer === 'string' && Number.isInteger(value.call);

/** @param {any} value Keras 3's notation @returns {any} */
function argument(value) {
  if (Array.isArray(value)) return value.map(argument);
  const history = value?.class_name === '__keras_tensor__' ? value.config?.keras_history : undefined;
  return isTriple(history) ? refOf(history) : value;
}

/** @param {any} value @returns {Ref[]} */
const refsIn = (value) => (isTriple(value) ? [refOf(value)] : isRef(value) ? [value] : Array.isArray(value) ? value.flatMap(refsIn) : []);

/**
 * Returns the calls of a layer, by its inbound_nodes.
 * @param {any} entry the layer in the config
 * @returns {Call[]}
 */
export function callsOf(entry) {
  const nodes = entry?.inbound_nodes ?? [];
  if (!Array.isArray(nodes)) throw importError('import-damaged', 'The model\'s config does not say how its layers are joined. Save the model again.');
  return nodes.map((node) => {
    if (Array.isArray(node)) { // [["name", 0, 0, {…}], …]
      const triples = (isTriple(node) ? [node] : node).filter(isTriple);
      const options = Object(triples[0]?.[3]);
      return { inputs: triples.map(refOf), states: refsIn(options.initial_state), options };
    }
    const { args = [], kwargs = {} } = Object(node);
    const values = [args].flat().map(argument).flatMap((value) => (Array.isArray(value) && value.length > 0 && value.every(isRef) ? value : [value]));
    return { inputs: values, states: refsIn(argument(kwargs.initial_state)), options: Object(kwargs) };
  });
}

/** Returns the tensors of input_layers or output_layers: one, a list or a dict of them. @param {any} value */
export const endsOf = (value) => refsIn(value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.values(value) : value);

/** Whether a __getitem__ takes the last position: x[:, -1] or x[:, -1, :]. @param {any} key Keras 3's or tf.keras's notation */
export function takesLast(key) {
  const slices = Array.isArray(key) ? key : [];
  const part = (/** @type {any} */ slice) => slice?.class_name === '__slice__' ? slice.config : slice;
  const isAll = (/** @type {any} */ slice) => {
    const { start, stop, step } = Object(part(slice));
    return typeof part(slice) === 'object' && part(slice) !== null && [start, stop, step].every((value) => value === null || value === undefined);
  };
  return (slices.length === 2 || (slices.length === 3 && isAll(slices[2]))) && isAll(slices[0]) && part(slices[1]) === -1;
}
