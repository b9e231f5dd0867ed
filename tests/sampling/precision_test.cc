// How far what is really drawn is from the exact softmax of the logits.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "random_logits.h"
#include "sampling/sampler.h"

namespace lukewarm {
namespace {

// The smallest multiple of 2^-53 at which Draw() passes token `id`; 1 if none.
double End(const Sampler& sampler, int id) {
  double low = 0, high = 1;
  while (high - low > 0x1p-53) {
    const double middle = (low + high) / 2;
    (sampler.Draw(middle) > id ? high : low) = middle;
  }
  return sampler.Draw(0) > id ? 0 : high;
}

TEST(Sampler, DrawsWithinATotalVariationOf5e7OfTheExactSoftmax) {
  double worst = 0;
  for (const std::size_t size : {27, 65, 300, 3000, 10000}) {
    for (const double spread : {0.01, 1.0, 3.0}) {
      auto logits = RandomLogits(size, size);
      for (float& x : logits) x *= static_cast<float>(spread);
      for (const double t : {0.1, 0.8, 1.0, 3.0}) {
        Sampler sampler(size);
        sampler.Compute(logits, {}, {.temperature = t});
        std::vector<double> exact(size);
        double sum = 0;
        for (std::size_t i = 0; i < size; ++i) {
          sum += exact[i] = std::exp((static_cast<double>(logits[i]) - 12) / t);
        }
        double distance = 0, begin = 0;
        for (std::size_t i = 0; i < size; ++i) {
          const double end = End(sampler, static_cast<int>(i));
          distance += std::abs(exact[i] / sum - (end - begin)) / 2;
          begin = end;
        }
        EXPECT_LT(distance, 5e-7) << size << " * " << spread << " at " << t;
        worst = std::max(worst, distance);
      }
    }
  }
  RecordProperty("total_variation_distance", std::to_string(worst));
}

TEST(Sampler, LogProbabilitiesAreExactToAMillionth) {
  for (const std::size_t size : {65, 10000, 200000}) {
    for (const double spread : {0.0, 0.1, 1.0, 5.0}) {
      auto logits = RandomLogits(size, size + 1);
      for (float& x : logits) x *= static_cast<float>(spread);
      double sum = 0, entropy = 0;
      for (const float x : logits) sum += std::exp(static_cast<double>(x));
      for (const float x : logits) {
        const double log_p = x - std::log(sum);
        entropy -= std::exp(log_p) * log_p;
      }
      const std::vector<int> banned = {1};
      Sampler sampler(size, banned);
      sampler.Compute(logits, {}, {});
      EXPECT_NEAR(sampler.LogProbability(0), logits[0] - std::log(sum), 1e-6);
      EXPECT_NEAR(sampler.LogProbability(1), logits[1] - std::log(sum), 1e-6);
      EXPECT_NEAR(sampler.Entropy(), entropy, 2e-6 * (1 + entropy));
    }
  }
}

}  // namespace
}  // namespace lukewarm
