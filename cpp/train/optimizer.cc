#include "train/optimizer.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kernels/lanes.h"
#include "kernels/rows.h"

namespace lukewarm::train {
namespace {

constexpr double kEpsilon = 1e-8;
constexpr std::size_t kBlock = 4096;  // elements whose squares sum in float

// The standard library's pow and cos differ from machine to machine in their
// last bits; these do not.

// base^exponent by repeated squaring.
double Power(double base, std::size_t exponent) {
  double power = 1;
  for (; exponent > 0; exponent /= 2, base *= base) {
    if (exponent % 2 == 1) power *= base;
  }
  return power;
}

// (1 + cos(pi x)) / 2 for x in [0, 1], that is sin^2(pi (1 - x) / 2): Taylor
// about the nearer end, where the first term left out is below 1e-14.
double HalfCosine(double x) {
  const double near = x < 0.5 ? x : 1 - x;
  const double angle = std::numbers::pi / 2 * near;
  double sine = 0;
  for (int n = 17; n >= 1; n -= 2) {
    sine = 1 - sine * angle * angle / ((n + 1) * (n + 2));
  }
  sine *= angle;
  return x < 0.5 ? 1 - sine * sine : sine * sine;
}

}  // namespace

double LearningRate(const TrainOptions& options, std::size_t step,
                    std::size_t total, std::size_t plateaus) {
  const double progress =
      static_cast<double>(step) / static_cast<double>(total);
  double factor = 1;
  if (options.decay == LearningRateDecay::kLinear) factor = 1 - progress;
  if (options.decay == LearningRateDecay::kCosine) {
    factor = HalfCosine(progress);
  }
  if (options.decay == LearningRateDecay::kPlateau) {
    factor = 1 / Power(options.plateau_factor, plateaus);
  }
  if (step < options.warmup_steps) {
    factor *= static_cast<double>(step + 1) /
              static_cast<double>(options.warmup_steps);
  }
  return options.learning_rate * factor;
}

Optimizer::Optimizer(const TrainOptions& options, const ParameterLayout& layout)
    : options_(options),
      layout_(layout),
      weights_(layout.size()),
      average_(options.ema_decay > 0 || options.average_patience > 0
                   ? layout.size()
                   : 0),
      first_moment_(options.optimizer == OptimizerKind::kSgd ? 0
                                                             : layout.size()),
      second_moment_(first_moment_.size()) {}

double Optimizer::Step(const std::vector<float*>& gradients, std::size_t step,
                       double learning_rate,
                       std::optional<std::size_t> mean_from, WorkerPool& pool) {
  const std::size_t blocks = (weights_.size() + kBlock - 1) / kBlock;
  const auto share = [&](std::size_t thread) {
    const Range range = Share(blocks, thread, pool.size());
    return Range{range.begin * kBlock,
                 std::min(range.end * kBlock, weights_.size())};
  };
  std::vector<double> squares(pool.size());
  pool.Run([&](std::size_t thread) {
    const Range range = share(thread);
    for (std::size_t i = range.begin; i < range.end; i += kBlock) {
      const std::size_t count = std::min(kBlock, range.end - i);
      auto sum = MakeRow(gradients[0] + i, count);
      for (std::size_t g = 1; g < gradients.size(); ++g) {
        sum += MakeRow(gradients[g] + i, count);
      }
      squares[thread] += SumOfSquaresInLanes(sum.data(), count);
    }
  });
  double total = 0;
  for (const double square : squares) total += square;
  const double norm = std::sqrt(total);
  if (!std::isfinite(norm)) return norm;
  const double limit = options_.max_grad_norm;
  const double scale = limit > 0 && norm > limit ? limit / norm : 1;
  const auto number = static_cast<double>(step);
  double decay = std::min(options_.ema_decay, (1 + number) / (10 + number));
  if (mean_from) {
    const auto averaged = static_cast<double>(step - *mean_from);
    decay = averaged / (averaged + 1);
  }

  pool.Run([&](std::size_t thread) {
    const Range range = share(thread);
    for (const PlacedParameter& parameter : layout_.parameters()) {
      const std::size_t begin = std::max(range.begin, parameter.offset);
      const std::size_t end =
          std::min(range.end, parameter.offset + parameter.size());
      if (begin >= end) continue;
      Update(begin, end, gradients[0], scale, step, learning_rate,
             parameter.shape.size() > 1 ? options_.weight_decay : 0, decay);
    }
  });
  return norm;
}

void Optimizer::Update(std::size_t begin, std::size_t end,
                       const float* gradient, double scale, std::size_t step,
                       double learning_rate, double weight_decay,
                       double average_decay) {
  float* __restrict weights = weights_.data();
  if (options_.optimizer == OptimizerKind::kSgd) {
    const auto keep = static_cast<float>(1 - learning_rate * weight_decay);
    const auto rate = static_cast<float>(learning_rate * scale);
    for (std::size_t i = begin; i < end; ++i) {
      weights[i] = keep * weights[i] - rate * gradient[i];
    }
  } else {
    UpdateAdam(begin, end, gradient, scale, step, learning_rate, weight_decay);
  }
  if (average_.empty()) return;
  const auto decay = static_cast<float>(average_decay);
  float* __restrict average = average_.data();
  for (std::size_t i = begin; i < end; ++i) {
    average[i] = decay * average[i] + (1 - decay) * weights[i];
  }
}

void Optimizer::UpdateAdam(std::size_t begin, std::size_t end,
                           const float* gradient, double scale,
                           std::size_t step, double learning_rate,
                           double weight_decay) {
  const auto rate =
      static_cast<float>(learning_rate / (1 - Power(options_.beta1, step + 1)));
  const auto correction =
      static_cast<float>(1 / std::sqrt(1 - Power(options_.beta2, step + 1)));
  const bool apart = options_.optimizer == OptimizerKind::kAdamW;
  const auto shrink =
      static_cast<float>(apart ? 1 - learning_rate * weight_decay : 1);
  const auto pull = static_cast<float>(apart ? 0 : weight_decay);
  const auto factor = static_cast<float>(scale);
  const auto beta1 = static_cast<float>(options_.beta1);
  const auto beta2 = static_cast<float>(options_.beta2);
  constexpr auto epsilon = static_cast<float>(kEpsilon);
  float* __restrict weights = weights_.data();
  float* __restrict first = first_moment_.data();
  float* __restrict second = second_moment_.data();
  for (std::size_t i = begin; i < end; ++i) {
    const float g = gradient[i] * factor + pull * weights[i];
    first[i] = beta1 * first[i] + (1 - beta1) * g;
    second[i] = beta2 * second[i] + (1 - beta2) * g * g;
    weights[i] =
        shrink * weights[i] -
        rate * first[i] / (std::sqrt(second[i]) * correction + epsilon);
  }
}

}  // namespace lukewarm::train
