// The messages of ONNX (onnx.proto) and the values of its tensors, which stay in the file, or in the files beside it, until
// they are needed.
import { importError } from './errors.js';
import { elementTypes, toFloat32 } from './floats.js';
import { decodeMessage, decodeVarints } from './protobuf.js';
import { sizeOf } from './tensor.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {import('./protobuf.js').Schema} Schema */
/** @typedef {{ op: string, domain: string, name: string, inputs: string[], outputs: string[], attributes: Map<string, any> }} Operation */
/** @typedef {{ name: string, type: number, dims: (number | null)[] | null }} Port an input or output; null: not known */
/**
 * @typedef {object} Model
 * @property {string} producer 'pytorch 2.9.1'
 * @property {number} opset
 * @property {Operation[]} operations
 * @property {Map<string, any>} initializers TensorProtos
 * @property {Port[]} inputs without the initializers
 * @property {Port[]} outputs
 * @property {Map<string, string>} metadata
 * @property {boolean} hasFunctions
 */

/** In bytes: a protocol buffer has at most 2 GB, and the engine takes weights of 1 GB. */
const maxFile = 2 ** 31;
const maxRank = 8;

/** @type {Schema} */
const entry = { 1: ['key', 'string'], 2: ['value', 'string'] };
/** @type {Schema} */
const tensorProto = {
  1: ['dims*', 'int'], 2: ['type', 'int'], 3: ['segment', 'bytes'], 4: ['floats*', 'packed'], 5: ['int32s*', 'packed'], 7: ['int64s*', 'packed'], 8: ['name', 'string'],
  9: ['raw', 'bytes'], 10: ['doubles*', 'packed'], 11: ['uint64s*', 'packed'], 13: ['external*', entry], 14: ['location', 'int'],
};
/** @type {Schema} */
const attributeProto = {
  1: ['name', 'string'], 2: ['f', 'float'], 3: ['i', 'int'], 4: ['s', 'string'], 5: ['t', tensorProto], 6: ['g', () => graphProto], 7: ['floats*', 'float'], 8: ['ints*', 'int'],
  9: ['strings*', 'string'], 20: ['type', 'int'],
};
/** @type {Schema} */
const nodeProto = { 1: ['inputs*', 'string'], 2: ['outputs*', 'string'], 3: ['name', 'string'], 4: ['op', 'string'], 5: ['attributes*', attributeProto], 7: ['domain', 'string'] };
/** @type {Schema} */
const portProto = { 1: ['name', 'string'], 2: ['type', { 1: ['tensor', { 1: ['type', 'int'], 2: ['shape', { 1: ['dims*', { 1: ['value', 'int'], 2: ['name', 'string'] }] }] }] }] };
/** @type {Schema} */
const graphProto = { 1: ['nodes*', nodeProto], 5: ['initializers*', tensorProto], 11: ['inputs*', portProto], 12: ['outputs*', portProto], 15: ['sparse*', 'bytes'] };
/** @type {Schema} */
const modelProto = {
  1: ['version', 'int'], 2: ['producer', 'string'], 3: ['producerVersion', 'string'], 7: ['graph', graphProto], 8: ['opsets*', { 1: ['domain', 'string'], 2: ['version', 'int'] }],
  14: ['metadata*', entry], 25: ['functions*', { 1: ['name', 'string'] }],
};

/** By AttributeProto.type: which field it is in. @type {{ [type: number]: string }} */
const attributeFields = { 1: 'f', 2: 'i', 3: 's', 4: 't', 5: 'g', 6: 'floats', 7: 'ints', 8: 'strings' };

/** @param {any} attribute @returns {[string, any]} */
const valueOf = (attribute) => {
  const field = attributeFields[attribute.type] ?? ['f', 'i', 's', 't', 'g'].find((one) => attribute[one] !== undefined) ?? ['floats', 'ints', 'strings'].find((one) => attribute[one].length > 0) ?? 'ints';
  return [attribute.name ?? '', attribute[field] ?? (field === 's' ? '' : field === 'f' || field === 'i' ? 0 : undefined)];
};

/** Of a NodeProto. @param {any} node @returns {Operation} */
export const operationOf = ({ op = '', domain = '', name = '', inputs, outputs, attributes }) =>
  ({ op, domain: domain === 'ai.onnx' ? '' : domain, name, inputs, outputs, attributes: new Map(attributes.map(valueOf)) });

/** @param {any} port @returns {Port} */
const portOf = ({ name = '', type }) => ({
  name,
  type: type?.tensor?.type ?? 0,
  dims: type?.tensor?.shape?.dims.map((/** @type {any} */ { value }) => (value > 0 ? value : null)) ?? null,
});

/** @param {ImportFile} file @returns {Promise<Model>} errors: import-damaged, import-too-large */
export async function readOnnx(file) {
  if (file.size > maxFile) throw importError('import-too-large', `${file.name} has ${file.size} bytes. At most ${maxFile} are read.`);
  const { graph, producer = '', producerVersion = '', opsets, metadata, functions } = decodeMessage(await file.read(), modelProto, file.name);
  if (!graph || graph.nodes.length === 0) throw importError('import-damaged', `${file.name} has no graph: it is no ONNX model, or is cut off. Export it again.`);
  if (graph.sparse.length > 0) throw importError('import-unsupported', `${file.name} has sparse weights, which are not read. Export the model with dense ones.`);
  const initializers = new Map(graph.initializers.map((/** @type {any} */ tensor) => [tensor.name ?? '', tensor]));
  const domain = opsets.find((/** @type {any} */ set) => !set.domain || set.domain === 'ai.onnx');
  return {
    producer: `${producer} ${/^\d[\w.]*/.exec(producerVersion)?.[0] ?? ''}`.trim().slice(0, 40),
    opset: domain?.version ?? 1,
    operations: graph.nodes.map(operationOf),
    initializers,
    inputs: graph.inputs.map(portOf).filter((/** @type {Port} */ { name }) => !initializers.has(name)),
    outputs: graph.outputs.map(portOf),
    metadata: new Map(metadata.map((/** @type {any} */ { key = '', value = '' }) => [key, value])),
    hasFunctions: functions.length > 0,
  };
}

