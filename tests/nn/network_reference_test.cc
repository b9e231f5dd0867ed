// The network against its definition in float64.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "nn/network.h"
#include "random_network.h"
#include "reference_network.h"

namespace lukewarm {
namespace {

std::vector<double> Probabilities(std::vector<double> logits) {
  const double largest = std::ranges::max(logits);
  double sum = 0;
  for (double& x : logits) sum += x = std::exp(x - largest);
  for (double& x : logits) x /= sum;
  return logits;
}

// The logits after each id.
std::vector<std::vector<float>> Logits(const Network& network,
                                       std::span<const int> ids) {
  auto state = network.InitialState();
  auto workspace = network.MakeWorkspace();
  std::vector<std::vector<float>> rows;
  for (const int id : ids) {
    network.Feed({&id, 1}, state, workspace);
    network.Logits(state, rows.emplace_back(network.config().vocab_size),
                   workspace);
  }
  return rows;
}

bool IsUnbounded(const NetworkConfig& config) {
  return std::ranges::any_of(
      config.layers, [](const auto& layer) { return IsUnbounded(layer); });
}

// The largest difference of probabilities from the float64 reference. Where
// numbers can grow without end, rounding them has no bound: `growing` leaves
// such networks in.
double LargestDifference(Precision precision, ReferenceGrid grid,
                         bool growing = true) {
  double largest = 0;
  std::uint64_t seed = 0;
  for (const auto& [name, config] : EveryNetwork()) {
    if (!growing && IsUnbounded(config)) continue;
    RandomTensors random(config, ++seed);
    const auto ids = random.Ids(40);
    const auto network = Network::Load(config, random.tensors, precision);
    EXPECT_TRUE(network.has_value()) << name;
    if (!network) continue;
    const auto rows = Logits(*network, ids);
    const auto wanted = ReferenceLogits(config, random.tensors, ids, grid);
    for (std::size_t t = 0; t < ids.size(); ++t) {
      const auto a = Probabilities({rows[t].begin(), rows[t].end()});
      const auto b = Probabilities(wanted[t]);
      for (std::size_t i = 0; i < a.size(); ++i) {
        largest = std::max(largest, std::abs(a[i] - b[i]));
      }
    }
  }
  return largest;
}

TEST(NetworkReference, F32EqualsTheFloat64Reference) {
  EXPECT_LT(LargestDifference(Precision::kF32, ReferenceGrid::kExact), 2e-6);
}

TEST(NetworkReference, Int8EqualsTheFloat64ReferenceOnItsGrid) {
  // What is left is an activation that falls on the other side of a rounding
  // boundary once in a while: one step of 1/63 in one input.
  EXPECT_LT(LargestDifference(Precision::kInt8, ReferenceGrid::kGrid), 4e-3);
}

TEST(NetworkReference, Int8IsNearTheFloat64Reference) {
  EXPECT_LT(LargestDifference(Precision::kInt8, ReferenceGrid::kExact, false),
            0.05);
}

TEST(NetworkReference, StatesAndGatesEqualTheFloat64Reference) {
  double largest = 0;
  const auto compare = [&](const float* a, const std::vector<double>& b) {
    for (std::size_t i = 0; i < b.size(); ++i) {
      largest = std::max(largest, std::abs(static_cast<double>(a[i]) - b[i]));
    }
  };
  std::uint64_t seed = 0;
  for (const auto& [name, config] : EveryNetwork()) {
    if (config.context.window > 0 || IsUnbounded(config)) continue;
    RandomTensors random(config, ++seed);
    const auto network = Network::Load(config, random.tensors, Precision::kF32);
    ASSERT_TRUE(network.has_value()) << name;
    auto state = network->InitialState();
    auto workspace = network->MakeWorkspace();
    const auto ids = random.Ids(40);
    const auto layers = ReferenceLayers(config, random.tensors, ids);
    for (std::size_t t = 0; t < ids.size(); ++t) {
      network->Feed({&ids[t], 1}, state, workspace);
      for (std::size_t i = 0; i < layers.size(); ++i) {
        const RecurrentView view = workspace.layers[i]->View();
        if (view.units == 0) continue;
        compare(view.hidden, layers[i].outputs[t]);
        if (view.cell != nullptr) compare(view.cell, layers[i].cells[t]);
        EXPECT_EQ(view.gates * view.units, layers[i].gates[t].size());
        if (view.gates > 0) compare(view.gate_values, layers[i].gates[t]);
      }
    }
  }
  EXPECT_LT(largest, 5e-6);
}

}  // namespace
}  // namespace lukewarm
