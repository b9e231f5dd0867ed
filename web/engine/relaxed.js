/** Tells which WebAssembly build suits this browser, without loading one. */

/** One relaxed dot product: an engine that validates this can compile the faster build. */
const RELAXED_PROBE = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0,
  65, 0, 253, 15, 65, 0, 253, 15, 65, 0, 253, 15, 253, 147, 2, 11);

/** Returns whether this engine can compile relaxed SIMD. */
export const hasRelaxedSimd = () => typeof WebAssembly === 'object' && WebAssembly.validate(RELAXED_PROBE);
