#include "sampling/softmax.h"

#include <array>
#include <cstddef>
#include <limits>

#include "kernels/elementwise.h"

namespace lukewarm {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kLanes = 8;

}  // namespace

double Max(std::span<const double> values) {
  std::array<double, kLanes> lanes;
  lanes.fill(-kInfinity);
  const auto keep = [&lanes](std::size_t lane, double value) {
    lanes[lane] = value > lanes[lane] ? value : lanes[lane];
  };
  std::size_t i = 0;
  for (; i + kLanes <= values.size(); i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      keep(lane, values[i + lane]);
    }
  }
  for (; i < values.size(); ++i) keep(0, values[i]);
  for (const double value : lanes) keep(0, value);
  return lanes[0];
}

double Sum(std::span<const double> values) {
  std::array<double, kLanes> lanes{};
  std::size_t i = 0;
  for (; i + kLanes <= values.size(); i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      lanes[lane] += values[i + lane];
    }
  }
  for (std::size_t lane = 0; i < values.size(); ++i, ++lane) {
    lanes[lane] += values[i];
  }
  return ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) +
         ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));
}

double MakeFinite(std::span<double> logits) {
  const double max = Max(logits);
  if (max == kInfinity) {
    for (double& logit : logits) logit = logit == kInfinity ? 0 : -kInfinity;
    return 0;
  }
  if (max == -kInfinity) {
    for (double& logit : logits) logit = 0;
    return 0;
  }
  return max;
}

void ExpScaled(std::span<const double> logits, double max, double temperature,
               std::span<double> out) {
  for (std::size_t i = 0; i < logits.size(); ++i) {
    const double below = logits[i] - max;
    // -infinity / infinity would be NaN.
    out[i] = below == -kInfinity ? -kInfinity : below / temperature;
  }
  ExpInPlace(out);
}

}  // namespace lukewarm
