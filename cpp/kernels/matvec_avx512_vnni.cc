// x86 AVX-512 VNNI: a row block's column group is one 64-byte register.
#include <immintrin.h>

#include "kernels/matvec_kernels.h"
#include "kernels/matvec_tile.h"

namespace lukewarm {
namespace {

struct Avx512Vnni {
  using Sums = __m512i;
  static constexpr size_t kLanes = 16;
  static constexpr size_t kTexts = 8;
  static constexpr size_t kBlocks = 8, kChains = 8;

  static Sums Load(const int32_t* from) { return _mm512_loadu_si512(from); }
  static void Store(int32_t* to, Sums sums) { _mm512_storeu_si512(to, sums); }
  static __m512i Splat(const uint8_t* x) {
    int32_t four;
    __builtin_memcpy(&four, x, 4);
    return _mm512_set1_epi32(four);
  }
  static Sums Add(Sums a, Sums b) { return _mm512_add_epi32(a, b); }
  static __m512i LoadWeights(const int8_t* w) { return _mm512_load_si512(w); }
  static Sums Dot(Sums sums, __m512i w, __m512i x) {
    return _mm512_dpbusd_epi32(sums, x, w);
  }
};

}  // namespace

LUKEWARM_MATVEC(MatVecAvx512Vnni) {
  MatVecTiles<Avx512Vnni>(weights, offsets, row_blocks, col_groups, x, x_stride,
                          count, out, out_stride);
}

}  // namespace lukewarm
