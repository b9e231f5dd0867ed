// x86 AVX2, without fused multiply-add.
#include "kernels/gemm_kernels.h"
#include "kernels/gemm_tile.h"

namespace lukewarm {
namespace {

struct Avx2 {
  static constexpr size_t kVectorBytes = 32, kVectors = 2, kRows = 6;
};

}  // namespace

LUKEWARM_GEMM(GemmAvx2) {
  GemmTiles<Avx2, float>::Multiply(a, a_stride, rows, panels, panel_stride,
                                   inner, columns, c, c_stride, accumulate);
}

}  // namespace lukewarm
