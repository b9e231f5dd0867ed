// A thread of import.mjs: damages a fixture as its number says, opens what is left as a reader would, builds and loads it. What it
// answers is 'built' or the code of the error; anything else is a finding.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { openImport } from '../../web/import/import.js';
import { Mutator } from './import-mutations.mjs';

const { fixtures, library } = workerData;
const { loadModel } = library && existsSync(library) ? await import(pathToFileURL(library).href) : {};

// What a file says is data: whoever makes code of it is found out.
for (const name of ['eval', 'Function']) {
  Object.defineProperty(globalThis, name, { value: new Proxy(/** @type {any} */ (globalThis)[name], {
    apply: () => { throw new Error(`${name} was called`); }, construct: () => { throw new Error(`${name} was called`); } }) });
}

/** @type {Map<string, Uint8Array>} */
const contents = new Map();
/** @param {string} path */
function contentOf(path) {
  const data = contents.get(path) ?? new Uint8Array(readFileSync(path));
  contents.set(path, data);
  return data;
}

/** @type {{ [question: string]: string | number }} */
const answers = { activation: 'tanh', 'recurrent-activation': 'sigmoid', 'dense-activation': 'relu', reset: 'after', update: 'keeps', order: 'input-first', category: 0, window: 5 };

/** The files of a case. @param {{ fixture: number, seed: number }} test */
export async function filesOf({ fixture, seed }) {
  const { folder, files } = fixtures[fixture];
  const mutator = new Mutator(seed, () => {
    const other = fixtures[mutator.below(fixtures.length)];
    return contentOf(join(other.folder, mutator.of(other.files)));
  });
  return mutator.files(files.map((/** @type {string} */ name) => ({ name: `model/${name}`, data: contentOf(join(folder, name)) })));
}

/** @param {{ fixture: number, seed: number }} test @returns {Promise<{ outcome: string, finding?: string }>} */
async function run(test) {
  const files = await filesOf(test);
  const fixture = fixtures[test.fixture];
  /** @type {Uint8Array} */
  let bytes;
  try {
    const found = await openImport(files, { answers: { ...answers, ...fixture.answers } });
    const { questions, vocabSize } = found;
    if (questions.length === 0 && !found.vocabulary) await found.useVocabulary(fixture.vocabulary?.length === vocabSize ? fixture.vocabulary : Array.from({ length: vocabSize }, (_, id) => String.fromCodePoint(0x4E00 + id)));
    bytes = await found.build();
    found.dispose();
  } catch (/** @type {any} */ error) {
    const { code, message, stack, cause } = error ?? {};
    if (cause) return { outcome: 'finding', finding: `not foreseen: ${/** @type {any} */ (cause).stack ?? cause}` };
    if (!/^import-/.test(String(code))) return { outcome: 'finding', finding: String(stack ?? error) };
    if (!/[.?!]\)?$/.test(message) || message.length > 2000 || /undefined|\[object|NaN,/.test(message)) return { outcome: code, finding: `no sentence: ${message.slice(0, 300)}\n${stack.split('\n').slice(1, 4).join('\n')}` };
    return { outcome: code };
  }
  if (!loadModel) return { outcome: 'built' };
  try {
    const model = await loadModel(bytes);
    await model.complete('', { maxTokens: 3, temperature: 0 });
    await model.dispose();
    return { outcome: 'built' };
  } catch (/** @type {any} */ error) {
    return { outcome: 'finding', finding: `the engine does not take what was built: ${error.code} ${error.message}` };
  }
}

parentPort?.on('message', async (test) => parentPort?.postMessage({ ...test, ...await run(test).catch((error) => ({ outcome: 'finding', finding: String(error?.stack ?? error) })) }));
parentPort?.postMessage({ ready: true });
