// Where the wasm builds lie. A build that carries them inside has another file in this one's place.
import { asset } from './assets.js';

/**
 * By build. rest: what may come later, null if there is none
 * @type {{ [build: string]: () => { first: URL | Uint8Array, rest: URL | Uint8Array | null } }}
 */
export const wasmFiles = {
  simd128: () => ({
    first: asset('lukewarm-simd128.wasm', () => new URL('./lukewarm-simd128.wasm', import.meta.url)),
    rest: asset('lukewarm-simd128-rest.wasm', () => new URL('./lukewarm-simd128-rest.wasm', import.meta.url)),
  }),
  relaxed: () => ({
    first: asset('lukewarm-relaxed.wasm', () => new URL('./lukewarm-relaxed.wasm', import.meta.url)),
    rest: asset('lukewarm-relaxed-rest.wasm', () => new URL('./lukewarm-relaxed-rest.wasm', import.meta.url)),
  }),
};
