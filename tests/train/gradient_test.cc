// Every gradient against central differences, in double precision, through the
// very code that trains in float.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <string>
#include <vector>

#include "base/rng.h"
#include "model/config_names.h"
#include "train/batch_shard.h"
#include "train/layer_list.h"
#include "train/trainable_network.h"

namespace lukewarm::train {
namespace {

constexpr std::size_t kVocab = 7, kStreams = 3, kLength = 5;

struct Case {
  std::string layers;
  bool tied = false;
  bool table = true;  // the vocab is small enough; else products
  DropoutRates dropout = {};

  friend void PrintTo(const Case& c, std::ostream* out) {
    *out << c.layers << (c.tied ? ", tied" : "") << (c.table ? "" : ", rows")
         << ", dropout " << c.dropout.output << ' ' << c.dropout.embedding
         << ' ' << c.dropout.token << ' ' << c.dropout.state << ' '
         << c.dropout.weight << ' ' << c.dropout.locked;
  }
};

std::vector<Case> Cases() {
  std::vector<Case> cases;
  std::vector<std::string> cells;
  for (const std::string_view cell : {"lstm", "gru", "rnn"}) {
    for (const std::string_view activation : kActivationNames) {
      const std::string one =
          std::string(cell) + " 5 activation=" + std::string(activation);
      cells.push_back(one);
      if (cell == "gru") cells.push_back(one + " reset=before");
      if (cell == "rnn") continue;
      const std::string other = std::string(cell) + " 5 recurrent_activation=" +
                                std::string(activation);
      cells.push_back(other);
      if (cell == "gru") cells.push_back(other + " reset=before");
    }
  }
  for (const std::string& cell : cells) {
    cases.push_back({"embedding 3, " + cell});
  }
  for (const std::string_view name :
       {"lstm 4", "gru 4", "gru 4 reset=before", "rnn 4"}) {
    const std::string cell(name);
    cases.push_back({"one-hot, " + cell});
    cases.push_back({"embedding 3, " + cell, false, false});
    cases.push_back({"embedding 4, lstm 5, " + cell, true});
    cases.push_back({"embedding 4, " + cell + ", " + cell, true, false});
    const std::string stack =
        "embedding 3, " + cell + ", layer-norm, gru 6, rnn 5";
    cases.push_back({stack});
    for (const bool locked : {false, true}) {
      cases.push_back({stack, false, false, {0.3, 0.2, 0, 0.3, 0.25, locked}});
      cases.push_back(
          {"one-hot, " + cell, false, true, {0.3, 0, 0, 0.3, 0.25, locked}});
      cases.push_back({"embedding 3, " + cell,
                       false,
                       true,
                       {.output = 0.3, .locked = locked}});
    }
    cases.push_back({"one-hot, " + cell, false, true, {.state = 0.4}});
    cases.push_back({"one-hot, " + cell, false, true, {.weight = 0.4}});
    // An output projection (Press and Wolf 2017 need one where widths differ).
    cases.push_back({"embedding 3, " + cell + ", dense 3", true});
  }
  for (const std::string_view activation : kActivationNames) {
    const std::string dense = "dense 5 activation=" + std::string(activation);
    cases.push_back({"embedding 3, " + dense + ", rnn 4, " + dense});
    cases.push_back({"one-hot, " + dense});
  }
  cases.push_back(
      {"embedding 3, layer-norm, dense 4 activation=relu, gru 5, "
       "lstm 4, layer-norm epsilon=0.1, dense 3",
       true,
       false,
       {0.3, 0.2, 0, 0.3, 0.25, true}});
  for (const bool locked : {false, true}) {
    for (const double elements : {0.0, 0.2}) {
      cases.push_back(
          {"embedding 3, lstm 5, dense 3",
           locked,
           true,
           {.embedding = elements, .token = 0.4, .locked = locked}});
    }
  }
  cases.push_back({"one-hot, layer-norm, rnn 4"});
  cases.push_back({"one-hot"});
  cases.push_back({"embedding 3"});
  cases.push_back({"embedding 3", true, false});
  return cases;
}

class Gradient : public testing::TestWithParam<Case> {};

TEST_P(Gradient, EqualsCentralDifferences) {
  constexpr double kScale = 1.0 / 15, kStep = 1e-5;
  const Case& c = GetParam();
  NetworkConfig config;
  config.vocab_size = kVocab;
  config.layers = MakeLayers({.layers = c.layers, .tied = c.tied}).value();
  const auto trainable = CheckTrainable(config);
  ASSERT_TRUE(trainable.has_value()) << trainable.error().message;
  WorkerPool pool(1);
  TrainableNetwork<double> network(config, c.dropout, 5, c.table ? 1000 : 0);
  AlignedVector<double> weights(network.layout().size());
  InitializeParameters<double>(network.layout(), 3, weights);
  Rng random(9);
  // Away from where hard sigmoids are flat, normalised numbers small, and
  // biases zero.
  for (double& weight : weights) {
    weight = 1.3 * weight + 0.2 * (random.NextDouble() - 0.5);
  }
  BatchShard<double> shard(network, kStreams, 0, kStreams, kLength, true);
  std::vector<int> inputs(kStreams * kLength), targets(kStreams * kLength);
  for (auto* ids : {&inputs, &targets}) {
    for (int& id : *ids) id = static_cast<int>(random.NextU64() % kVocab);
  }
  AlignedVector<double> state = shard.state();
  for (double& h : state) h = random.NextDouble() - 0.5;
  const auto loss = [&] {
    network.Prepare(weights.data(), true, 4, pool);
    shard.state() = state;
    return shard.Train(inputs.data(), targets.data(), kScale) * kScale;
  };
  loss();
  const std::vector<double> gradient(
      shard.gradient(), shard.gradient() + network.layout().size());
  for (const PlacedParameter& parameter : network.layout().parameters()) {
    double largest = 0;
    for (std::size_t i = 0; i < parameter.size(); ++i) {
      double& weight = weights[parameter.offset + i];
      const double kept = weight;
      weight = kept + kStep;
      const double above = loss();
      weight = kept - kStep;
      const double below = loss();
      weight = kept;
      const double expected = (above - below) / (2 * kStep);
      const double found = gradient[parameter.offset + i];
      EXPECT_NEAR(found, expected, 1e-6 * std::max(1e-3, std::abs(expected)))
          << parameter.name << " element " << i;
      largest = std::max(largest, std::abs(expected));
    }
    EXPECT_GT(largest, 1e-6) << parameter.name << " is not used";
  }
}

INSTANTIATE_TEST_SUITE_P(EveryStack, Gradient, testing::ValuesIn(Cases()));

}  // namespace
}  // namespace lukewarm::train
