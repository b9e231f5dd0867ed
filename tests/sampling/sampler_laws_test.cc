// What holds for any logits and any options.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "random_logits.h"
#include "sampling/sampler.h"

namespace lukewarm {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
const double kTemperatures[] = {0,   1e-300, 1e-6,  0.2,   0.5,
                                1.0, 2.0,    100.0, 1e300, kInfinity};

std::vector<double> Probabilities(const std::vector<float>& logits,
                                  const SamplingOptions& options,
                                  const std::vector<int>& history = {},
                                  const std::vector<int>& banned = {}) {
  Sampler sampler(logits.size(), banned);
  sampler.Compute(logits, Count(history, logits.size()), options);
  return SamplingProbabilities(sampler, logits.size());
}

bool IsSubset(const std::vector<double>& small,
              const std::vector<double>& large) {
  for (std::size_t i = 0; i < small.size(); ++i) {
    if (small[i] > 0 && large[i] == 0) return false;
  }
  return true;
}

int Kept(const std::vector<double>& p) {
  return static_cast<int>(
      std::count_if(p.begin(), p.end(), [](double x) { return x > 0; }));
}

void ExpectNear(const std::vector<double>& a, const std::vector<double>& b,
                double tolerance) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_NEAR(a[i], b[i], tolerance) << i;
  }
}

TEST(Sampler, SumsToOneAtEveryTemperatureAndTruncation) {
  for (const std::size_t size : {1, 2, 9, 65, 1000}) {
    const auto logits = RandomLogits(size, size);
    for (const double t : kTemperatures) {
      for (const auto& options : Truncations(t)) {
        const auto p = Probabilities(logits, options);
        EXPECT_NEAR(std::accumulate(p.begin(), p.end(), 0.0), 1, 1e-6) << t;
        for (const double x : p) EXPECT_TRUE(x >= 0 && x <= 1) << t;
      }
    }
  }
}

TEST(Sampler, WithoutOptionsIsSoftmaxAndItsOwnDistribution) {
  const auto logits = RandomLogits(300, 1);
  Sampler sampler(300);
  sampler.Compute(logits, {}, {});
  double sum = 0;
  for (const float x : logits) sum += std::exp(static_cast<double>(x));
  double entropy = 0;
  for (int i = 0; i < 300; ++i) {
    const double p = std::exp(static_cast<double>(logits[i])) / sum;
    EXPECT_NEAR(sampler.Probability(i), p, 3e-7 * p);
    EXPECT_NEAR(sampler.SamplingProbability(i), p, 1e-6 * p);
    EXPECT_NEAR(sampler.LogProbability(i), std::log(p), 3e-7);
    entropy -= p * std::log(p);
  }
  EXPECT_NEAR(sampler.Entropy(), entropy, 1e-6);
}

TEST(Sampler, ItsOwnDistributionIsTheSameBitsWhateverTheOptions) {
  const auto logits = RandomLogits(300, 1);
  const auto counts = Count(std::vector<int>{5, 5, 9}, 300);
  for (const auto& banned :
       std::vector<std::vector<int>>{{}, {0}, {17}, {0, 17, 299}}) {
    Sampler plain(300, banned), sampler(300, banned);
    plain.Compute(logits, {}, {});
    for (const double t : kTemperatures) {
      for (auto options : Truncations(t)) {
        for (const double penalty : {0.0, 2.0}) {
          options.presence_penalty = penalty;
          sampler.Compute(logits, counts, options);
          EXPECT_EQ(sampler.Entropy(), plain.Entropy());
          for (const int id : {0, 5, 17, 299}) {
            EXPECT_EQ(sampler.LogProbability(id), plain.LogProbability(id));
            EXPECT_EQ(sampler.Probability(id), plain.Probability(id));
          }
        }
      }
    }
  }
}

TEST(Sampler, AddingAConstantToAllLogitsChangesNoBit) {
  const auto logits = RandomLogits(65, 2);
  for (const float constant : {-1024.0f, -0.5f, 64.0f, 4096.0f}) {
    auto moved = logits;
    for (float& x : moved) x += constant;
    for (const double t : kTemperatures) {
      for (const auto& options : Truncations(t)) {
        EXPECT_EQ(Probabilities(moved, options),
                  Probabilities(logits, options));
      }
    }
  }
}

