#include "train/dropout.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/rng.h"

namespace lukewarm::train {
namespace {

TEST(Dropout, MaskIsThatOfPhilox) {
  constexpr std::size_t kCount = 300, kLanes = 16;
  const DropoutSite site{0x123456789ABCDEF0, 77, 5};
  std::vector<float> mask(kCount);
  FillDropoutMask(site, 3, 0.25, kCount, mask.data());
  for (std::size_t j = 0; j < kCount; ++j) {
    // 128 elements a block: 16 counters, 4 words each, halves of a word apart.
    const std::size_t block = j / 128, part = j % 128 / kLanes;
    const auto words =
        Philox({static_cast<std::uint32_t>(block * 16 + j % kLanes), 3, 5, 77},
               {0x9ABCDEF0, 0x12345678});
    const std::uint32_t bits = words[part / 2] >> (16 * (part % 2)) & 0xFFFF;
    EXPECT_EQ(mask[j], bits < 16384 ? 0.0f : 65536.0f / 49152.0f) << j;
  }
}

TEST(Dropout, KeepsTheMeanAtEveryRate) {
  for (const double rate : {0.0, 0.1, 0.5, 0.9}) {
    double sum = 0;
    constexpr std::size_t kCount = 512, kRows = 400;
    std::vector<double> mask(kCount);
    for (std::uint32_t row = 0; row < kRows; ++row) {
      FillDropoutMask({1, 2, 3}, row, rate, kCount, mask.data());
      for (const double value : mask) sum += value;
    }
    const double count = kCount * kRows;
    const double deviation = std::sqrt(rate / (1 - rate) / count);
    EXPECT_NEAR(sum / count, 1, 5 * deviation + 1e-4) << rate;
  }
}

TEST(Dropout, DiffersBySeedStepSiteAndRow) {
  const auto mask = [](const DropoutSite& site, std::uint32_t row) {
    std::vector<float> values(256);
    FillDropoutMask(site, row, 0.5, values.size(), values.data());
    return values;
  };
  const auto one = mask({1, 1, 1}, 1);
  EXPECT_EQ(one, mask({1, 1, 1}, 1));
  EXPECT_NE(one, mask({2, 1, 1}, 1));
  EXPECT_NE(one, mask({1, 2, 1}, 1));
  EXPECT_NE(one, mask({1, 1, 2}, 1));
  EXPECT_NE(one, mask({1, 1, 1}, 2));
}

}  // namespace
}  // namespace lukewarm::train
