#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/rng.h"
#include "sampling/ranked.h"

namespace lukewarm {
namespace {

TEST(NucleusCutoff, IsTheEndOfTheSmallestSetOfASortedList) {
  Rng rng(8);
  for (int round = 0; round < 3000; ++round) {
    const std::size_t size = 1 + rng.NextU64() % (round % 100 == 0 ? 3000 : 40);
    std::vector<Ranked> tokens;
    std::vector<float> weights;
    double total = 0;
    for (std::size_t i = 0; i < size; ++i) {
      // Few keys: many ties. Whole weights: every sum is exact.
      const int keys = round % 3 == 0 ? 4 : 1 << 20;
      const float key = static_cast<float>(rng.NextU64() % keys);
      tokens.push_back({key, static_cast<int>(i)});
      weights.push_back(static_cast<float>(1 + rng.NextU64() % 9));
      total += weights.back();
    }
    auto sorted = tokens;
    std::sort(sorted.begin(), sorted.end());
    const double mass = round % 50 == 0 ? 0
                        : round % 50 == 1
                            ? total
                            : std::floor(rng.NextDouble() * total);
    Ranked wanted = sorted[0];
    double before = 0;
    for (const Ranked& token : sorted) {
      if (before < mass) wanted = token;
      before += weights[token.index];
    }
    const Ranked got = NucleusCutoff(tokens, weights, mass);
    ASSERT_EQ(got.index, wanted.index) << round;
    ASSERT_EQ(got.key, wanted.key) << round;
  }
}

}  // namespace
}  // namespace lukewarm
