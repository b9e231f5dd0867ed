// What a training keeps in the browser, so that a reload, or a closed lid, does not lose it. One training at a time: a
// second tab keeps nothing while the first is open.

const [database, shelf] = ['lukewarm-training', 'kept'];

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** @type {Promise<IDBDatabase> | undefined} */
let opened;

function open() {
  opened ??= (() => {
    const request = indexedDB.open(database, 2);
    request.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion) request.result.deleteObjectStore(shelf); // its samples were sentences
      request.result.createObjectStore(shelf);
    };
    return answer(request);
  })();
  return opened;
}

/**
 * Resolves with what `use` asked for when it is done for good.
 * @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<any>} use
 */
async function transact(mode, use) {
  const transaction = (await open()).transaction(shelf, mode);
  const whole = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  const [value] = await Promise.all([answer(use(transaction.objectStore(shelf))), whole]);
  return value;
}

let isMine = false;
/** @type {(value?: any) => void} */
let begin = () => {};
/** Resolves when this tab is the one that keeps, which may be never. */
const mine = new Promise((resolve) => (begin = resolve));

/** Says that it is. */
export function takeOver() {
  isMine = true;
  begin();
}

/** Returns what is kept under `key`, once this tab may. @param {string} key @returns {Promise<any>} */
export async function recall(key) {
  await mine;
  return transact('readonly', (store) => store.get(key));
}

/** Returns whether it is kept now. @param {string} key @param {any} value */
export async function keep(key, value) {
  if (!isMine) return false;
  await transact('readwrite', (store) => store.put(value, key));
  return true;
}

export async function forget() {
  if (isMine) await transact('readwrite', (store) => store.clear());
}
