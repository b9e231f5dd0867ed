#include "train/softmax_loss.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/rng.h"

namespace lukewarm::train {
namespace {

std::vector<float> Noise(std::size_t size, double range, std::uint64_t seed) {
  Rng random(seed);
  std::vector<float> values(size);
  for (float& value : values) {
    value = static_cast<float>(range * (2 * random.NextDouble() - 1));
  }
  return values;
}

TEST(SoftmaxLoss, IsNearTheDefinitionInDoublePrecision) {
  for (const std::size_t count : {1, 2, 15, 16, 17, 65, 1000}) {
    for (const double range : {0.01, 4.0, 60.0}) {
      const auto logits = Noise(count, range, count);
      std::vector<double> exact(count);
      const double largest = *std::ranges::max_element(logits);
      double sum = 0;
      for (std::size_t i = 0; i < count; ++i) {
        sum += exact[i] = std::exp(static_cast<double>(logits[i]) - largest);
      }
      const int target = static_cast<int>(count / 2);
      const double expected = -std::log(exact[count / 2] / sum);
      std::vector<float> gradient(count);
      EXPECT_NEAR(
          SoftmaxLoss(logits.data(), count, target, 0.5f, gradient.data()),
          expected, 1e-5 * std::max(1.0, expected));
      for (std::size_t i = 0; i < count; ++i) {
        const double p = exact[i] / sum;
        // The distance to the largest is rounded too, the more the wider it is.
        EXPECT_NEAR(gradient[i], 0.5 * (p - (i == count / 2 ? 1 : 0)),
                    (1e-6 + 1e-7 * range) * p + 1e-7);
      }
    }
  }
}

}  // namespace
}  // namespace lukewarm::train