TEST(Sampler, IsTheSameWhateverWasComputedBefore) {
  const auto logits = RandomLogits(65, 3), other = RandomLogits(65, 4);
  const std::vector<int> history = {1, 1, 2, 64};
  Sampler reused(65);
  for (const double t : kTemperatures) {
    for (const auto& options : Truncations(t)) {
      auto penalized = options;
      penalized.frequency_penalty = 0.5;
      reused.Compute(other, Count(history, 65), penalized);
      reused.Entropy();
      reused.Compute(logits, Count(history, 65), penalized);
      EXPECT_EQ(SamplingProbabilities(reused, 65),
                Probabilities(logits, penalized, history));
      Sampler fresh(65);
      fresh.Compute(logits, {}, {});
      EXPECT_EQ(reused.Entropy(), fresh.Entropy());
    }
  }
}

TEST(Sampler, TemperatureZeroIsTheLargestLogitWhateverElseIsSet) {
  auto logits = RandomLogits(65, 5);
  logits[40] = logits[7] = logits[23] = 20;
  for (const auto& options : Truncations(0)) {
    const auto p = Probabilities(logits, options);
    EXPECT_EQ(p[7], 1);
    EXPECT_EQ(Kept(p), 1);
  }
}

TEST(Sampler, ColdTendsToGreedyWithoutANan) {
  const auto logits = RandomLogits(65, 6);
  const auto greedy = Probabilities(logits, {.temperature = 0});
  for (const double t : {1e-5, 1e-6, 1e-100, 1e-300, 5e-324}) {
    EXPECT_EQ(Probabilities(logits, {.temperature = t}), greedy) << t;
    for (const auto& options : Truncations(t)) {
      // llama.cpp's order with typical_p may cut off the largest: not greedy.
      if (options.typical_p < 1 &&
          options.order == SamplingOrder::kTemperatureLast) {
        continue;
      }
      EXPECT_EQ(Probabilities(logits, options), greedy) << t;
    }
  }
}

TEST(Sampler, InfiniteTemperatureIsEvenOverWhatIsLeft) {
  const auto logits = RandomLogits(65, 7);
  for (const auto& options : Truncations(kInfinity)) {
    const auto p = Probabilities(logits, options);
    const int count = Kept(p);
    for (const double x : p) {
      EXPECT_TRUE(x == 0 || std::abs(x - 1.0 / count) < 1e-15);
    }
    auto hot = options;
    hot.temperature = 1e300;  // the limit is reached, not jumped to
    EXPECT_EQ(Probabilities(logits, hot), p);
  }
}

TEST(Sampler, AtTemperatureOneTheOrderOfASingleStageIsIrrelevant) {
  const auto logits = RandomLogits(300, 8);
  for (auto options : Truncations(1)) {
    if (options.top_k > 0 && options.typical_p < 1) continue;
    const auto p = Probabilities(logits, options);
    options.order = SamplingOrder::kTemperatureFirst;
    const auto first = Probabilities(logits, options);
    EXPECT_TRUE(IsSubset(first, p) && IsSubset(p, first));
    ExpectNear(first, p, 1e-7);
  }
}

TEST(Sampler, StricterTruncationKeepsASubset) {
  auto logits = RandomLogits(300, 9);
  // No ties, of which more would be kept.
  for (int i = 0; i < 300; ++i) logits[i] += static_cast<float>(i) * 0x1p-19f;
  for (const auto order :
       {SamplingOrder::kTemperatureFirst, SamplingOrder::kTemperatureLast}) {
    for (const double t : {0.3, 1.0, 3.0}) {
      std::vector<double> k, p, min, typical;
      const std::vector<double> all(300, 1.0);
      k = p = min = typical = all;
      for (int percent = 100; percent >= 0; --percent) {
        const double share = percent / 100.0;
        SamplingOptions options{.temperature = t, .order = order};
        const auto narrow = [&](std::vector<double>& wide) {
          const auto kept = Probabilities(logits, options);
          EXPECT_TRUE(IsSubset(kept, wide));
          EXPECT_GE(Kept(kept), 1);
          wide = kept;
          options = {.temperature = t, .order = order};
        };
        options.top_k = 1 + static_cast<int>(299 * share);
        narrow(k);
        options.top_p = share;
        narrow(p);
        options.min_p = 1 - share;
        narrow(min);
        options.typical_p = share;
        narrow(typical);
      }
      EXPECT_EQ(Kept(k), 1);
      EXPECT_EQ(Kept(p), 1);
      EXPECT_EQ(Kept(typical), 1);
    }
  }
}

