// WebAssembly relaxed SIMD. The dot product's second operand is 7 bit: for
// values in [0, 127] the specification leaves nothing to the engine.
#include <wasm_simd128.h>

#include "kernels/matvec_kernels.h"
#include "kernels/matvec_tile.h"

namespace lukewarm {
namespace {

struct RelaxedSimd {
  using Sums = v128_t;
  static constexpr size_t kLanes = 4;
  static constexpr size_t kBlocks = 2;

  static Sums Load(const int32_t* from) { return wasm_v128_load(from); }
  static void Store(int32_t* to, Sums sums) { wasm_v128_store(to, sums); }
  static v128_t Splat(const uint8_t* x) { return wasm_v128_load32_splat(x); }
  static Sums Dot(Sums sums, const int8_t* w, v128_t x) {
    return wasm_i32x4_relaxed_dot_i8x16_i7x16_add(wasm_v128_load(w), x, sums);
  }
};

}  // namespace

LUKEWARM_MATVEC(MatVecRelaxedSimd) {
  MatVecTiles<RelaxedSimd>(weights, offsets, row_blocks, col_groups, x, out);
}

}  // namespace lukewarm
