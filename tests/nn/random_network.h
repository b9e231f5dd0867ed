// Networks of every kind with random weights.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstring>
#include <deque>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "base/rng.h"
#include "model/config.h"
#include "model/tensor.h"
#include "nn/plan.h"

namespace lukewarm {

inline LayerConfig Embedding(std::size_t size) {
  return {.kind = LayerKind::kEmbedding, .size = size};
}
inline LayerConfig OneHot() { return {.kind = LayerKind::kOneHot}; }
inline LayerConfig Recurrent(LayerKind kind, std::size_t units) {
  return {.kind = kind, .size = units};
}
inline LayerConfig Gru(std::size_t units, GruReset reset) {
  return {.kind = LayerKind::kGru, .size = units, .reset = reset};
}
inline LayerConfig Last(LayerConfig layer) {
  layer.return_sequences = false;
  return layer;
}
inline LayerConfig Bidirectional(const LayerConfig& layer) {
  return {.kind = LayerKind::kBidirectional, .layer = {layer}};
}
inline LayerConfig Dense(std::size_t units, Activation activation) {
  return {.kind = LayerKind::kDense, .size = units, .activation = activation};
}
inline LayerConfig Output() { return {.kind = LayerKind::kOutput}; }
inline LayerConfig Tied(std::size_t embedding) {
  return {.kind = LayerKind::kOutput, .tied = embedding};
}

inline constexpr std::size_t kRandomVocab = 23;

struct NamedNetwork {
  std::string name;
  NetworkConfig config;

