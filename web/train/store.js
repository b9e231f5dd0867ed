// What a training keeps in the browser, so that a reload, or a closed lid, does not lose it. One training at a time: a
// second tab keeps nothing while the first is open.

import { openShelf } from '../engine/shelf.js';

const transact = openShelf('lukewarm-training', 3); // the second had no beginning of a text

let isMine = false;
/** @type {(value?: any) => void} */
let begin = () => {};
/** Resolves when this tab is the one that keeps, which may be never. */
export const mine = new Promise((resolve) => (begin = resolve));

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

/** Returns whether it is kept now. @param {string} key @param {any} value @param {boolean} [alone] in place of all else */
export async function keep(key, value, alone) {
  if (!isMine) return false;
  await transact('readwrite', (store) => {
    if (alone) store.clear();
    return store.put(value, key);
  });
  return true;
}