TEST(Sampler, TopPKeepsTheSmallestSetThatReachesIt) {
  const auto logits = RandomLogits(10000, 10);
  Sampler sampler(10000);
  sampler.Compute(logits, {}, {});
  const auto full = SamplingProbabilities(sampler, 10000);
  for (const double top_p : {0.1, 0.5, 0.9, 0.99, 0.9999, 0.9999999}) {
    const auto kept = Probabilities(logits, {.top_p = top_p});
    double mass = 0, smallest = 1, largest_dropped = 0;
    for (std::size_t i = 0; i < full.size(); ++i) {
      if (kept[i] > 0) {
        mass += full[i];
        smallest = std::min(smallest, full[i]);
      } else {
        largest_dropped = std::max(largest_dropped, full[i]);
      }
    }
    EXPECT_GE(mass, top_p - 1e-9);
    EXPECT_LT(mass - smallest, top_p + 1e-9);
    EXPECT_GE(smallest, largest_dropped);
  }
}

TEST(Sampler, TopKKeepsAllTiesAndTopPKeepsTheLowerId) {
  const std::vector<float> logits = {1, 2, 2, 0, 2, 1};
  EXPECT_EQ(Kept(Probabilities(logits, {.top_k = 1})), 3);
  EXPECT_EQ(Kept(Probabilities(logits, {.top_k = 4})), 5);
  const auto even = std::vector<float>(8, 0.5f);
  const auto half = Probabilities(even, {.top_p = 0.5});
  EXPECT_EQ(half, (std::vector<double>{.25, .25, .25, .25, 0, 0, 0, 0}));
  EXPECT_EQ(Kept(Probabilities(even, {.min_p = 1})), 8);
  EXPECT_EQ(Kept(Probabilities(even, {.typical_p = 0.1})), 8);
}

TEST(Sampler, PenaltiesAreHuggingFacesAndThenLlamaCppsArithmetic) {
  const std::vector<float> logits = {2, -2, 0, 1};
  const std::vector<int> history = {1, 0, 0, 0};
  const auto equals = [&](const SamplingOptions& options,
                          const std::vector<float>& wanted) {
    ExpectNear(Probabilities(logits, options, history),
               Probabilities(wanted, {}), 1e-7);
  };
  equals({.repetition_penalty = 2}, {1, -4, 0, 1});
  equals({.repetition_penalty = 0.5}, {4, -1, 0, 1});
  equals({.presence_penalty = 0.5}, {1.5, -2.5, 0, 1});
  equals({.frequency_penalty = 0.5}, {0.5, -2.5, 0, 1});
  equals({.repetition_penalty = 2,
          .presence_penalty = 1,
          .frequency_penalty = 0.25},
         {-0.75, -5.25, 0, 1});
}

TEST(Sampler, TopListsTheLargestInOrderAndRankCountsThem) {
  auto logits = RandomLogits(200, 11);
  logits[3] = logits[100] = logits[50];
  const std::vector<int> banned = {50};
  Sampler sampler(200, banned);  // a banned token has its place too
  sampler.Compute(logits, {}, {});
  for (const std::size_t n : {0, 1, 5, 199, 200, 500}) {
    const std::span<const int> top = sampler.Top(n);
    ASSERT_EQ(top.size(), std::min<std::size_t>(n, 200));
    for (std::size_t i = 0; i < top.size(); ++i) {
      EXPECT_EQ(sampler.Rank(top[i]), i + 1);
    }
  }
}

}  // namespace
}  // namespace lukewarm
