// Copies of the site that change while they are served, as by a new deployment.
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addServiceWorker } from '../../web/make/offline.mjs';
import { startServer } from '../../web/make/serve.mjs';
import { languages, readAccount, root, site } from '../../web/make/site.mjs';

/** The hash in a name. */
const hash = /(?<=-)[0-9A-Z]{8}(?=\.(?:js|css|wasm)$)/;

/** @typedef {Awaited<ReturnType<typeof copySite>>} Copy */

/** Copies the site into a folder. @param {string} folder */
async function copySite(folder) {
  await cp(site, folder, { recursive: true });
  let account = JSON.stringify(await readAccount());
  return {
    /**
     * Makes the copy another edition: what `isOther` chooses gets a name whose hash begins with the edition, a digit, and
     * the files of the one before are gone.
     * @param {string} edition @param {(name: string) => boolean} [isOther]
     */
    async deploy(edition, isOther = () => true) {
      const files = await readdir(folder, { recursive: true });
      const pairs = files.filter((name) => hash.test(name) && isOther(name)).map((name) => [name, name.replace(hash, (old) => edition + old.slice(1))]);
      const rewrite = (/** @type {string} */ text) => pairs.reduce((text, [from, to]) => text.replaceAll(from, to), text);
      for (const name of files.filter((name) => /^[\w.-]+\.(js|html)$/.test(name) && !/^sw\.|^lukewarm-standalone/.test(name))) {
        const path = join(folder, name);
        await writeFile(path, rewrite(await readFile(path, 'utf8')).replace(/<html lang="(\w+)"[^>]*>/, `<html lang="$1" data-edition="${edition}">`));
      }
      for (const [from, to] of pairs) await rename(join(folder, from), join(folder, to));
      account = rewrite(account);
      await addServiceWorker(folder, root, JSON.parse(account), languages);
    },
    /** Removes files, and returns what brings them back. @param {RegExp} names */
    async remove(names) {
      const files = (await readdir(folder)).filter((name) => names.test(name)).map((name) => join(folder, name));
      await Promise.all(files.map((path) => rename(path, `${path}.gone`)));
      return () => Promise.all(files.map((path) => rename(`${path}.gone`, path)));
    },
  };
}

/**
 * Serves a copy of the site in each of some folders while `use` runs.
 * @param {(served: { url: string, copy: Copy, asked: string[], close(): Promise<unknown> }) => Promise<void>} use copy: the
 *     first one; asked: the paths that were asked for; close() ends the server
 * @param {{ at?: string[], intercept?: import('./site.mjs').Intercept }} [options]
 */
export async function withCopies(use, { at = ['.'], intercept } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'lukewarm-site-'));
  /** @type {string[]} */
  const asked = [];
  const copies = await Promise.all(at.map((name) => copySite(join(folder, name))));
  const server = await startServer({
    folders: [folder], port: 0,
    intercept(request, response) {
      asked.push((request.url ?? '').split('?')[0].slice(1));
      return intercept?.(request, response) ?? false;
    },
  });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await server.close();
    isOpen = false;
  };
  try {
    await use({ url: server.url, copy: copies[0], asked, close });
  } finally {
    await close();
    await rm(folder, { recursive: true });
  }
}

/** In a page: its edition, and those of its scripts and styles. */
export const editions = () => [document.documentElement.dataset.edition,
  ...new Set(performance.getEntriesByType('resource').map(({ name }) => /-([0-9A-Z])[0-9A-Z]{7}\.(?:js|css|wasm)$/.exec(name)?.[1]).filter(Boolean))];
