#include "train/activations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/rng.h"
#include "kernels/elementwise.h"
#include "train/lanes.h"

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

TEST(TrainActivations, AreTheEnginesOwnBitForBit) {
  for (const double range : {0.1, 3.0, 30.0}) {
    auto tanh = Noise(10007, range, 1), sigmoid = tanh;
    auto expected_tanh = tanh, expected_sigmoid = tanh;
    Tanh(tanh.data(), tanh.size());
    Sigmoid(sigmoid.data(), sigmoid.size());
    TanhInPlace(expected_tanh);
    SigmoidInPlace(expected_sigmoid);
    EXPECT_EQ(tanh, expected_tanh);
    EXPECT_EQ(sigmoid, expected_sigmoid);
  }
}

TEST(SoftmaxLoss, IsNearTheDefinitionInDoublePrecision) {
  for (const std::size_t count : {1, 2, 15, 16, 17, 65, 1000}) {
    for (const double range : {0.01, 4.0, 60.0}) {
      auto logits = Noise(count, range, count);
      std::vector<double> exact(count);
      const double largest = *std::ranges::max_element(logits);
      double sum = 0;
      for (std::size_t i = 0; i < count; ++i) {
        sum += exact[i] = std::exp(static_cast<double>(logits[i]) - largest);
      }
      const int target = static_cast<int>(count / 2);
      const double expected = -std::log(exact[count / 2] / sum);
      EXPECT_NEAR(SoftmaxLoss(logits.data(), count, target), expected,
                  1e-5 * std::max(1.0, expected));
      for (std::size_t i = 0; i < count; ++i) {
        // The distance to the largest is rounded too, the more the wider it is.
        EXPECT_NEAR(logits[i], exact[i] / sum,
                    (1e-6 + 1e-7 * range) * exact[i] / sum + 1e-37);
      }
    }
  }
}

// The order is part of the definition: it must not follow the vectors' width.
TEST(Lanes, SumInTheStatedOrder) {
  for (std::size_t count = 0; count < 70; ++count) {
    const auto values = Noise(count, 1, 7);
    float lanes[16] = {};
    for (std::size_t i = 0; i < count; ++i) lanes[i % 16] += values[i];
    for (const std::size_t width : {8, 4, 2, 1}) {
      for (std::size_t l = 0; l < width; ++l) lanes[l] += lanes[l + width];
    }
    EXPECT_EQ(SumInLanes(values.data(), count), lanes[0]) << count;
    if (count == 0) continue;
    EXPECT_EQ(LargestInLanes(values.data(), count),
              *std::ranges::max_element(values));
  }
}

}  // namespace
}  // namespace lukewarm::train
