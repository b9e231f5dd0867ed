#include "sampling/keras_sample.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>

#include "kernels/elementwise.h"
#include "sampling/draw.h"

namespace lukewarm {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Result<void> Check(std::span<const double> probabilities, double temperature) {
  const auto refuse = [](std::string message) {
    return Fail(ErrorCode::kInvalidArgument, std::move(message));
  };
  if (!(temperature >= 0)) {
    return refuse(
        "temperature must be 0 (always the most probable) or greater.");
  }
  if (probabilities.empty()) {
    return refuse(
        "There are no probabilities to draw from: the list is empty.");
  }
  bool any = false;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    const double p = probabilities[i];
    if (!(p >= 0) || p == kInfinity) {
      const char* what = p != p ? "NaN" : p < 0 ? "negative" : "infinite";
      return refuse("Probability " + std::to_string(i) + " is " + what +
                    ": all must be finite and at least 0.");
    }
    any = any || p > 0;
  }
  if (!any) {
    return refuse("All probabilities are 0: at least one must be greater.");
  }
  return {};
}

}  // namespace

Result<std::vector<double>> Reweight(std::span<const double> probabilities,
                                     double temperature) {
  if (const auto ok = Check(probabilities, temperature); !ok) {
    return std::unexpected(ok.error());
  }
  std::vector<double> weights(probabilities.size());
  const auto largest =
      std::max_element(probabilities.begin(), probabilities.end());
  if (temperature == 0) {
    weights[largest - probabilities.begin()] = 1;
    return weights;
  }
  // The largest logit is subtracted before the division: no temperature,
  // however small, overflows.
  const double max = Log(*largest);
  double sum = 0;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    if (probabilities[i] == 0) continue;
    weights[i] = Exp((Log(probabilities[i]) - max) / temperature);
    sum += weights[i];
  }
  for (double& weight : weights) weight /= sum;
  return weights;
}

Result<int> KerasSample(std::span<const double> probabilities,
                        double temperature, double uniform) {
  const auto weights = Reweight(probabilities, temperature);
  if (!weights) return std::unexpected(weights.error());
  if (!(uniform >= 0 && uniform < 1)) {
    return Fail(ErrorCode::kInvalidArgument,
                "The random number must be at least 0 and less than 1.");
  }
  return Draw(*weights, uniform);
}

}  // namespace lukewarm
