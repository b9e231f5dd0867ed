// Where the wasm builds lie: beside the scripts. A build that carries them inside has another file in this one's place.

/** By build; written out as bundlers look for it. @type {{ [build: string]: () => URL | Uint8Array }} */
export const wasmFiles = {
  simd128: () => new URL('./lukewarm-simd128.wasm', import.meta.url),
  relaxed: () => new URL('./lukewarm-relaxed.wasm', import.meta.url),
};