/** The names of the files beside the model that have its weights. @param {Model} model @returns {Set<string>} */
export const externalFiles = ({ initializers }) => new Set([...initializers.values()].filter(({ location }) => location === 1)
  .map(({ external }) => String(external.find((/** @type {any} */ { key }) => key === 'location')?.value ?? '')));

/** By TensorProto.DataType: the name, how many bytes a value has, and where values stand that are not raw. @type {{ [type: number]: [string, number, string] }} */
const types = {
  1: ['float32', 4, 'floats'], 2: ['uint8', 1, 'int32s'], 3: ['int8', 1, 'int32s'], 4: ['uint16', 2, 'int32s'], 5: ['int16', 2, 'int32s'], 6: ['int32', 4, 'int32s'],
  7: ['int64', 8, 'int64s'], 9: ['bool', 1, 'int32s'], 10: ['float16', 2, 'int32s'], 11: ['float64', 8, 'doubles'], 12: ['uint32', 4, 'uint64s'], 13: ['uint64', 8, 'uint64s'],
  16: ['bfloat16', 2, 'int32s'],
};

/** @param {number} type of a tensor or port */
export const isInteger = (type) => [2, 3, 4, 5, 6, 7, 9, 12, 13].includes(type);

/** Returns the numbers of little-endian bytes, which are given away. @param {Uint8Array} bytes a whole number of values @param {string} type @returns {ArrayLike<number>} */
function numbersOf(bytes, type) {
  if (/float/.test(type)) return toFloat32(bytes, type);
  const { size, read } = /** @type {import('./floats.js').ElementType} */ (elementTypes.get(type));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, i) => read(view, i * size, true));
}

/** @param {Uint8Array[]} pieces */
function join(pieces) {
  if (pieces.length === 1) return pieces[0];
  const result = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    result.set(piece, at);
    at += piece.length;
  }
  return result;
}

/** Where the values of an external tensor are. @param {any} proto @param {ImportFile[]} files @param {string} where @param {number} length in bytes */
function externalRange({ external }, files, where, length) {
  const option = (/** @type {string} */ key) => external.find((/** @type {any} */ one) => one.key === key)?.value;
  const path = String(option('location') ?? '');
  const base = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const file = files.find(({ name }) => name.slice(name.lastIndexOf('/') + 1) === base);
  if (!file) throw importError('import-incomplete', `The weights are in the file ${base.slice(0, 200) || 'without a name'}, which is missing. Drop it together with the model.`);
  const [offset, size] = [Number(option('offset') ?? 0), Number(option('length') ?? length)];
  if (!(offset >= 0) || size !== length || !(offset + length <= file.size)) {
    throw importError('import-damaged', `${where} is at the bytes ${offset} to ${offset + length} of ${file.name}, which has ${file.size}: the file is cut off, or of another model.`);
  }
  return { file, offset };
}

/**
 * A tensor of the model; its numbers are read when they are needed.
 * @typedef {object} Stored
 * @property {number[]} shape
 * @property {number} type
 * @property {() => Promise<ArrayLike<number>>} numbers
 */

/**
 * @param {any} proto
 * @param {ImportFile[]} files that may have its values
 * @param {string} name of the model's file
 * @returns {Stored} errors: import-damaged, import-unsupported, import-incomplete
 */
export function openTensor(proto, files, name) {
  const { dims, type = 0, raw, location } = proto;
  const where = `The tensor “${String(proto.name ?? '').slice(0, 100)}”`;
  const [kind, width, field] = types[type] ?? [];
  if (!kind || !width || !field) throw importError('import-unsupported', `${where} is of the type ${type}, which is not read. What is read: floats of 16 to 64 bits, and whole numbers.`);
  if (dims.length > maxRank || dims.some((/** @type {number} */ length) => !(length >= 0)) || !(sizeOf(dims) <= maxFile) || proto.segment) {
    throw importError('import-damaged', `${where} has the shape [${dims.slice(0, maxRank)}], which is not possible. Export the model again.`);
  }
  const size = sizeOf(dims);
  const check = (/** @type {number} */ found) => {
    if (found !== size) throw importError('import-damaged', `${where} has the shape [${dims}] and ${found} values. Export the model again.`);
  };
  if (location === 1) {
    const { file, offset } = externalRange(proto, files, where, size * width);
    return { shape: dims, type, numbers: async () => numbersOf(await file.read(offset, offset + size * width), kind) };
  }
  if (raw) {
    check(raw.length / width);
    return { shape: dims, type, numbers: async () => numbersOf(raw.slice(), kind) };
  }
  const bytes = join(proto[field]);
  if (field === 'floats' || field === 'doubles') {
    check(bytes.length / width);
    return { shape: dims, type, numbers: async () => numbersOf(bytes.slice(), kind) };
  }
  if (bytes.length < size || bytes.length > 10 * size) check(bytes.length);
  return { shape: dims, type, async numbers() {
    const values = decodeVarints(bytes, name);
    check(values.length);
    return kind === 'float16' || kind === 'bfloat16' ? toFloat32(new Uint8Array(Uint16Array.from(values).buffer), kind) : values;
  } };
}
