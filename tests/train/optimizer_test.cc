#include "train/optimizer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>
#include <vector>

#include "base/rng.h"
#include "train/layer_list.h"

namespace lukewarm::train {
namespace {

ParameterLayout Small() {
  NetworkConfig network;
  network.vocab_size = 70;
  network.layers =
      MakeLayers({.layers = "embedding 33, gru 40, layer-norm"}).value();
  const auto plans = PlanNetwork(network).value();
  return ParameterLayout(plans);
}

AlignedVector<float> Noise(std::size_t size, std::uint64_t seed) {
  Rng random(seed);
  AlignedVector<float> values(size);
  for (float& value : values) {
    value = static_cast<float>(random.NextDouble() - 0.5);
  }
  return values;
}

// Kingma and Ba 2015, Algorithm 1, and Loshchilov and Hutter 2019, Algorithm 2,
// in double precision.
TEST(Optimizer, EqualsThePublishedAlgorithms) {
  const ParameterLayout layout = Small();
  for (const auto& [kind, beta1, beta2] :
       {std::tuple(OptimizerKind::kAdam, 0.9, 0.999),
        std::tuple(OptimizerKind::kAdamW, 0.9, 0.999),
        std::tuple(OptimizerKind::kAdamW, 0.0, 0.99)}) {
    TrainOptions options;
    options.optimizer = kind;
    options.beta1 = beta1;
    options.beta2 = beta2;
    options.weight_decay = 0.1;
    options.max_grad_norm = 2;
    options.ema_decay = 0.99;
    Optimizer optimizer(options, layout);
    optimizer.weights() = Noise(layout.size(), 1);
    const std::size_t size = layout.size();
    std::vector<double> w(size), m(size), v(size), average(size);
    std::ranges::copy(optimizer.weights(), w.begin());
    std::ranges::copy(optimizer.weights(), average.begin());
    optimizer.average() = optimizer.weights();
    WorkerPool pool(2);
    for (std::size_t step = 0; step < 5; ++step) {
      AlignedVector<float> one(size), other(size);
      double square = 0;
      for (const PlacedParameter& p : layout.parameters()) {
        const auto noise = Noise(p.size(), 10 + step + p.offset);
        for (std::size_t i = 0; i < p.size(); ++i) {
          one[p.offset + i] = noise[i];
          other[p.offset + i] = noise[p.size() - 1 - i] / 2;
          square += std::pow(
              static_cast<double>(one[p.offset + i]) + other[p.offset + i], 2);
        }
      }
      const std::vector<float> first(one.begin(), one.end());
      const double norm =
          optimizer.Step({one.data(), other.data()}, step, 0.01, {}, pool);
      EXPECT_NEAR(norm, std::sqrt(square), 1e-5 * norm);
      const double number = static_cast<double>(step) + 1;
      for (const PlacedParameter& p : layout.parameters()) {
        const double lambda = p.shape.size() > 1 ? 0.1 : 0;
        for (std::size_t i = p.offset; i < p.offset + p.size(); ++i) {
          double g = (static_cast<double>(first[i]) + other[i]) * 2 / norm;
          if (kind == OptimizerKind::kAdam) g += lambda * w[i];
          m[i] = beta1 * m[i] + (1 - beta1) * g;
          v[i] = beta2 * v[i] + (1 - beta2) * g * g;
          if (kind == OptimizerKind::kAdamW) w[i] -= 0.01 * lambda * w[i];
          w[i] -= 0.01 * (m[i] / (1 - std::pow(beta1, number))) /
                  (std::sqrt(v[i] / (1 - std::pow(beta2, number))) + 1e-8);
          const double decay = std::min(0.99, number / (9 + number));
          average[i] = decay * average[i] + (1 - decay) * w[i];
        }
      }
    }
    double worst = 0, worst_average = 0;
    for (std::size_t i = 0; i < size; ++i) {
      worst = std::max(worst, std::abs(w[i] - optimizer.weights()[i]));
      worst_average = std::max(worst_average,
                               std::abs(average[i] - optimizer.average()[i]));
    }
    EXPECT_LT(worst, 5e-6);
    EXPECT_LT(worst_average, 5e-6);
  }
}

TEST(Optimizer, AverageIsTheMeanOfTheWeightsSinceAStep) {
  const ParameterLayout layout = Small();
  for (const double ema_decay : {0.0, 0.9}) {
    TrainOptions options;
    options.ema_decay = ema_decay;
    options.average_patience = 3;
    Optimizer optimizer(options, layout);
    optimizer.weights() = Noise(layout.size(), 1);
    WorkerPool pool(2);
    std::vector<double> sum(layout.size());
    for (std::size_t step = 0; step < 9; ++step) {
      auto gradient = Noise(layout.size(), step);
      const auto from =
          step >= 4 ? std::optional<std::size_t>(4) : std::nullopt;
      optimizer.Step({gradient.data()}, step, 0.01, from, pool);
      if (!from && ema_decay == 0) {
        for (const PlacedParameter& p : layout.parameters()) {
          for (std::size_t i = p.offset; i < p.offset + p.size(); ++i) {
            ASSERT_EQ(optimizer.average()[i], optimizer.weights()[i]);
          }
        }
      }
      if (!from) continue;
      for (const PlacedParameter& p : layout.parameters()) {
        for (std::size_t i = p.offset; i < p.offset + p.size(); ++i) {
          sum[i] += optimizer.weights()[i];
          EXPECT_NEAR(optimizer.average()[i],
                      sum[i] / static_cast<double>(step - 3), 1e-6);
        }
      }
    }
  }
}

TEST(Optimizer, LeavesEverythingAloneWhenTheGradientIsNoNumber) {
  const ParameterLayout layout = Small();
  Optimizer optimizer({}, layout);
  optimizer.weights() = Noise(layout.size(), 1);
  const auto before = optimizer.weights();
  AlignedVector<float> gradient(layout.size());
  gradient[5] = std::numeric_limits<float>::quiet_NaN();
  WorkerPool pool(1);
  EXPECT_TRUE(std::isnan(optimizer.Step({gradient.data()}, 0, 0.1, {}, pool)));
  EXPECT_EQ(optimizer.weights(), before);
}

TEST(LearningRate, RisesThenFallsToZero) {
  TrainOptions options;
  options.learning_rate = 2;
  options.warmup_steps = 10;
  for (const auto decay :
       {LearningRateDecay::kConstant, LearningRateDecay::kLinear,
        LearningRateDecay::kCosine}) {
    options.decay = decay;
    double before = 0;
    for (std::size_t step = 0; step < 10; ++step) {
      const double rate = LearningRate(options, step, 1000);
      EXPECT_GT(rate, before);
      before = rate;
    }
    EXPECT_NEAR(before, 2, 0.05);
    for (std::size_t step = 10; step < 1000; ++step) {
      const double rate = LearningRate(options, step, 1000);
      EXPECT_LE(rate, 2);
      if (step > 10) {
        EXPECT_LE(rate, before);
      }
      before = rate;
    }
    EXPECT_NEAR(before, decay == LearningRateDecay::kConstant ? 2 : 0, 0.01);
  }
}

}  // namespace
}  // namespace lukewarm::train
