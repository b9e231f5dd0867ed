#include "train/dropout.h"

#include <algorithm>
#include <cmath>

namespace lukewarm::train {
namespace {

constexpr std::size_t kLanes = 16;

// Philox() of base/rng.h for kLanes consecutive values of the first counter
// word, written so that the compiler makes vectors of it.
struct PhiloxLanes {
  std::uint32_t words[4][kLanes];

  PhiloxLanes(std::uint32_t first, std::uint32_t row, const DropoutSite& site) {
    for (std::size_t i = 0; i < kLanes; ++i) {
      words[0][i] = first + static_cast<std::uint32_t>(i);
      words[1][i] = row;
      words[2][i] = site.site;
      words[3][i] = site.step;
    }
    auto key0 = static_cast<std::uint32_t>(site.seed);
    auto key1 = static_cast<std::uint32_t>(site.seed >> 32);
    for (int round = 0; round < 10; ++round) {
      for (std::size_t i = 0; i < kLanes; ++i) {
        const std::uint64_t product0 = std::uint64_t{0xD2511F53} * words[0][i];
        const std::uint64_t product1 = std::uint64_t{0xCD9E8D57} * words[2][i];
        words[0][i] =
            static_cast<std::uint32_t>(product1 >> 32) ^ words[1][i] ^ key0;
        words[1][i] = static_cast<std::uint32_t>(product1);
        words[2][i] =
            static_cast<std::uint32_t>(product0 >> 32) ^ words[3][i] ^ key1;
        words[3][i] = static_cast<std::uint32_t>(product0);
      }
      key0 += 0x9E3779B9;
      key1 += 0xBB67AE85;
    }
  }
};

}  // namespace

template <typename Scalar>
void FillDropoutMask(const DropoutSite& site, std::uint32_t row, double rate,
                     std::size_t count, Scalar* mask) {
  const auto threshold =
      static_cast<std::uint32_t>(std::lround(rate * 65536.0));
  const auto kept = static_cast<Scalar>(65536.0 / (65536.0 - threshold));
  constexpr std::size_t kBlock = 8 * kLanes;  // 16 bits for each element
  for (std::size_t begin = 0; begin < count; begin += kBlock) {
    const PhiloxLanes lanes(static_cast<std::uint32_t>(begin / 8), row, site);
    Scalar block[kBlock];
    for (std::size_t w = 0; w < 4; ++w) {
      for (std::size_t i = 0; i < kLanes; ++i) {
        const std::uint32_t word = lanes.words[w][i];
        block[2 * w * kLanes + i] =
            (word & 0xFFFF) < threshold ? Scalar{0} : kept;
        block[(2 * w + 1) * kLanes + i] =
            (word >> 16) < threshold ? Scalar{0} : kept;
      }
    }
    std::copy_n(block, std::min(kBlock, count - begin), mask + begin);
  }
}

template void FillDropoutMask(const DropoutSite&, std::uint32_t, double,
                              std::size_t, float*);
template void FillDropoutMask(const DropoutSite&, std::uint32_t, double,
                              std::size_t, double*);

}  // namespace lukewarm::train
