// loadModel() of files that are not this project's own. Loaded when the engine says that they are not.
import { openImport } from './import.js';

/** @param {any} source */
const isList = (source) => typeof source === 'object' && !ArrayBuffer.isView(source) && (Symbol.iterator in source || 'data' in source);

/**
 * Returns the model that is in other frameworks' files.
 * @param {any} error of the engine, which is thrown if nobody knows the files
 * @param {any} source
 * @param {any} options
 * @param {(bytes: Uint8Array, options: any) => Promise<T>} load a model file
 * @template T
 * @returns {Promise<T>}
 */
export async function loadForeign(error, source, options, load) {
  const isOurs = error.code === 'invalid-argument' && !(source && isList(source));
  if (isOurs) throw error;
  const { answers, vocabulary, text, ...others } = options ?? {};
  const { signal, onProgress } = others;
  const found = await openImport(source, { signal, onProgress, answers, vocabulary, text }).catch((other) => {
    throw other.code === 'import-unrecognized' && !isList(source) ? error : other;
  });
  try {
    return await load(await found.build({ signal }), others);
  } finally {
    found.dispose();
  }
}
