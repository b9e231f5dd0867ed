// x86 AVX-VNNI: four u8 x i8 products added to 32 bits in one instruction.
#include <immintrin.h>

#include "kernels/matvec_kernels.h"
#include "kernels/matvec_tile.h"

namespace lukewarm {
namespace {

struct AvxVnni {
  using Sums = __m256i;
  static constexpr size_t kLanes = 8;
  static constexpr size_t kTexts = 4;
  static constexpr size_t kBlocks = 4, kChains = 4;

  static Sums Load(const int32_t* from) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
  }
  static void Store(int32_t* to, Sums sums) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), sums);
  }
  static __m256i Splat(const uint8_t* x) {
    int32_t four;
    __builtin_memcpy(&four, x, 4);
    return _mm256_set1_epi32(four);
  }
  static Sums Add(Sums a, Sums b) { return _mm256_add_epi32(a, b); }
  static __m256i LoadWeights(const int8_t* w) {
    return _mm256_load_si256(reinterpret_cast<const __m256i*>(w));
  }
  static Sums Dot(Sums sums, __m256i w, __m256i x) {
    return _mm256_dpbusd_avx_epi32(sums, x, w);
  }
};

}  // namespace

LUKEWARM_MATVEC(MatVecAvxVnni) {
  MatVecTiles<AvxVnni>(weights, offsets, row_blocks, col_groups, x, x_stride,
                       count, out, out_stride);
}

}  // namespace lukewarm
