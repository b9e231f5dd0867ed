// The site's files by content: each script, style and wasm has a hash of what it holds in its name, so that no file of one
// version is ever taken for that of another, wherever a cache keeps it. And what loads what, from the bundler's own
// account of it: the preloads, the service worker's list and the budgets are read from there.
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

/**
 * @typedef {object} Loads what a file of the site loads, by path in the site
 * @property {string[]} now with itself
 * @property {string[]} later by import(), when it is wanted
 * @property {string[]} byAddress workers, wasm and data, whose addresses it makes
 * @typedef {{ names: { [name: string]: string }, loads: { [file: string]: Loads } }} Account names: in the site, by those in the sources
 */

/** @param {string | Buffer} bytes */
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 8).toUpperCase();

/** @param {string} address */
const withoutQuery = (address) => address.split('?')[0];

export class Assets {
  /** @type {Account['names']} */
  names = {};
  /** @type {Account['loads']} */
  loads = {};
  /** The hashes of scripts, by their names in the sources. @type {{ [name: string]: string }} */
  integrity = {};
  /** The names in the addresses that a source makes, by its path. @type {Map<string, Set<string>>} */
  #addresses = new Map();
  #folder;

  /** @param {string} folder of the site */
  constructor(folder) {
    this.#folder = folder;
  }

  /** Returns what a file is called in the site. @param {string} name in the sources */
  address(name) {
    return this.names[name] ?? name;
  }

  /** Adds a file under a name of its own. @param {string} name @param {string | Buffer} bytes */
  async add(name, bytes) {
    const extension = extname(name);
    const named = `${name.slice(0, -extension.length)}-${hash(bytes)}${extension}`;
    await mkdir(join(this.#folder, dirname(name)), { recursive: true });
    await writeFile(join(this.#folder, named), bytes);
    this.names[name] = named;
    this.loads[named] = { now: [], later: [], byAddress: [] };
  }

  /** Renames a file of the folder. @param {string} name */
  async rename(name) {
    const path = join(this.#folder, name);
    await this.add(name, await readFile(path));
    await rm(path);
  }

  /** Adds a file that keeps its name, for pages that are older than it; its address tells the versions apart. @param {string} name @param {string} text */
  async addWithQuery(name, text) {
    await writeFile(join(this.#folder, name), text);
    this.names[name] = `${name}?${hash(text)}`;
  }

  /**
   * Returns a source with the names of the site in the addresses that it makes: new URL('./NAME', import.meta.url) and
   * asset('NAME', …), of which it is noted, but for models: they keep their names, and a page needs none.
   * @param {string} path @param {string} source
   */
  rewrite(path, source) {
    /** @type {Set<string>} */
    const names = new Set();
    this.#addresses.set(path, names);
    return source.replace(/(\bnew URL\('\.\/|\basset\(')([^']+)(?=', )/g, (_, before, name) => {
      if (!name.startsWith('models/')) names.add(name);
      return before + this.address(name);
    });
  }

  /**
   * Notes what esbuild has made. @param {string} root that its paths are relative to
   * @param {{ [name: string]: string }} scripts name of the file by entry point @param {import('esbuild').Metafile} metafile
   */
  note(root, scripts, { outputs }) {
    for (const [path, { entryPoint = '', imports, inputs }] of Object.entries(outputs)) {
      const file = basename(path);
      if (scripts[entryPoint]) this.names[`${scripts[entryPoint]}.js`] = file;
      /** @param {string} wanted */
      const imported = (wanted) => imports.filter(({ kind, path }) => kind === wanted && !path.startsWith('node:')).map(({ path }) => basename(path));
      const used = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
      this.loads[file] = {
        now: imported('import-statement'), later: imported('dynamic-import'),
        byAddress: used.flatMap(([input]) => [...this.#addresses.get(join(root, withoutQuery(input))) ?? []]).map((name) => this.address(name)),
      };
    }
  }

  /** Leaves scripts out. @param {string[]} files */
  forget(files) {
    for (const file of files) delete this.loads[file];
    for (const loads of Object.values(this.loads)) loads.now = loads.now.filter((file) => !files.includes(file));
  }

  /** Gives what a page loads its names, and has it preload what its scripts import. @param {string} name */
  async addPage(name) {
    const path = join(this.#folder, name);
    /** @type {Loads} */
    const loads = { now: [], later: [], byAddress: [] };
    const page = (await readFile(path, 'utf8')).replace(/<(?:script|link(?! rel="alternate"))\b[^>]*>/g, (tag) => {
      const named = tag.replace(/\b(src|href|data-worker)="([^"]+)"/g, (_, attribute, address) => {
        const to = this.address(address);
        (attribute === 'data-worker' ? loads.byAddress : loads.now).push(withoutQuery(to));
        return `${attribute}="${to}"`;
      });
      if (!named.includes('type="module"')) return named;
      const imported = reached(this.loads, [/** @type {string} */ (loads.now.at(-1))]).slice(1).filter((file) => !loads.now.includes(file));
      loads.now.push(...imported);
      return imported.map((file) => `<link rel="modulepreload" href="${file}">\n`).join('') + named;
    });
    await writeFile(path, page);
    this.loads[name] = loads;
  }

  /** Throws if a file is not there that another one loads. */
  async check() {
    for (const [file, { now, later, byAddress }] of Object.entries(this.loads)) {
      for (const name of [...now, ...later, ...byAddress]) {
        await access(join(this.#folder, withoutQuery(name))).catch(() => {
          throw new Error(`${file} loads ${name}, which is not in the site; is it made after it?`);
        });
      }
    }
  }

  /** @returns {Account} */
  account() {
    return { names: this.names, loads: this.loads };
  }
}

/**
 * Returns the files that are loaded with some, themselves first.
 * @param {Account['loads']} loads @param {string[]} from
 * @param {{ byAddress?: boolean, later?: boolean }} [options] what counts beside what is loaded at once
 */
export function reached(loads, from, { byAddress = false, later = false } = {}) {
  const files = new Set(from);
  for (const file of files) { // which grows meanwhile
    const of = loads[file];
    if (!of) continue;
    for (const next of [...of.now, ...(byAddress ? of.byAddress : []), ...(later ? of.later : [])]) files.add(withoutQuery(next));
  }
  return [...files];
}
