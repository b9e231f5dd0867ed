// WebAssembly relaxed SIMD. The dot product's second operand is 7 bit: for
// values in [0, 127] the specification leaves nothing to the engine. Two
// kernels: the fused instruction, which is a single one of processors with
// VNNI, and the same in three, for V8 makes the vector of ones that pmaddwd
// takes anew for every fused instruction where there is no VNNI.
#include <wasm_simd128.h>

#include "kernels/matvec_kernels.h"
#include "kernels/matvec_tile.h"

namespace lukewarm {
namespace {

struct RelaxedSimd {
  using Sums = v128_t;
  static constexpr size_t kLanes = 4;
  static constexpr size_t kTexts = 2;
  static constexpr size_t kBlocks = 2, kChains = 2;

  static Sums Load(const int32_t* from) { return wasm_v128_load(from); }
  static void Store(int32_t* to, Sums sums) { wasm_v128_store(to, sums); }
  static v128_t Splat(const uint8_t* x) { return wasm_v128_load32_splat(x); }
  static Sums Add(Sums a, Sums b) { return wasm_i32x4_add(a, b); }
  static v128_t LoadWeights(const int8_t* w) { return wasm_v128_load(w); }
  static Sums Dot(Sums sums, v128_t w, v128_t x) {
    return wasm_i32x4_relaxed_dot_i8x16_i7x16_add(w, x, sums);
  }
};

// Volatile, or the compiler would put a constant into the loop.
const volatile int16_t one = 1;

struct RelaxedSimdSplit : RelaxedSimd {
  v128_t ones = wasm_i16x8_splat(one);

  Sums Dot(Sums sums, v128_t w, v128_t x) const {
    return Add(sums, wasm_i32x4_dot_i16x8(
                         wasm_i16x8_relaxed_dot_i8x16_i7x16(w, x), ones));
  }
};

}  // namespace

LUKEWARM_MATVEC(MatVecRelaxedSimd) {
  MatVecTiles<RelaxedSimd>(weights, offsets, row_blocks, col_groups, x,
                           x_stride, count, out, out_stride);
}

LUKEWARM_MATVEC(MatVecRelaxedSimdSplit) {
  MatVecTiles<RelaxedSimdSplit>(weights, offsets, row_blocks, col_groups, x,
                                x_stride, count, out, out_stride);
}

}  // namespace lukewarm
