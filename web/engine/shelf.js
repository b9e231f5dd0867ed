// What is kept in the browser: a shelf of values by their keys, in an IndexedDB of its own.

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/**
 * Returns the shelf of a database: a function that resolves with what `use` asked for, when it is done for good. It is opened
 * when it is first used; where the browser keeps nothing, every use fails.
 * @param {string} database
 * @param {number} version what an older one has is thrown away
 * @returns {(mode: IDBTransactionMode, use: (store: IDBObjectStore) => IDBRequest<any>) => Promise<any>}
 */
export function openShelf(database, version) {
  const shelf = 'kept';
  /** @type {Promise<IDBDatabase> | undefined} */
  let opened;
  const open = () => (opened ??= (() => {
    const request = indexedDB.open(database, version);
    request.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion) request.result.deleteObjectStore(shelf);
      request.result.createObjectStore(shelf);
    };
    return answer(request);
  })());
  return async (mode, use) => {
    const transaction = (await open()).transaction(shelf, mode);
    const whole = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const asked = answer(use(transaction.objectStore(shelf)));
    transaction.commit(); // at once: a page that is being left, and its worker, do not hear of the answer
    const [value] = await Promise.all([asked, whole]);
    return value;
  };
}
