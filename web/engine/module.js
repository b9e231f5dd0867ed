/** Starts a WebAssembly module (cpp/bindings) and calls into it: text goes in and comes out as strings, bytes as arrays. */

/** The functions whose result is the address of a text's address and size. */
const RETURN_TEXT = ['tokenText', 'replacements', 'text', 'errorCode', 'errorMessage', 'kernel'];

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** @typedef {any} Wasm the module's functions by name, its memory as HEAPU8, and bytesAt() for what they answer */

/**
 * @param {any} module as Emscripten's glue makes it
 * @returns {Wasm}
 */
function wrap(module) {
  /** @param {(...args: number[]) => number} call @param {any[]} args */
  function withTexts(call, args) {
    /** @type {number[]} */
    const addresses = [];
    const result = call(...args.flatMap((arg) => {
      const bytes = typeof arg === 'string' ? encoder.encode(arg) : arg;
      if (!bytes?.buffer) return arg;
      const address = module._malloc(bytes.length || 1);
      addresses.push(address);
      module.HEAPU8.set(bytes, address);
      return [address, bytes.length];
    }));
    addresses.forEach(module._free);
    return result;
  }

  /** Returns a view of what an answer points at, until the next call. @param {number} pointer */
  function bytesAt(pointer) {
    const [address, size] = new Uint32Array(module.HEAPU8.buffer, pointer, 2);
    return module.HEAPU8.subarray(address, address + size);
  }

  /** @type {Wasm} */
  const wasm = { get HEAPU8() { return module.HEAPU8; }, bytesAt };
  for (const [exported, call] of Object.entries(module)) {
    if (exported[0] !== '_') continue;
    const name = exported.slice(1);
    wasm[name] = RETURN_TEXT.includes(name)
      ? (/** @type {any[]} */ ...args) => decoder.decode(bytesAt(withTexts(call, args)))
      : (/** @type {any[]} */ ...args) => withTexts(call, args);
  }
  return wasm;
}

/**
 * Returns the module of a build, running.
 * @param {(settings: any) => Promise<any>} createModule Emscripten's glue
 * @param {Uint8Array} bytes of the wasm
 * @returns {Promise<Wasm>}
 */
export async function startModule(createModule, bytes) {
  return wrap(await new Promise((resolve, reject) => {
    createModule({
      /** @param {WebAssembly.Imports} imports @param {(instance: WebAssembly.Instance) => void} done */
      instantiateWasm(imports, done) {
        // The glue would wait for ever for what is refused here.
        WebAssembly.compile(/** @type {BufferSource} */ (bytes))
          .then((compiled) => WebAssembly.instantiate(compiled, imports)).then(done, reject);
        return {};
      },
    }).then(resolve, reject);
  }));
}
