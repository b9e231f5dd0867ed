// The list of models, and the one that is loaded.
import { LukewarmError } from '../engine/errors.js';
import { readModelList } from '../engine/model-list.js';
import { startEngine } from '../worker/client.js';
import { element, title } from './elements.js';
import { say, showProgress } from './notices.js';

/** @typedef {import('../engine/model-list.js').ModelEntry} Entry */
/** @typedef {Awaited<ReturnType<ReturnType<typeof startEngine>['loadModel']>>} Model */

const engine = startEngine();
const listUrl = new URL('models/index.json', document.baseURI);

/** @type {Promise<Entry[]> | null} */
let list = null;
/** @type {{ id: string, model: Promise<Model>, controller: AbortController, loaded: boolean } | null} */
let current = null;
let attempt = 0;

async function fetchList() {
  const entries = await readModelList(listUrl);
  element('model').replaceChildren(...entries.map(({ id, name }) => new Option(title(name), id)));
  return entries;
}

/** @param {string} id @param {AbortSignal} signal */
async function open(id, signal) {
  list ??= fetchList();
  const entries = await list.finally(() => (element('model').value = id)).catch((error) => {
    list = null;
    throw error;
  });
  const entry = entries.find((entry) => entry.id === id);
  if (!entry) throw new LukewarmError('no-model', `Its name is “${id}”.`);
  const url = new URL(entry.file, listUrl);
  if (attempt > 0) url.searchParams.set('attempt', String(attempt)); // past a cache that holds a damaged file
  say(`Loading ${title(entry.name)}`);
  try {
    const model = await engine.loadModel(url, {
      signal,
      onProgress: ({ loaded, total }) => signal.aborted || showProgress(loaded, total || entry.bytes),
    });
    import('./about.js').then(({ showModel }) => showModel(model.info), () => {}); // the text does not wait for it
    say('');
    return model;
  } finally {
    if (!signal.aborted) showProgress();
  }
}

/** Returns model `id`, loading it unless it is the one that is loaded or loading. @param {string} id */
export function useModel(id) {
  if (current?.id === id) return current.model;
  stopLoading();
  current?.model.then((model) => model.dispose());
  const controller = new AbortController();
  /** @type {NonNullable<typeof current>} */
  const mine = { id, model: open(id, controller.signal), controller, loaded: false };
  current = mine;
  mine.model.then(
    () => (mine.loaded = true),
    () => {
      if (current === mine) current = null;
    },
  );
  return mine.model;
}

/** Has the next load start anew: the model belongs to an engine that has stopped. */
export function forgetModel() {
  current = null;
}

/** Makes the next load pass by whatever copy of the file is stored. */
export const distrustCaches = () => attempt++;

export function stopLoading() {
  if (!current || current.loaded) return;
  current.controller.abort();
  current = null;
  showProgress();
}
