#include "sampling/softmax.h"

#include <limits>

#include "kernels/elementwise.h"
#include "kernels/lanes.h"

namespace lukewarm {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

double Max(std::span<const double> values) {
  return MaxInLanes(values.data(), values.size());
}

double Sum(std::span<const double> values) {
  return SumInLanes(values.data(), values.size());
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
  for (double& value : out) value = Exp(value);
}

}  // namespace lukewarm
