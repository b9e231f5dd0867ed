// x86 AVX-512, without fused multiply-add.
#include "kernels/gemm_kernels.h"
#include "kernels/gemm_tile.h"

namespace lukewarm {
namespace {

struct Avx512 {
  static constexpr size_t kVectorBytes = 64, kVectors = 4, kRows = 6;
};

}  // namespace

LUKEWARM_GEMM(GemmAvx512) {
  GemmTiles<Avx512, float>::Multiply(a, a_stride, rows, panels, panel_stride,
                                     inner, columns, c, c_stride, accumulate);
}

}  // namespace lukewarm
