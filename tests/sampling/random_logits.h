// Logits and option grids for the tests of the sampler.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "base/rng.h"
#include "sampling/options.h"

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

}  // namespace lukewarm
