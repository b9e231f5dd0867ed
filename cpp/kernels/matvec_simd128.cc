// WebAssembly SIMD128. There is no 8-bit dot product: weights and activations
// are widened to 16 bits. The 16-bit one adds pairs, so the four products of a
// row lie in two neighbouring lanes of `low` (rows 0, 1) and `high` (2, 3),
// which only the end folds together. (Rejected: 8-bit extmul and pairwise
// addition, fewer instructions on Arm but 21 instead of 37 GMAC/s on x86.)
#include <wasm_simd128.h>

#include "kernels/matvec_kernels.h"
#include "kernels/matvec_tile.h"

namespace lukewarm {
namespace {

struct Simd128 {
  struct Sums {
    v128_t low, high;
  };
  static constexpr size_t kLanes = 4;
  static constexpr size_t kTexts = 1;
  static constexpr size_t kBlocks = 1, kChains = 1;

  static Sums Load(const int32_t* from) {
    const v128_t start = wasm_v128_load(from);
    const v128_t zero = wasm_i32x4_const_splat(0);
    return {wasm_i32x4_shuffle(start, zero, 0, 4, 1, 5),
            wasm_i32x4_shuffle(start, zero, 2, 6, 3, 7)};
  }
  static void Store(int32_t* to, Sums sums) {
    wasm_v128_store(
        to,
        wasm_i32x4_add(wasm_i32x4_shuffle(sums.low, sums.high, 0, 2, 4, 6),
                       wasm_i32x4_shuffle(sums.low, sums.high, 1, 3, 5, 7)));
  }
  static v128_t Splat(const uint8_t* x) {
    return wasm_i16x8_extend_low_i8x16(wasm_v128_load32_splat(x));
  }
  static Sums Add(Sums a, Sums b) {
    return {wasm_i32x4_add(a.low, b.low), wasm_i32x4_add(a.high, b.high)};
  }
  static Sums LoadWeights(const int8_t* w) {
    return {wasm_i16x8_load8x8(w), wasm_i16x8_load8x8(w + 8)};
  }
  static Sums Dot(Sums sums, Sums w, v128_t x) {
    return Add(sums, {wasm_i32x4_dot_i16x8(w.low, x),
                      wasm_i32x4_dot_i16x8(w.high, x)});
  }
};

}  // namespace

LUKEWARM_MATVEC(MatVecSimd128) {
  MatVecTiles<Simd128>(weights, offsets, row_blocks, col_groups, x, x_stride,
                       count, out, out_stride);
}

}  // namespace lukewarm
