// ml5.charRNN for pages that were written for ml5 before its version 1: this script in place of ml5's, and their sketches
// run. A classic script in the site, since a sketch may call ml5 at once; the engine is loaded with the first model.
import { CharRNN } from './worker/char-rnn.js';

export { CharRNN, CharRNNState } from './worker/char-rnn.js';

/** @typedef {import('./worker/char-rnn.js').CharRNNOptions} CharRNNOptions */
/** @typedef {import('./worker/char-rnn.js').CharRNNResult} CharRNNResult */
/** @typedef {import('./worker/char-rnn.js').CharRNNPrediction} CharRNNPrediction */
/** @typedef {import('./worker/model.js').Source | import('./import/files.js').ImportSource[]} CharRNNSource */
/** @typedef {import('./worker/model.js').LoadOptions & import('./import/import.js').ImportOptions} CharRNNLoadOptions */
/** @typedef {(error: any, charRNN?: CharRNN) => void} CharRNNReady */

// A classic script of another site has no base: what it imports, it names in full. Not in the npm package, whose bundler
// makes a script that lies elsewhere.
const script = /** @type {any} */ (globalThis).LUKEWARM_CLASSIC ? /** @type {any} */ (globalThis).document?.currentScript?.src : '';
/** @returns {Promise<typeof import('./lukewarm.js')>} */
const engine = () => (script ? import(/* webpackIgnore: true */ /* @vite-ignore */ new URL('./lukewarm.js', script).href) : import('./lukewarm.js'));

/** A model of another kind. A folder's name may have a dot in it. */
const isFile = /\.(safetensors|keras|h5|hdf5|json|onnx|pth?|net|bin|npz|ckpt|t7)$/i;

/** Returns the address of the folder that an address is or that its manifest.json is in; null: of a file. @param {string} address */
function folderOf(address) {
  const { pathname } = new URL(address);
  if (/\/manifest\.json$/.test(pathname)) return address.replace(/manifest\.json(?=$|[?#])/, '');
  return isFile.test(pathname) ? null : address.replace(/\/?(?=$|[?#])/, '/');
}

/** Returns ml5's folder of a model as files. @param {string} folder its address @param {any} LukewarmError */
async function filesOf(folder, LukewarmError) {
  /** @param {string} name */
  const read = async (name) => {
    const address = new URL(name, folder);
    const response = await fetch(address).catch(() => {
      throw new LukewarmError('import-incomplete', `${address} cannot be reached. Check the address and the connection; another site must allow this one to read it (CORS).`);
    });
    if (!response.ok) throw new LukewarmError('import-incomplete', `${address} is not there: the server answered ${response.status}. ml5.charRNN() takes the address of a folder with a manifest.json.`);
    return { name, data: await response.arrayBuffer() };
  };
  const manifest = await read('manifest.json');
  /** @type {any[]} */
  let entries;
  try {
    entries = Object.values(JSON.parse(new TextDecoder().decode(manifest.data)));
  } catch {
    throw new LukewarmError('import-damaged', `${folder}manifest.json is not valid JSON. Is ${folder} the folder of an ml5 model?`);
  }
  const names = entries.map((entry) => entry?.filename).filter((name) => typeof name === 'string');
  return [manifest, ...await Promise.all([...new Set(names), 'vocab.json'].map(read))];
}

/** @param {CharRNNSource} source @param {CharRNNLoadOptions} [options] */
async function load(source, options) {
  const { LukewarmError, loadModel } = await engine();
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  const given = /** @type {any} */ (source);
  const address = typeof given === 'string' || given?.href ? String(given.href ?? given) : '';
  const full = base && address ? new URL(address, base).href : address;
  const folder = /^https?:/i.test(full) ? folderOf(full) : null;
  return loadModel(folder ? await filesOf(folder, LukewarmError) : full || source, options);
}

/**
 * Loads a model, as ml5's did.
 * @param {CharRNNSource} [modelPath] the address of ml5's folder of a model, or whatever loadModel() takes
 * @param {CharRNNLoadOptions | CharRNNReady} [options] loadModel()'s; may be left out
 * @param {CharRNNReady} [callback] called once it is loaded
 * @returns {CharRNN}
 */
export function charRNN(modelPath = './', options, callback) {
  const ready = typeof options === 'function' ? options : callback;
  const loaded = new CharRNN(load(modelPath, typeof options === 'function' ? undefined : options), ready);
  // p5 counts what its preload() waits for, in what it makes global.
  const p5 = /** @type {any} */ (globalThis);
  if (p5._decrementPreload) loaded.ready.catch(() => {}).then(() => p5._decrementPreload());
  return loaded;
}

/** @type {{ charRNN: typeof charRNN, [name: string]: any }} */
const ml5 = { .../** @type {any} */ (globalThis).ml5, charRNN };
/** @type {any} */ (globalThis).ml5 = ml5;
/** @type {any} */ (globalThis).p5?.prototype?.registerPreloadMethod?.('charRNN', ml5);
export default ml5;
