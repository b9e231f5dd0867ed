// Logits, option grids and readings for the tests of the sampler.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "base/rng.h"
#include "sampling/sampler.h"

namespace lukewarm {

// About normal with standard deviation 3; multiples of 2^-10, so that adding a
// power of two is exact.
inline std::vector<float> RandomLogits(std::size_t size, std::uint64_t seed) {
  Rng rng(seed);
  std::vector<float> logits(size);
  for (float& logit : logits) {
    double sum = 0;
    for (int i = 0; i < 12; ++i) sum += rng.NextDouble() - 0.5;
    logit = static_cast<float>(std::round(3 * sum * 1024) / 1024);
  }
  return logits;
}

// Every truncation, alone and together, in both orders, at temperature t.
inline std::vector<SamplingOptions> Truncations(double t) {
  const SamplingOptions shapes[] = {
      {},
      {.top_k = 1},
      {.top_k = 7},
      {.top_p = 0},
      {.top_p = 0.6},
      {.top_p = 0.95},
      {.min_p = 0.05},
      {.min_p = 1},
      {.typical_p = 0},
      {.typical_p = 0.5},
      {.typical_p = 0.95},
      {.top_k = 9, .top_p = 0.9},
      {.top_k = 9, .top_p = 0.9, .min_p = 0.02, .typical_p = 0.9},
  };
  std::vector<SamplingOptions> all;
  for (SamplingOptions options : shapes) {
    options.temperature = t;
    for (const auto order :
         {SamplingOrder::kTemperatureFirst, SamplingOrder::kTemperatureLast}) {
      options.order = order;
      all.push_back(options);
    }
  }
  return all;
}

inline TokenCounts Count(std::span<const int> text, std::size_t vocab_size) {
  TokenCounts counts(vocab_size);
  for (const int id : text) counts.Add(id);
  return counts;
}

// The sampling probabilities of all tokens.
inline std::vector<double> SamplingProbabilities(const Sampler& sampler,
                                                 std::size_t vocab_size) {
  std::vector<double> probabilities(vocab_size);
  for (std::size_t i = 0; i < vocab_size; ++i) {
    probabilities[i] = sampler.SamplingProbability(static_cast<int>(i));
  }
  return probabilities;
}

}  // namespace lukewarm
