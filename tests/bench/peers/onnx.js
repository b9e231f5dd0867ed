// Writes ONNX files: the protocol buffers' wire format, and the messages of onnx.proto that a network takes.

/** @typedef {Uint8Array[]} Message in pieces, so that weights are copied once */

const encoder = new TextEncoder();

/** @param {number} value @returns {Uint8Array} a negative one takes ten bytes */
function varint(value) {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Uint8Array.from([...bytes, Number(rest)]);
}

/** A number in a field. @param {number} field @param {number} value @returns {Message} */
const number = (field, value) => [varint(field << 3), varint(value)];

/** Messages, one after another, in a field. @param {number} field @param {Message[]} messages @returns {Message} */
function nested(field, ...messages) {
  const pieces = messages.flat();
  return [varint(field << 3 | 2), varint(pieces.reduce((sum, { length }) => sum + length, 0)), ...pieces];
}

/** @param {number} field @param {string} value */
const text = (field, value) => nested(field, [encoder.encode(value)]);

const elementTypes = { float: 1, int8: 3, int32: 6, int64: 7 };
/** @typedef {keyof typeof elementTypes} ElementType */

/** @param {Float32Array | Int8Array | Int32Array | BigInt64Array} values @returns {ElementType} */
function typeOf(values) {
  if (values instanceof Float32Array) return 'float';
  if (values instanceof Int8Array) return 'int8';
  return values instanceof Int32Array ? 'int32' : 'int64';
}

/**
 * Returns a constant of a graph.
 * @param {string} name @param {number[]} shape @param {Float32Array | Int8Array | Int32Array | BigInt64Array} values
 */
export function tensor(name, shape, values) {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return [...shape.flatMap((size) => number(1, size)), ...number(2, elementTypes[typeOf(values)]), ...text(8, name),
    ...nested(9, [bytes])];
}

/** Returns an input or output of a graph. @param {string} name @param {ElementType} type @param {number[]} shape */
export const value = (name, type, shape) => [...text(1, name), ...nested(2, nested(1, number(1, elementTypes[type]),
  nested(2, ...shape.map((size) => nested(1, number(1, size))))))];

/**
 * Returns an operation.
 * @param {string} operator @param {string[]} inputs '': left out @param {string[]} outputs
 * @param {Record<string, number>} [attributes] @param {string} [domain] of operators beyond ONNX's own
 */
export const node = (operator, inputs, outputs, attributes = {}, domain = '') => [
  ...inputs.flatMap((name) => text(1, name)), ...outputs.flatMap((name) => text(2, name)), ...text(4, operator),
  ...Object.entries(attributes).flatMap(([name, whole]) =>
    nested(5, text(1, name), number(3, whole), number(20, 2))),
  ...text(7, domain),
];

/**
 * Returns the bytes of a model.
 * @param {{ nodes: Message[], tensors: Message[], inputs: Message[], outputs: Message[] }} graph
 * @param {Record<string, number>} versions of the operators, by domain
 */
export function onnxFile({ nodes, tensors, inputs, outputs }, versions) {
  const graph = nested(7, ...nodes.map((node) => nested(1, node)), text(2, 'network'),
    ...tensors.map((tensor) => nested(5, tensor)), ...inputs.map((value) => nested(11, value)),
    ...outputs.map((value) => nested(12, value)));
  const pieces = [...number(1, 8), ...graph, ...Object.entries(versions).flatMap(([domain, version]) =>
    nested(8, text(1, domain), number(2, version)))];
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}
