// x86 AVX2: u8 x i8 pairs in 16 bits (at most 2 * 128 * 127, no saturation),
// then pairs of those in 32.
#include <immintrin.h>

#include "kernels/matvec_kernels.h"
#include "kernels/matvec_tile.h"

namespace lukewarm {
namespace {

struct Avx2 {
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
    return Add(sums, _mm256_madd_epi16(_mm256_maddubs_epi16(x, w),
                                       _mm256_set1_epi16(1)));
  }
};

}  // namespace

LUKEWARM_MATVEC(MatVecAvx2) {
  MatVecTiles<Avx2>(weights, offsets, row_blocks, col_groups, x, x_stride,
                    count, out, out_stride);
}

}  // namespace lukewarm
