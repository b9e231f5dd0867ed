// Files as readers give them: dropped, with whole folders, or chosen. A file keeps the path that it has in its folder.

/** @typedef {File | { name: string, data: Blob }} Given */

const mostFiles = 5000; // the same as in import/files.js
const deepest = 16;

/** @param {FileSystemDirectoryEntry} folder @returns {Promise<FileSystemEntry[]>} */
async function entriesOf(folder) {
  const reader = folder.createReader();
  const all = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)); // Chromium gives 100 at a time
    if (some.length === 0 || all.length > mostFiles) return all;
    all.push(...some);
  }
}

/** @param {any} one @param {Given[]} found @param {number} depth */
async function add(one, found, depth) {
  if (found.length > mostFiles || /^\.|^__MACOSX$/.test(one.name ?? '')) return; // what systems put beside files
  if (one.isFile) {
    const data = await new Promise((resolve, reject) => one.file(resolve, reject));
    found.push({ name: one.fullPath.replace(/^\//, ''), data });
  } else if (one.isDirectory) {
    if (depth < deepest) for (const entry of await entriesOf(one)) await add(entry, found, depth + 1);
  } else found.push(one);
}

/** Returns all files in `given`: files, and entries of a drop. @param {Iterable<any>} given @returns {Promise<Given[]>} */
export async function collectFiles(given) {
  /** @type {Given[]} */
  const found = [];
  for (const one of given) await add(one, found, 0);
  return found;
}

/** Returns what of a drop or a paste are files; to be called while its event is dispatched. @param {DataTransfer} data @returns {any[]} */
export const filesIn = ({ items }) => [...items].filter(({ kind }) => kind === 'file').map((item) => {
  const entry = item.webkitGetAsEntry();
  return entry?.isDirectory ? entry : item.getAsFile(); // WebKit does not read the entry of a file that a script made
}).filter(Boolean);

/** Returns a file's name without its folders. @param {Given} file */
export const shortName = (file) => file.name.slice(file.name.lastIndexOf('/') + 1);

/** Returns what a model of these files may be called. @param {Given[]} files */
export function modelName(files) {
  const path = (/** @type {any} */ (files[0])?.webkitRelativePath || files[0]?.name || 'model').split('/').reverse();
  const title = path[0].replace(/\.(weights\.h5|[^.]*)$/i, '');
  return (/^(manifest|model|weights|config|checkpoint|saved_model|variables|ckpt.*|weights_manifest)?$/i.test(title) && path[1]) || title || 'model';
}
