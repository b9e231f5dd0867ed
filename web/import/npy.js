// NumPy's .npy files (numpy.lib.format, versions 1 to 3): a header in Python's notation, and the elements behind it. Numbers are
// read when they are needed; texts and objects are few, and read at once.
import { importError } from './errors.js';
import { toFloat32 } from './floats.js';
import { NumpyArray, NumpyType, readNumpyPickle } from './pickle-numpy.js';
import { readPythonLiteral } from './python-literal.js';
import { sizeOf } from './tensor.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./tensor.js').Tensor} Tensor */

/** In bytes: NumPy itself reads 10,000. */
const maxHeader = 1 << 16;
/** As PyTorch's tensors. */
const maxRank = 8, maxElements = 2 ** 31;
/** In bytes: a vocabulary, or a dict of arrays. */
const maxObjects = 1 << 26;

const magic = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59];

/** @param {ImportFile} file */
export async function isNpy(file) {
  const bytes = await file.read(0, 6);
  return magic.every((byte, i) => bytes[i] === byte);
}

/** @param {ImportFile} file @param {string} what */
const damaged = (file, what) => importError('import-damaged', `${file.name} is damaged: ${what}. Save or download it again.`);

/**
 * @param {ImportFile} file
 * @returns {Promise<{ type: NumpyType, fortran: boolean, shape: number[], begin: number }>}
 */
async function readHeader(file) {
  const start = await file.read(0, 12);
  const major = start[6];
  const wide = major > 1;
  if (start.length < (wide ? 12 : 10)) throw damaged(file, 'it ends in its header');
  if (![1, 2, 3].includes(major)) throw importError('import-unsupported', `${file.name} has version ${major} of NumPy's format; 1 to 3 are read. Save it with numpy.savez.`);
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const begin = wide ? 12 : 10;
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  if (length > maxHeader) throw importError('import-too-large', `${file.name} has a header of ${length} bytes, which no array has.`);
  if (begin + length > file.size) throw damaged(file, 'its header is longer than the file');
  const text = new TextDecoder(major === 3 ? 'utf-8' : 'latin1').decode(await file.read(begin, begin + length));
  let header;
  try {
    header = readPythonLiteral(text.replace(/(\d)L\b/g, '$1')); // Python 2 writes 10L
  } catch {
    throw damaged(file, 'its header is not what NumPy writes');
  }
  const keys = header instanceof Map ? [...header.keys()].sort().join() : '';
  if (keys !== 'descr,fortran_order,shape') throw damaged(file, 'its header is not what NumPy writes');
  const [descr, fortran, shape] = ['descr', 'fortran_order', 'shape'].map((key) => header.get(key));
  if (typeof fortran !== 'boolean' || !Array.isArray(shape) || shape.length > maxRank || !shape.every((length) => Number.isSafeInteger(length) && length >= 0)) {
    throw damaged(file, 'it has no sound shape');
  }
  if (!(sizeOf(shape) <= maxElements)) throw importError('import-too-large', `${file.name} claims the shape [${shape}].`);
  const type = typeof descr === 'string' ? NumpyType.parse(descr) : null;
  if (!type) throw importError('import-unsupported', `${file.name} has elements of a type that is not read here (${String(descr).slice(0, 40)}). Save arrays of floats.`);
  return { type, fortran, shape, begin: begin + length };
}

/**
 * Returns an array of numbers as a tensor, whose `isWeight` tells whether they are floats; one of texts as NumpyArray, and what
 * objects an array holds: only data is made of them.
 * @param {ImportFile} file
 * @returns {Promise<(Tensor & { isWeight: boolean }) | { value: any }>}
 */
export async function readNpy(file) {
  const { type, fortran, shape, begin } = await readHeader(file);
  if (type.kind === 'O') {
    if (file.size > maxObjects) throw importError('import-too-large', `${file.name} has objects of ${Math.round(file.size / 2 ** 20)} MiB; at most 64 MiB are read. Save plain arrays with numpy.savez.`);
    return { value: readNumpyPickle(await file.read(), { from: begin, what: `The pickle in ${file.name}` }) };
  }
  const bytes = sizeOf(shape) * type.size;
  if (bytes !== file.size - begin) throw damaged(file, `an array of shape [${shape}] has ${bytes} bytes, and this has ${file.size - begin}`);
  const load = async () => new NumpyArray().set(shape, type, fortran, await file.read(begin, begin + bytes));
  if ('SU'.includes(type.kind)) {
    if (bytes > maxObjects) throw importError('import-too-large', `${file.name} has texts of ${Math.round(bytes / 2 ** 20)} MiB; at most 64 MiB are read.`);
    return { value: type.size > 0 ? await load() : null };
  }
  const { numbers } = type;
  if (!numbers) throw importError('import-unsupported', `${file.name} has numbers of a type that is not read here (${type.kind}${type.size}). Save it as float32.`);
  return { shape, isWeight: type.kind === 'f', read: async () => new NumpyArray().set(shape, null, fortran, []).ordered(toFloat32(await file.read(begin, begin + bytes), numbers, type.little)) };
}
