// Where the wasm builds lie: beside the scripts. A build that carries them inside has another file in this one's place.

/**
 * By build; written out as bundlers look for it. rest: what may come later, null if there is none
 * @type {{ [build: string]: () => { first: URL | Uint8Array, rest: URL | Uint8Array | null } }}
 */
export const wasmFiles = {
  simd128: () => ({
    first: new URL('./lukewarm-simd128.wasm', import.meta.url),
    rest: new URL('./lukewarm-simd128-rest.wasm', import.meta.url),
  }),
  relaxed: () => ({
    first: new URL('./lukewarm-relaxed.wasm', import.meta.url),
    rest: new URL('./lukewarm-relaxed-rest.wasm', import.meta.url),
  }),
};