  friend void PrintTo(const NamedNetwork& network, std::ostream* out) {
    *out << network.name;
  }
};

inline constexpr std::pair<const char*, Activation> kActivations[] = {
    {"Linear", Activation::kLinear},
    {"Tanh", Activation::kTanh},
    {"Sigmoid", Activation::kSigmoid},
    {"Relu", Activation::kRelu},
    {"HardSigmoid", Activation::kHardSigmoid},
    {"HardSigmoidKeras2", Activation::kHardSigmoidKeras2}};

// Stateful stacks that can be trained: every recurrent layer with every
// activation, after one-hot ids and an embedding, mixed, with what may stand
// between and behind them.
inline std::vector<NamedNetwork> TrainableNetworks() {
  std::vector<NamedNetwork> all;
  const auto add = [&](std::string name, std::vector<LayerConfig> layers) {
    all.push_back({std::move(name), {kRandomVocab, std::move(layers)}});
  };
  const LayerConfig rnn = Recurrent(LayerKind::kRnn, 17);
  const LayerConfig lstm = Recurrent(LayerKind::kLstm, 12);
  const LayerConfig after = Gru(9, GruReset::kAfter);
  const LayerConfig before = Gru(33, GruReset::kBefore);
  const std::pair<const char*, LayerConfig> cells[] = {
      {"Rnn", rnn}, {"Lstm", lstm}, {"Gru", after}, {"GruBefore", before}};
  for (const auto& [cell, layer] : cells) {
    const std::string name = cell;
    add(name + "OneHot", {OneHot(), layer, Output()});
    add(name + "Embedding", {Embedding(5), layer, Output()});
    for (const auto& [activation_name, activation] : kActivations) {
      LayerConfig changed = layer;
      changed.activation = activation;
      add(name + activation_name, {Embedding(5), changed, Output()});
      if (layer.kind == LayerKind::kRnn) continue;
      changed = layer;
      changed.recurrent_activation = activation;
      add(name + "Recurrent" + activation_name,
          {Embedding(5), changed, Output()});
    }
  }
  for (const auto& [name, activation] : kActivations) {
    add(std::string("Dense") + name,
        {Embedding(6), after, Dense(7, activation), Output()});
  }
  add("Mixed", {Embedding(6), lstm, after, rnn, before, Output()});
  add("Tied", {Embedding(12), rnn, lstm, Tied(0)});
  add("TiedProjection",
      {Embedding(6), lstm, Dense(6, Activation::kLinear), Tied(0)});
  add("LayerNorm", {Embedding(6),
                    lstm,
                    {.kind = LayerKind::kLayerNorm},
                    after,
                    {.kind = LayerKind::kLayerNorm},
                    Output()});
  add("OneHotDense", {OneHot(), Dense(7, Activation::kTanh), rnn, Output()});
  return all;
}

inline std::vector<NamedNetwork> StatefulNetworks() {
  std::vector<NamedNetwork> all = TrainableNetworks();
  const auto add = [&](std::string name, std::vector<LayerConfig> layers) {
    all.push_back({std::move(name), {kRandomVocab, std::move(layers)}});
  };
  LayerConfig lstm = Recurrent(LayerKind::kLstm, 12);
  lstm.learned_start = true;
  LayerConfig gru = Gru(9, GruReset::kBefore);
  gru.learned_start = true;
  add("LearnedStart", {Embedding(5), lstm, gru, Output()});
  add("ScaledId", {{.kind = LayerKind::kScaledId, .divisor = 23},
                   Recurrent(LayerKind::kLstm, 10),
                   Output()});
  add("Skip", {Embedding(5),
               Recurrent(LayerKind::kLstm, 8),
               Recurrent(LayerKind::kRnn, 6),
               {.kind = LayerKind::kConcatenate, .inputs = {0, 1, 2}},
               Output()});
  add("SkipOneHot", {OneHot(),
                     Recurrent(LayerKind::kLstm, 8),
                     {.kind = LayerKind::kConcatenate, .inputs = {0, 1}},
                     Output()});
  add("BigramOneHot", {OneHot(), Output()});
  return all;
}

inline std::vector<NamedNetwork> WindowNetworks() {
  std::vector<NamedNetwork> all;
  const auto add = [&](std::string name, std::vector<LayerConfig> layers,
                       std::optional<Padding> padding) {
    all.push_back(
        {std::move(name), {kRandomVocab, std::move(layers), {7, padding}}});
  };
  const LayerConfig lstm = Recurrent(LayerKind::kLstm, 10);
  const LayerConfig gru = Gru(9, GruReset::kAfter);
  add("Window", {OneHot(), lstm, Output()}, {});
  add("WindowLast", {OneHot(), Last(lstm), Output()}, {});
  add("PadRead", {Embedding(5), Last(lstm), Output()}, Padding{0, false});
  add("PadMasked", {Embedding(5), Last(lstm), Output()}, Padding{0, true});
  add("BidirectionalLast", {Embedding(5), Bidirectional(Last(lstm)), Output()},
      Padding{0, false});
  add("BidirectionalOneHot", {OneHot(), Bidirectional(Last(gru)), Output()},
      {});
  add("Exercise",
      {Embedding(5), Bidirectional(lstm), Last(gru),
       Dense(11, Activation::kRelu), Output()},
      Padding{0, true});
  add("Textgenrnn",
      {Embedding(5),
       lstm,
       Recurrent(LayerKind::kLstm, 8),
       {.kind = LayerKind::kConcatenate, .inputs = {0, 1, 2}},
       {.kind = LayerKind::kAttentionAverage},
       Output()},
      Padding{0, false});
  const LayerConfig flatten = {.kind = LayerKind::kFlatten};
  add("Flatten",
      {Embedding(5), flatten, Dense(11, Activation::kTanh), Output()},
      Padding{0, false});
  add("FlattenUnpadded", {Embedding(5), lstm, flatten, Output()}, {});
  add("FlattenOneHot",
      {OneHot(), flatten, Dense(9, Activation::kRelu), Output()}, {});
  add("FlattenJoined",
      {Embedding(5),
       flatten,
       {.kind = LayerKind::kConcatenate, .inputs = {1, 1}},
       Output()},
      Padding{0, false});
  return all;
}

inline std::vector<NamedNetwork> EveryNetwork() {
  std::vector<NamedNetwork> all = StatefulNetworks();
  for (NamedNetwork& network : WindowNetworks()) {
    all.push_back(std::move(network));
  }
  return all;
}

// Whether a gate or a state may grow from token to token.
inline bool IsUnbounded(const LayerConfig& layer) {
  const auto unbounded = [](Activation activation) {
    return activation == Activation::kLinear || activation == Activation::kRelu;
  };
  switch (layer.kind) {
    case LayerKind::kRnn:
    case LayerKind::kGru:
    case LayerKind::kLstm:
      return unbounded(layer.activation) ||
             unbounded(layer.recurrent_activation);
    default:
      return false;
  }
}

// f32 tensors for a network, livelier than trained ones where no number can
// grow without end.
class RandomTensors {
 public:
  RandomTensors(const NetworkConfig& config, std::uint64_t seed) : rng_(seed) {
    const auto plans = PlanNetwork(config);
    const double reach =
        std::ranges::any_of(config.layers, IsUnbounded) ? 0.6 : 1.5;
    for (const LayerPlan& plan : *plans) {
      for (const Parameter& parameter : plan.parameters) {
        auto& bytes = blocks_.emplace_back(parameter.size() * 4);
        for (std::size_t i = 0; i < parameter.size(); ++i) {
          const double uniform = 2 * rng_.NextDouble() - 1;
          const auto value = static_cast<float>(
              parameter.ones
                  ? 1 + 0.3 * uniform
                  : uniform *
                        (parameter.limit > 0 ? reach * parameter.limit : 0.5));
          std::memcpy(&bytes[4 * i], &value, 4);
        }
        tensors[parameter.name] = {DType::kF32, parameter.shape, bytes};
      }
    }
  }

  int Id() { return static_cast<int>(rng_.NextU64() % kRandomVocab); }
  std::vector<int> Ids(std::size_t count) {
    std::vector<int> ids(count);
    for (int& id : ids) id = Id();
    return ids;
  }

  TensorMap tensors;

 private:
  Rng rng_;
  std::deque<std::vector<std::uint8_t>> blocks_;
};

}  // namespace lukewarm
