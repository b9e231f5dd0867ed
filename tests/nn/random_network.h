// Networks of every layer, in sizes that are awkward for vectors of 4, 8 or 16
// numbers, with random weights.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <vector>

#include "base/rng.h"
#include "nn/plan.h"

namespace lukewarm {

// A network with its f32 tensors.
class RandomNetwork {
 public:
  RandomNetwork(const NetworkConfig& network, std::uint64_t seed)
      : config(network), rng_(seed) {
    const auto plans = PlanNetwork(config);
    EXPECT_TRUE(plans.has_value());
    for (const LayerPlan& plan : *plans) {
      for (const Parameter& parameter : plan.parameters) Add(parameter);
    }
  }

  RandomNetwork(const RandomNetwork&) = delete;

  std::vector<int> Ids(std::size_t count) {
    std::vector<int> ids;
    while (ids.size() < count) {
      ids.push_back(static_cast<int>(rng_.NextU64() % config.vocab_size));
    }
    return ids;
  }

  const NetworkConfig config;
  TensorMap tensors;

 private:
  void Add(const Parameter& parameter) {
    // Livelier than trained ones: gates open and close.
    const double limit =
        parameter.use == Parameter::Use::kProduct
            ? 1.5 / std::sqrt(static_cast<double>(parameter.shape[1]))
            : 0.5;
    auto& bytes = blocks_.emplace_back(parameter.size() * 4);
    for (std::size_t i = 0; i < parameter.size(); ++i) {
      const auto value =
          static_cast<float>((2 * rng_.NextDouble() - 1) * limit);
      std::memcpy(&bytes[4 * i], &value, 4);
    }
    tensors[parameter.name] = {DType::kF32, parameter.shape, bytes};
  }

  Rng rng_;
  std::deque<std::vector<std::uint8_t>> blocks_;
};

inline std::vector<NetworkConfig> AwkwardNetworks() {
  using enum LayerKind;
  const LayerConfig output{.kind = kOutput};
  const auto embedding = [](std::size_t size) {
    return LayerConfig{.kind = kEmbedding, .size = size};
  };
  std::vector<LayerConfig> cells = {
      {.kind = kRnn},
      {.kind = kRnn, .activation = Activation::kRelu},
      {.kind = kGru},
      {.kind = kGru, .reset = GruReset::kBefore},
      {.kind = kLstm},
      {.kind = kLstm, .learned_start = true}};
  std::vector<NetworkConfig> all;
  const auto add = [&](std::vector<LayerConfig> layers,
                       ContextConfig context = {}) {
    all.push_back({23, std::move(layers), context});
  };
  for (const LayerConfig& cell : cells) {
    const auto sized = [&](std::size_t size) {
      LayerConfig layer = cell;
      layer.size = size;
      return layer;
    };
    LayerConfig last = sized(18);
    last.return_sequences = false;
    const LayerConfig both{.kind = kBidirectional, .layer = {sized(9)}};
    add({{.kind = kOneHot}, sized(33), output});
    add({embedding(5), sized(17), output});
    add({embedding(12), sized(40), sized(7), sized(12),
         {.kind = kOutput, .tied = 0}});
    add({{.kind = kOneHot}, sized(1), sized(2), output});
    add({embedding(5), both, last, output}, {6, Padding{3, false}});
    add({embedding(5), both, last, output}, {6, Padding{3, true}});
  }
  add({{.kind = kScaledId, .divisor = 23}, {.kind = kLstm, .size = 19},
       {.kind = kLayerNorm},
       {.kind = kDense, .size = 35, .activation = Activation::kRelu},
       {.kind = kGru, .size = 6}, {.kind = kConcatenate, .inputs = {2, 4}},
       {.kind = kLayerNorm, .epsilon = 1e-3},
       {.kind = kDense, .size = 13, .activation = Activation::kLinear},
       output});
  add({embedding(10), {.kind = kLstm, .size = 21}, {.kind = kLstm, .size = 21},
       {.kind = kConcatenate, .inputs = {0, 1, 2}},
       {.kind = kAttentionAverage}, output},
      {5, Padding{0, false}});
  return all;
}

}  // namespace lukewarm
