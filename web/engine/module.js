/** Calls into the WebAssembly module (cpp/bindings): text goes in and comes out as strings. */

/** The functions whose result is the address of a text's address and size. */
const RETURN_TEXT = ['tokenText', 'replacements', 'text', 'errorCode', 'errorMessage', 'kernel'];

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** @typedef {any} Wasm the module's functions by name, and its memory as HEAPU8 */

/**
 * @param {any} module as Emscripten's glue makes it
 * @returns {Wasm}
 */
export function wrap(module) {
  /** @param {(...args: number[]) => number} call @param {any[]} args */
  function withTexts(call, args) {
    /** @type {number[]} */
    const addresses = [];
    const result = call(...args.flatMap((arg) => {
      if (typeof arg !== 'string') return arg;
      const bytes = encoder.encode(arg);
      const address = module._malloc(bytes.length || 1);
      addresses.push(address);
      module.HEAPU8.set(bytes, address);
      return [address, bytes.length];
    }));
    addresses.forEach(module._free);
    return result;
  }

  /** @param {number} pointer */
  function readText(pointer) {
    const [address, size] = new Uint32Array(module.HEAPU8.buffer, pointer, 2);
    return decoder.decode(module.HEAPU8.subarray(address, address + size));
  }

  /** @type {Wasm} */
  const wasm = { get HEAPU8() { return module.HEAPU8; } };
  for (const [exported, call] of Object.entries(module)) {
    if (exported[0] !== '_') continue;
    const name = exported.slice(1);
    wasm[name] = RETURN_TEXT.includes(name)
      ? (/** @type {any[]} */ ...args) => readText(withTexts(call, args))
      : (/** @type {any[]} */ ...args) => withTexts(call, args);
  }
  return wasm;
}
