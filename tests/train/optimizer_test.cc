#include "train/optimizer.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/istreamwrapper.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
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
       {std::tuple(OptimizerKind::kSgd, 0.9, 0.999),
        std::tuple(OptimizerKind::kAdam, 0.9, 0.999),
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
          if (kind != OptimizerKind::kAdamW) g += lambda * w[i];
          m[i] = beta1 * m[i] + (1 - beta1) * g;
          v[i] = beta2 * v[i] + (1 - beta2) * g * g;
          if (kind == OptimizerKind::kAdamW) w[i] -= 0.01 * lambda * w[i];
          w[i] -= kind == OptimizerKind::kSgd
                      ? 0.01 * g
                      : 0.01 * (m[i] / (1 - std::pow(beta1, number))) /
                            (std::sqrt(v[i] / (1 - std::pow(beta2, number))) +
                             1e-8);
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

// tests/golden/optimizer.json, made by make_optimizer.py.
TEST(Optimizer, EqualsPyTorchs) {
  NetworkConfig network;
  network.vocab_size = 3;
  network.layers = MakeLayers({.layers = "embedding 2, rnn 2"}).value();
  const auto plans = PlanNetwork(network).value();
  const ParameterLayout layout(plans);
  std::ifstream file(LUKEWARM_TESTS_DIR "/golden/optimizer.json");
  rapidjson::IStreamWrapper stream(file);
  rapidjson::Document document;
  document.ParseStream<rapidjson::kParseFullPrecisionFlag>(stream);
  ASSERT_TRUE(document.IsObject());
  // The file has no gaps between two tensors.
  const auto for_each = [&](const rapidjson::Value& numbers, auto use) {
    rapidjson::SizeType next = 0;
    for (const PlacedParameter& p : layout.parameters()) {
      for (std::size_t i = 0; i < p.size(); ++i) {
        use(p.offset + i, numbers[next++].GetDouble());
      }
    }
    EXPECT_EQ(next, numbers.Size());
  };
  WorkerPool pool(1);
  for (const auto& json : document["cases"].GetArray()) {
    const std::string_view kind = json["optimizer"].GetString();
    TrainOptions options;
    options.optimizer = kind == "sgd"    ? OptimizerKind::kSgd
                        : kind == "adam" ? OptimizerKind::kAdam
                                         : OptimizerKind::kAdamW;
    options.weight_decay = json["weight_decay"].GetDouble();
    options.max_grad_norm = json["max_grad_norm"].GetDouble();
    options.ema_decay = 0;
    options.average_patience = 1;
    std::optional<std::size_t> mean_from;
    Optimizer optimizer(options, layout);
    for_each(json["start"], [&](std::size_t i, double value) {
      optimizer.weights()[i] = static_cast<float>(value);
    });
    for (rapidjson::SizeType step = 0; step < json["steps"].Size(); ++step) {
      // Its average leaves out the weights of its first step.
      if (json.HasMember("average_from") &&
          step > json["average_from"].GetUint()) {
        mean_from = json["average_from"].GetUint() + 1;
      }
      const auto& golden = json["steps"][step];
      AlignedVector<float> gradient(layout.size());
      for_each(golden["gradient"], [&](std::size_t i, double value) {
        gradient[i] = static_cast<float>(value);
      });
      optimizer.Step({gradient.data()}, step, json["lr"].GetDouble(), mean_from,
                     pool);
      for_each(golden["weights"], [&](std::size_t i, double value) {
        EXPECT_NEAR(optimizer.weights()[i], value, 2e-5) << kind << step;
      });
      for_each(golden["average"], [&](std::size_t i, double value) {
        EXPECT_NEAR(optimizer.average()[i], value, 2e-5) << kind << step;
      });
    }
  }
}

TEST(Optimizer, AverageIsTheMeanOfTheWeightsSinceAStep) {
  const ParameterLayout layout = Small();
  for (const auto& [kind, ema_decay] : {std::pair(OptimizerKind::kAdamW, 0.0),
                                        std::pair(OptimizerKind::kAdamW, 0.9),
                                        std::pair(OptimizerKind::kSgd, 0.0)}) {
    TrainOptions options;
    options.optimizer = kind;
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
      const double rate = LearningRate(options, step, 1000, 0);
      EXPECT_GT(rate, before);
      before = rate;
    }
    EXPECT_NEAR(before, 2, 0.05);
    for (std::size_t step = 10; step < 1000; ++step) {
      const double rate = LearningRate(options, step, 1000, 0);
      EXPECT_LE(rate, 2);
      if (step > 10) {
        EXPECT_LE(rate, before);
      }
      before = rate;
    }
    EXPECT_NEAR(before, decay == LearningRateDecay::kConstant ? 2 : 0, 0.01);
  }
}

TEST(LearningRate, IsDividedAtEachPlateau) {
  TrainOptions options;
  options.learning_rate = 20;
  options.warmup_steps = 0;
  options.decay = LearningRateDecay::kPlateau;
  for (const double factor : {4.0, 2.5}) {
    options.plateau_factor = factor;
    for (std::size_t plateaus = 0; plateaus < 6; ++plateaus) {
      for (const std::size_t step : {0, 999}) {
        EXPECT_DOUBLE_EQ(LearningRate(options, step, 1000, plateaus),
                         20 / std::pow(factor, plateaus));
      }
    }
  }
}

}  // namespace
}  // namespace lukewarm::train
