// Every gradient against central differences, in double precision, through the
// very code that trains in float.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <string>
#include <vector>

#include "base/rng.h"
#include "train/network.h"
#include "train/stream_group.h"

namespace lukewarm::train {
namespace {

struct Case {
  std::string name;
  Architecture architecture;
  DropoutRates dropout;
  std::size_t positions = 1000;  // above the vocab: the table; 0: products

  friend void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }
};

Architecture Make(CellKind cell, std::size_t embedding,
                  std::vector<std::size_t> hidden, bool tied = false) {
  Architecture architecture;
  architecture.cell = cell;
  architecture.vocab_size = 7;
  architecture.embedding_size = embedding;
  architecture.hidden_sizes = std::move(hidden);
  architecture.tied = tied;
  return architecture;
}

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const auto& [name, cell] :
       {std::pair("Lstm", CellKind::kLstm), std::pair("Gru", CellKind::kGru),
        std::pair("GruBefore", CellKind::kGru),
        std::pair("Rnn", CellKind::kRnn), std::pair("Relu", CellKind::kRnn)}) {
    const std::string prefix = name;
    const std::size_t from = cases.size();
    cases.push_back({prefix + "Embedding", Make(cell, 3, {5}), {}});
    cases.push_back({prefix + "EmbeddingByProduct", Make(cell, 3, {5}), {}, 0});
    cases.push_back({prefix + "OneHot", Make(cell, 0, {5}), {}});
    cases.push_back({prefix + "Tied", Make(cell, 4, {5, 4}, true), {}});
    cases.push_back(
        {prefix + "TiedByProduct", Make(cell, 4, {5, 4}, true), {}, 0});
    cases.push_back({prefix + "ThreeLayers", Make(cell, 3, {4, 6, 5}), {}});
    cases.push_back(
        {prefix + "EveryDropout", Make(cell, 3, {5, 4}), {0.3, 0.2, 0.25}, 0});
    cases.push_back(
        {prefix + "OneHotDropout", Make(cell, 0, {5, 4}), {0.3, 0, 0.25}});
    for (std::size_t i = from; i < cases.size(); ++i) {
      if (prefix == "GruBefore") {
        cases[i].architecture.reset = GruReset::kBefore;
      }
      if (prefix == "Relu") {
        cases[i].architecture.activation = RnnActivation::kRelu;
      }
    }
  }
  return cases;
}

class Gradient : public testing::TestWithParam<Case> {};

TEST_P(Gradient, EqualsCentralDifferences) {
  constexpr std::size_t kStreams = 3, kLength = 5;
  constexpr double kScale = 1.0 / 15, kStep = 1e-5;
  const Case& c = GetParam();
  WorkerPool pool(1);
  Network<double> network(c.architecture, c.dropout, 5, c.positions);
  ASSERT_EQ(network.has_table(), c.positions > 0);
  AlignedVector<double> weights(network.layout().size());
  InitializeParameters<double>(c.architecture, network.layout(), 3, weights);
  StreamGroup<double> group(network, kStreams, 0, kStreams, kLength, true);
  Rng random(9);
  std::vector<int> inputs(kStreams * kLength), targets(kStreams * kLength);
  for (auto* ids : {&inputs, &targets}) {
    for (int& id : *ids) id = static_cast<int>(random.NextU64() % 7);
  }
  std::vector<double> state = group.State();
  for (double& h : state) h = random.NextDouble() - 0.5;
  const auto loss = [&] {
    network.Prepare(weights.data(), true, 4, pool);
    group.SetState(state);
    return group.Train(network, inputs.data(), targets.data(), kScale) * kScale;
  };
  loss();
  const std::vector<double> gradient(
      group.gradient(), group.gradient() + network.layout().size());
  for (const Parameter& parameter : network.layout().parameters()) {
    double largest = 0;
    for (std::size_t i = 0; i < parameter.size; ++i) {
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

INSTANTIATE_TEST_SUITE_P(EveryCell, Gradient, testing::ValuesIn(Cases()),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace lukewarm::train
