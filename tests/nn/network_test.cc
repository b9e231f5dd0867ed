// Laws of the network that hold for every list of layers.
#include "nn/network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "kernels/matvec.h"
#include "random_network.h"

namespace lukewarm {
namespace {

std::vector<float> LogitsAfter(const Network& network,
                               std::span<const int> ids) {
  auto state = network.InitialState();
  auto workspace = network.MakeWorkspace();
  network.Feed(ids, state, workspace);
  std::vector<float> logits(kRandomVocab);
  network.Logits(state, logits, workspace);
  return logits;
}

class EveryKind : public testing::TestWithParam<NamedNetwork> {
 protected:
  const NetworkConfig& config() const { return GetParam().config; }
  Network Load(Precision precision = Precision::kInt8,
               std::size_t table_limit = Network::kTableLimit) const {
    auto network =
        Network::Load(config(), random_.tensors, precision, table_limit);
    EXPECT_TRUE(network.has_value())
        << (network ? "" : network.error().message);
    return *std::move(network);
  }
  mutable RandomTensors random_{GetParam().config, 5};
};

INSTANTIATE_TEST_SUITE_P(Network, EveryKind, testing::ValuesIn(EveryNetwork()),
                         [](const auto& test) { return test.param.name; });

TEST_P(EveryKind, ReadingInOnePieceEqualsTokenByToken) {
  const Network network = Load();
  const auto ids = random_.Ids(45);
  auto state = network.InitialState();
  auto workspace = network.MakeWorkspace();
  for (const int id : ids) network.Feed({&id, 1}, state, workspace);
  std::vector<float> logits(kRandomVocab);
  network.Logits(state, logits, workspace);
  EXPECT_EQ(logits, LogitsAfter(network, ids));
}

TEST_P(EveryKind, TextsSideBySideEqualEachAlone) {
  const Network network = Load();
  constexpr std::size_t kStreams = 5, kLength = 9;
  std::vector<std::vector<int>> texts;
  for (std::size_t s = 0; s < kStreams; ++s) {
    texts.push_back(random_.Ids(kLength));
  }
  auto state = network.InitialState(kStreams);
  auto workspace = network.MakeWorkspace();
  std::vector<int> ids(kStreams);
  for (std::size_t t = 0; t < kLength; ++t) {
    for (std::size_t s = 0; s < kStreams; ++s) ids[s] = texts[s][t];
    network.Step(ids, state, workspace);
  }
  std::vector<float> logits(kStreams * kRandomVocab);
  network.Logits(state, logits, workspace);
  for (std::size_t s = 0; s < kStreams; ++s) {
    const std::vector<float> one(logits.begin() + s * kRandomVocab,
                                 logits.begin() + (s + 1) * kRandomVocab);
    EXPECT_EQ(one, LogitsAfter(network, texts[s])) << "stream " << s;
  }
}

TEST_P(EveryKind, ACopiedStreamContinuesOnItsOwn) {
  const Network network = Load();
  auto workspace = network.MakeWorkspace();
  const auto ids = random_.Ids(12);
  auto batch = network.InitialState(3);
  auto single = network.InitialState();
  network.Feed(std::span(ids).first(6), single, workspace);
  for (std::size_t s = 0; s < 3; ++s) network.CopyStream(single, 0, batch, s);
  for (std::size_t t = 6; t < ids.size(); ++t) {
    network.Step(std::vector{0, ids[t], 1}, batch, workspace);
  }
  auto back = network.InitialState();
  network.CopyStream(batch, 1, back, 0);
  std::vector<float> logits(kRandomVocab);
  network.Logits(back, logits, workspace);
  EXPECT_EQ(logits, LogitsAfter(network, ids));
}

TEST_P(EveryKind, EveryKernelGivesTheSameBits) {
  const Kernel before = CurrentKernel();
  const auto ids = random_.Ids(30);
  std::vector<float> first;
  for (const Kernel kernel : AvailableKernels()) {
    ASSERT_TRUE(ForceKernel(kernel));
    const auto logits = LogitsAfter(Load(), ids);
    if (first.empty()) first = logits;
    EXPECT_EQ(logits, first) << KernelName(kernel);
  }
  ForceKernel(before);
}

TEST_P(EveryKind, LookingUpEqualsMultiplying) {
  const auto ids = random_.Ids(20);
  for (const Precision precision : {Precision::kInt8, Precision::kF32}) {
    EXPECT_EQ(LogitsAfter(Load(precision), ids),
              LogitsAfter(Load(precision, 0), ids));
  }
}

TEST_P(EveryKind, AMissingOrMisshapenTensorIsRefusedByName) {
  std::vector<std::string> names;
  for (const auto& [name, tensor] : random_.tensors) names.push_back(name);
  for (const auto& name : names) {
    TensorMap damaged = random_.tensors;
    damaged[name].shape.push_back(1);
    auto network = Network::Load(config(), damaged);
    ASSERT_FALSE(network.has_value()) << name;
    EXPECT_EQ(network.error().code, ErrorCode::kFileCorrupt);
    EXPECT_NE(network.error().message.find(name), std::string::npos)
        << network.error().message;
    damaged.erase(name);
    // A product without a bias is one with a bias of zeros.
    const bool norm = std::ranges::any_of(config().layers, [](const auto& l) {
      return l.kind == LayerKind::kLayerNorm;
    });
    const bool bias = name.find("bias") != std::string::npos;
    if (norm && bias) continue;
    EXPECT_EQ(Network::Load(config(), damaged).has_value(), bias) << name;
  }
}

class ByWindow : public EveryKind {};

INSTANTIATE_TEST_SUITE_P(Network, ByWindow, testing::ValuesIn(WindowNetworks()),
                         [](const auto& test) { return test.param.name; });

TEST_P(ByWindow, OnlyTheLastTokensCount) {
  const Network network = Load();
  const auto ids = random_.Ids(20);
  EXPECT_EQ(LogitsAfter(network, ids),
            LogitsAfter(network, std::span(ids).last(config().context.window)));
}

TEST_P(ByWindow, PaddingIsReadOrDropped) {
  const auto& padding = config().context.padding;
  const Network network = Load();
  const std::vector<int> ids = {3, 1, 4};
  std::vector<int> padded = {0, 0, 0, 0, 3, 1, 4};
  ASSERT_EQ(padded.size(), config().context.window);
  if (padding) {
    EXPECT_EQ(LogitsAfter(network, ids), LogitsAfter(network, padded));
  } else {
    EXPECT_NE(LogitsAfter(network, ids), LogitsAfter(network, padded));
  }
}

TEST(Plan, LayersThatDoNotFitAreRefused) {
  const LayerConfig lstm = Recurrent(LayerKind::kLstm, 10);
  const std::vector<std::vector<LayerConfig>> wrong = {
      {},
      {Output()},
      {lstm, Output()},
      {Embedding(5), lstm},
      {Embedding(5), lstm, Tied(0)},
      {OneHot(), lstm, Tied(0)},
      {Embedding(5), lstm, Tied(7)},
      {Embedding(5),
       {.kind = LayerKind::kConcatenate, .inputs = {1}},
       Output()},
      {Embedding(5),
       Last(lstm),
       {.kind = LayerKind::kConcatenate, .inputs = {0, 1}},
       Output()},
  };
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    const auto plans = PlanNetwork({kRandomVocab, wrong[i]});
    ASSERT_FALSE(plans.has_value()) << i;
    EXPECT_EQ(plans.error().code, ErrorCode::kFileCorrupt);
  }
}

}  // namespace
}  // namespace lukewarm
