// Arm NEON without the dot product (Armv8.0). x is at most 127 and fits i8.
#include <arm_neon.h>

#include "kernels/matvec_kernels.h"
#include "kernels/matvec_tile.h"

namespace lukewarm {
namespace {

struct Neon {
  using Sums = int32x4_t;
  static constexpr size_t kLanes = 4;
  static constexpr size_t kTexts = 2;
  static constexpr size_t kBlocks = 2, kChains = 2;

  static Sums Load(const int32_t* from) { return vld1q_s32(from); }
  static void Store(int32_t* to, Sums sums) { vst1q_s32(to, sums); }
  static int8x16_t Splat(const uint8_t* x) {
    int32_t four;
    __builtin_memcpy(&four, x, 4);
    return vreinterpretq_s8_s32(vdupq_n_s32(four));
  }
  static Sums Add(Sums a, Sums b) { return vaddq_s32(a, b); }
  static int8x16_t LoadWeights(const int8_t* w) { return vld1q_s8(w); }
  static Sums Dot(Sums sums, int8x16_t w, int8x16_t x) {
    const int16x8_t low = vmull_s8(vget_low_s8(w), vget_low_s8(x));
    const int16x8_t high = vmull_high_s8(w, x);
    // Neighbours 0+1 and 2+3: at most 2 * 128 * 127, which 16 bits hold.
    return vpadalq_s16(sums, vpaddq_s16(low, high));
  }
};

}  // namespace

LUKEWARM_MATVEC(MatVecNeon) {
  MatVecTiles<Neon>(weights, offsets, row_blocks, col_groups, x, x_stride,
                    count, out, out_stride);
}

}  // namespace lukewarm
