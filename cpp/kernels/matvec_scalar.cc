// The definition: every other kernel gives these integers. Sums are taken
// modulo 2^32, as vector registers do, so that no matrix is undefined.
#include "kernels/matvec_kernels.h"

namespace lukewarm {

LUKEWARM_MATVEC(MatVecScalar) {
  for (; count > 0; --count, x += x_stride, out += out_stride) {
    const int8_t* w = weights;
    for (size_t block = 0; block < row_blocks; ++block) {
      uint32_t sums[16];
      for (size_t r = 0; r < 16; ++r)
        sums[r] = static_cast<uint32_t>(offsets[block * 16 + r]);
      for (size_t g = 0; g < col_groups; ++g, w += 16 * 4)
        for (size_t r = 0; r < 16; ++r) {
          int32_t dot = 0;
          for (size_t c = 0; c < 4; ++c) dot += w[r * 4 + c] * x[g * 4 + c];
          sums[r] += static_cast<uint32_t>(dot);
        }
      for (size_t r = 0; r < 16; ++r)
        out[block * 16 + r] = static_cast<int32_t>(sums[r]);
    }
  }
}

}  // namespace lukewarm
