// Where the page is one file, what it would load lies in the file itself: this answers fetches from there. A file that
// was opened by a double click may fetch nothing else anyway.

/** @typedef {Map<string, string>} Files by address relative to the page, gzipped, in base64 */

/** @returns {Files} */
export const filesOfDocument = () =>
  new Map([.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('script[data-file]'))]
    .map((node) => [node.dataset.file ?? '', node.textContent ?? '']));

/** Makes fetch() read `files`. @param {Files} files */
export function answerFrom(files) {
  globalThis.fetch = async (address) => {
    const { pathname } = new URL(String(address));
    const name = [...files.keys()].find((name) => pathname.endsWith(`/${name}`));
    if (name === undefined) return new Response(null, { status: 404 });
    const coded = Uint8Array.from(atob(/** @type {string} */ (files.get(name))), (sign) => sign.charCodeAt(0));
    const { readable, writable } = new DecompressionStream('gzip');
    const writer = writable.getWriter(); // no Blob's stream, which WebKit has fail in a file
    writer.write(coded).then(() => writer.close()).catch(() => {});
    const bytes = await new Response(readable).arrayBuffer();
    return new Response(bytes, { headers: { 'content-length': String(bytes.byteLength) } });
  };
}

/**
 * Makes every worker that the page starts be `script`, which finds the files as embeddedFiles.
 * @param {string} script @param {Files} files
 */
export function workFrom(script, files) {
  if (!globalThis.Worker) return;
  const given = `self.embeddedFiles = ${JSON.stringify([...files])};\n`;
  globalThis.Worker = class extends Worker {
    // No module, which Chromium refuses to a page without an origin.
    constructor() {
      super(URL.createObjectURL(new Blob([given, script], { type: 'text/javascript' })));
    }
  };
}
