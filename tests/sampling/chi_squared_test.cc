// 100,000 draws against the distribution that the sampler promises. The seed is
// fixed, so this cannot fail by chance; the threshold is p = 1e-6.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "base/rng.h"
#include "random_logits.h"
#include "sampling/sampler.h"

namespace lukewarm {
namespace {

constexpr int kDraws = 100000;

// About the 1 - 1e-6 quantile, a little above it (Wilson and Hilferty 1931).
double Threshold(int freedom) {
  const double v = 2.0 / (9.0 * freedom);
  return freedom * std::pow(1 - v + 4.753424 * std::sqrt(v), 3);
}

// Tokens expected less than 10 times are counted together.
void ExpectDistributed(const std::vector<int>& counts,
                       std::span<const double> p) {
  double chi = 0, rare_expected = 0;
  int bins = 0, rare = 0;
  const auto add = [&](double count, double expected) {
    chi += (count - expected) * (count - expected) / expected;
    ++bins;
  };
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double expected = p[i] * kDraws;
    if (p[i] == 0) {
      EXPECT_EQ(counts[i], 0) << i;
    } else if (expected < 10) {
      rare += counts[i];
      rare_expected += expected;
    } else {
      add(counts[i], expected);
    }
  }
  if (rare_expected >= 10) add(rare, rare_expected);
  if (bins > 1) {
    EXPECT_LT(chi, Threshold(bins - 1));
  }
}

TEST(Sampler, HundredThousandDrawsHaveTheSamplingProbabilities) {
  std::uint64_t seed = 100;
  for (const std::size_t size : {2, 12, 65, 700}) {
    const auto logits = RandomLogits(size, size);
    const auto counts = Count(std::vector<int>{0, 0, 1}, size);
    for (const double t : {0.5, 1.0, 2.0}) {
      for (auto options : Truncations(t)) {
        // The draw does not look at options: a few of them are enough.
        if (options.top_k == 1 || options.typical_p < 0.9) continue;
        if (size == 700 && t != 1.0) continue;
        options.frequency_penalty = 0.3;
        Sampler sampler(size);
        sampler.Compute(logits, counts, options);
        Rng rng(++seed);
        std::vector<int> drawn(size);
        for (int n = 0; n < kDraws; ++n) {
          ++drawn[sampler.Draw(rng.NextDouble())];
        }
        ExpectDistributed(drawn, SamplingProbabilities(sampler, size));
      }
    }
  }
}

TEST(Sampler, HundredThousandDrawsAtInfinityAreEven) {
  Sampler sampler(65);
  sampler.Compute(RandomLogits(65, 1), {},
                  {.temperature = std::numeric_limits<double>::infinity()});
  Rng rng(7);
  std::vector<int> counts(65);
  for (int n = 0; n < kDraws; ++n) ++counts[sampler.Draw(rng.NextDouble())];
  ExpectDistributed(counts, std::vector<double>(65, 1.0 / 65));
}

// The test itself: the wrong distribution is noticed.
TEST(ChiSquared, ThresholdNoticesACoinThatIsOnePercentOff) {
  EXPECT_GT(1000.0 * 1000 / 50000 * 2, Threshold(1));
  EXPECT_NEAR(Threshold(10), 46.863, 1.2);
  EXPECT_NEAR(Threshold(64), 132.787, 0.5);
}

}  // namespace
}  // namespace lukewarm
