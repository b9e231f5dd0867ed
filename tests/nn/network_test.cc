#include "nn/network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "kernels/matvec.h"
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

// The largest difference of probabilities from the float64 reference.
double LargestDifference(Precision precision, ReferenceGrid grid) {
  double largest = 0;
  std::uint64_t seed = 0;
  for (const auto& config : AwkwardNetworks()) {
    RandomNetwork random(config, ++seed);
    const auto ids = random.Ids(40);
    const auto network = Network::Load(config, random.tensors, precision);
    EXPECT_TRUE(network.has_value());
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

TEST(Network, F32EqualsTheFloat64Reference) {
  EXPECT_LT(LargestDifference(Precision::kF32, ReferenceGrid::kExact), 2e-6);
}

TEST(Network, Int8EqualsTheFloat64ReferenceOnItsGrid) {
  // What is left is an activation that falls on the other side of a rounding
  // boundary once in a while: one step of 1/63 in one input.
  EXPECT_LT(LargestDifference(Precision::kInt8, ReferenceGrid::kGrid), 4e-3);
}

TEST(Network, Int8IsNearTheFloat64Reference) {
  EXPECT_LT(LargestDifference(Precision::kInt8, ReferenceGrid::kExact), 0.05);
}

TEST(Network, StatesAndGatesEqualTheFloat64Reference) {
  double largest = 0;
  const auto compare = [&](const float* a, const std::vector<double>& b) {
    for (std::size_t i = 0; i < b.size(); ++i) {
      largest = std::max(largest, std::abs(static_cast<double>(a[i]) - b[i]));
    }
  };
  std::uint64_t seed = 0;
  for (const auto& config : AwkwardNetworks()) {
    if (config.context.window > 0) continue;
    RandomNetwork random(config, ++seed);
    const auto network =
        Network::Load(config, random.tensors, Precision::kF32);
    ASSERT_TRUE(network.has_value());
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

// Calls law(network, ids) for every network in both precisions.
template <typename Law>
void ForEveryNetwork(const Law& law, std::size_t table_limit) {
  for (const auto& config : AwkwardNetworks()) {
    for (const Precision precision : {Precision::kInt8, Precision::kF32}) {
      RandomNetwork random(config, 7);
      const auto network =
          Network::Load(config, random.tensors, precision, table_limit);
      ASSERT_TRUE(network.has_value());
      law(*network, random, precision);
    }
  }
}

TEST(Network, TablesGiveTheBitsOfProducts) {
  ForEveryNetwork(
      [](const Network& network, RandomNetwork& random, Precision precision) {
        const auto tables =
            Network::Load(network.config(), random.tensors, precision);
        const auto ids = random.Ids(12);
        EXPECT_EQ(Logits(network, ids), Logits(*tables, ids));
      },
      0);
}

TEST(Network, ChunksOfATextGiveTheBitsOfSingleTokens) {
  ForEveryNetwork(
      [](const Network& network, RandomNetwork& random, Precision precision) {
        if (precision == Precision::kF32) return;  // sums in another order
        const auto ids = random.Ids(70);
        auto state = network.InitialState();
        auto workspace = network.MakeWorkspace();
        network.Feed(ids, state, workspace);
        std::vector<float> logits(network.config().vocab_size);
        network.Logits(state, logits, workspace);
        EXPECT_EQ(logits, Logits(network, ids).back());
      },
      Network::kTableLimit);
}

TEST(Network, StreamsSideBySideGetTheBitsOfEachAlone) {
  ForEveryNetwork(
      [](const Network& network, RandomNetwork& random, Precision precision) {
        if (precision == Precision::kF32) return;  // sums in another order
        constexpr std::size_t kStreams = 3, kLength = 10;
        const std::size_t vocab = network.config().vocab_size;
        std::vector<std::vector<int>> texts;
        for (std::size_t s = 0; s < kStreams; ++s) {
          texts.push_back(random.Ids(kLength));
        }
        auto state = network.InitialState(kStreams);
        auto workspace = network.MakeWorkspace();
        for (std::size_t t = 0; t < kLength; ++t) {
          std::vector<int> ids;
          for (const auto& text : texts) ids.push_back(text[t]);
          network.Step(ids, state, workspace);
        }
        std::vector<float> logits(kStreams * vocab);
        network.Logits(state, logits, workspace);
        for (std::size_t s = 0; s < kStreams; ++s) {
          const auto row = std::span(logits).subspan(s * vocab, vocab);
          EXPECT_EQ(std::vector<float>(row.begin(), row.end()),
                    Logits(network, texts[s]).back());
        }
      },
      Network::kTableLimit);
}

TEST(Network, EveryKernelGivesTheSameBits) {
  const Kernel before = CurrentKernel();
  for (const auto& config : AwkwardNetworks()) {
    RandomNetwork random(config, 11);
    const auto ids = random.Ids(30);
    std::vector<std::vector<float>> first;
    for (const Kernel kernel : AvailableKernels()) {
      ASSERT_TRUE(ForceKernel(kernel));
      const auto network = Network::Load(config, random.tensors);
      ASSERT_TRUE(network.has_value());
      const auto logits = Logits(*network, ids);
      if (first.empty()) first = logits;
      EXPECT_EQ(logits, first) << KernelName(kernel);
    }
  }
  ForceKernel(before);
}

TEST(Network, AMissingOrMisshapenTensorIsRefusedByName) {
  for (const auto& config : AwkwardNetworks()) {
    RandomNetwork random(config, 3);
    for (const auto& [name, tensor] : random.tensors) {
      TensorMap damaged = random.tensors;
      damaged[name].shape.push_back(1);
      const auto network = Network::Load(config, damaged);
      ASSERT_FALSE(network.has_value()) << name;
      EXPECT_EQ(network.error().code, ErrorCode::kFileCorrupt);
      EXPECT_NE(network.error().message.find(name), std::string::npos)
          << network.error().message;
      damaged.erase(name);
      // A product without a bias is one with a bias of zero.
      const bool optional = name.find("bias") != std::string::npos;
      if (config.layers[2].kind == LayerKind::kLayerNorm) continue;
      EXPECT_EQ(Network::Load(config, damaged).has_value(), optional) << name;
    }
  }
}

}  // namespace
}  // namespace lukewarm
