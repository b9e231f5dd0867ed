// Logits that no healthy model makes, banned tokens, and the ends of the draw.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "random_logits.h"
#include "sampling/sampler.h"

namespace lukewarm {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInf = std::numeric_limits<float>::infinity();
const double kTemperatures[] = {0, 1e-6, 0.5, 1, 100, kInf};

using Vector = std::vector<double>;

void ExpectProbabilities(const std::vector<float>& logits,
                         const SamplingOptions& options, const Vector& wanted,
                         const std::vector<int>& banned = {}) {
  Sampler sampler(logits.size(), banned);
  sampler.Compute(logits, {}, options);
  for (std::size_t i = 0; i < logits.size(); ++i) {
    EXPECT_NEAR(sampler.SamplingProbability(static_cast<int>(i)), wanted[i],
                1e-15)
        << i << " at temperature " << options.temperature;
  }
}

// What is even at every temperature above 0, and one-hot at 0.
void ExpectEven(const std::vector<float>& logits, const Vector& even,
                const Vector& greedy, const std::vector<int>& banned = {}) {
  for (const double t : kTemperatures) {
    for (const auto order :
         {SamplingOrder::kTemperatureFirst, SamplingOrder::kTemperatureLast}) {
      ExpectProbabilities(logits, {.temperature = t, .order = order},
                          t == 0 ? greedy : even, banned);
      ExpectProbabilities(logits,
                          {.temperature = t, .top_k = 3, .order = order},
                          t == 0 ? greedy : even, banned);
      ExpectProbabilities(logits,
                          {.temperature = t, .typical_p = 0.9, .order = order},
                          t == 0 ? greedy : even, banned);
    }
  }
}

TEST(Sampler, MinusInfinityAndNanHaveProbabilityZero) {
  for (const float hole : {-kInf, kNan}) {
    ExpectEven({hole, 2, hole, 2}, {0, .5, 0, .5}, {0, 1, 0, 0});
    for (const double t : kTemperatures) {
      for (const auto& options : Truncations(t)) {
        Sampler sampler(4);
        sampler.Compute(std::vector<float>{1, hole, 3, 2}, {}, options);
        EXPECT_EQ(sampler.SamplingProbability(1), 0);
        EXPECT_EQ(sampler.Probability(1), 0);
        EXPECT_EQ(sampler.LogProbability(1), -kInf);
        EXPECT_TRUE(sampler.Entropy() > 0 && sampler.Entropy() < 1.1);
      }
    }
  }
}

TEST(Sampler, PlusInfinitiesShareEverythingEvenly) {
  ExpectEven({kInf, 5, kInf, -kInf, kNan}, {.5, 0, .5, 0, 0}, {1, 0, 0, 0, 0});
}

TEST(Sampler, WhereNothingIsLeftEverythingNotBannedIsEven) {
  for (const float hole : {-kInf, kNan}) {
    ExpectEven({hole, hole, hole}, {1. / 3, 1. / 3, 1. / 3}, {1, 0, 0});
    ExpectEven({hole, hole, hole}, {0, .5, .5}, {0, 1, 0}, {0});
    ExpectEven({4, hole, hole}, {0, .5, .5}, {0, 1, 0}, {0});
    ExpectEven({4, hole, 4, hole}, {0, .5, 0, .5}, {0, 1, 0, 0}, {0, 2});
    ExpectEven({4, hole}, {0, 1}, {0, 1}, {0});
    ExpectEven({hole}, {1}, {1}, {0});
    ExpectEven({hole, 3, hole}, {0, 1, 0}, {0, 1, 0}, {0, 1, 2});
  }
  ExpectEven({7}, {1}, {1}, {0});
}

TEST(Sampler, ABannedTokenIsNeverDrawnButKeepsItsOwnProbability) {
  const auto logits = RandomLogits(20, 12);
  const auto counts = Count(std::vector<int>{0, 5, 5, 19}, 20);
  Sampler sampler(20);
  sampler.Compute(logits, {}, {});
  const auto top = sampler.Top(9);
  std::vector<int> most(top.begin(), top.end());
  std::ranges::sort(most);
  for (const auto& banned : std::vector<std::vector<int>>{
           {sampler.Top(1)[0]}, {0}, {19}, {0, 1, 2, 18, 19}, most}) {
    Sampler banning(20, banned);
    for (const double t : kTemperatures) {
      for (auto options : Truncations(t)) {
        for (const double penalty : {1.0, 1.7}) {
          options.repetition_penalty = penalty;
          banning.Compute(logits, counts, options);
          double sum = 0;
          for (int id = 0; id < 20; ++id)
            sum += banning.SamplingProbability(id);
          EXPECT_NEAR(sum, 1, 1e-6);
          EXPECT_NEAR(banning.Entropy(), sampler.Entropy(), 1e-6);
          for (const int id : banned) {
            EXPECT_EQ(banning.SamplingProbability(id), 0);
            EXPECT_NEAR(banning.Probability(id), sampler.Probability(id), 1e-7);
            for (const double u : {0.0, 0.5, 0.999999}) {
              EXPECT_NE(banning.Draw(u), id);
            }
          }
        }
      }
    }
  }
}

TEST(Sampler, BanningIsAsIfTheTokensWereNotThere) {
  const auto logits = RandomLogits(300, 13);
  const std::vector<int> banned = {0, 7, 8, 255, 256, 299};
  std::vector<float> others;
  for (int id = 0; id < 300; ++id) {
    if (!std::ranges::binary_search(banned, id)) others.push_back(logits[id]);
  }
  Sampler banning(300, banned), without(others.size());
  for (const double t : kTemperatures) {
    for (const auto& options : Truncations(t)) {
      banning.Compute(logits, {}, options);
      without.Compute(others, {}, options);
      for (int id = 0, other = 0; id < 300; ++id) {
        if (std::ranges::binary_search(banned, id)) continue;
        EXPECT_NEAR(banning.SamplingProbability(id),
                    without.SamplingProbability(other++), 1e-6);
      }
    }
  }
}

TEST(Sampler, HugeLogitsAndPenaltiesMakeNoNan) {
  constexpr float kMax = std::numeric_limits<float>::max();
  const std::vector<float> logits = {kMax, -kMax, 0, kMax, 1, -kInf, kInf};
  for (const std::size_t size : {4, 5, 6, 7}) {
    TokenCounts counts(size);
    for (std::size_t id = 0; id < size; ++id) counts.Add(static_cast<int>(id));
    counts.Add(static_cast<int>(size) - 1);
    for (const double t : kTemperatures) {
      for (auto options : Truncations(t)) {
        for (const double penalty : {1e-6, 1.0, 1e6}) {
          options.repetition_penalty = penalty;
          options.presence_penalty = -1e6;
          options.frequency_penalty = 1e6;
          ASSERT_TRUE(Validate(options));
          Sampler sampler(size);
          sampler.Compute(std::span(logits).first(size), counts, options);
          double sum = 0;
          for (const double p : SamplingProbabilities(sampler, size)) sum += p;
          EXPECT_NEAR(sum, 1, 1e-14);
        }
      }
    }
  }
}

TEST(Sampler, DrawGivesATokenThatHasAProbability) {
  const double below_one = std::nextafter(1.0, 0.0);
  for (const std::size_t size : {1, 3, 65, 1000}) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      auto logits = RandomLogits(size, seed);
      if (size > 1) logits.front() = logits.back() = -kInf;
      const std::vector<int> banned = {1};
      Sampler sampler(size, std::span(banned).first(size > 2 ? 1 : 0));
      for (const auto& options : Truncations(0.7)) {
        sampler.Compute(logits, {}, options);
        for (const double u : {0.0, 1e-17, 0.5, 1 - 1e-9, below_one}) {
          EXPECT_GT(sampler.SamplingProbability(sampler.Draw(u)), 0);
        }
      }
    }
  }
}

}  // namespace
}  // namespace lukewarm
