#include "model/check_network.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace lukewarm {
namespace {

using enum LayerKind;

const LayerConfig kIds = {.kind = kEmbedding, .size = 3};
const LayerConfig kCell = {.kind = kLstm, .size = 4};
const LayerConfig kLast = {.kind = kLstm, .size = 4, .return_sequences = false};
const LayerConfig kEnd = {.kind = kOutput};

NetworkConfig Stack(std::vector<LayerConfig> layers, std::size_t window = 0) {
  return {.vocab_size = 5,
          .layers = std::move(layers),
          .context = {.window = window}};
}

LayerConfig Both(const LayerConfig& layer) {
  return {.kind = kBidirectional, .layer = {layer}};
}

LayerConfig Joined(std::vector<std::size_t> inputs) {
  return {.kind = kConcatenate, .inputs = std::move(inputs)};
}

LayerConfig TiedTo(std::size_t layer) {
  return {.kind = kOutput, .tied = layer};
}

TEST(CheckNetwork, TakesWhatFitsTogether) {
  const LayerConfig dense3 = {.kind = kDense, .size = 3};
  const LayerConfig attention = {.kind = kAttentionAverage};
  const LayerConfig one_hot = {.kind = kOneHot};
  const LayerConfig flatten = {.kind = kFlatten};
  for (const NetworkConfig& network :
       {Stack({kIds, kEnd}), Stack({kIds, kCell, kEnd}),
        Stack({one_hot, kCell, {.kind = kGru, .size = 2}, kEnd}),
        Stack({kIds, kCell, dense3, TiedTo(0)}),
        Stack({kIds,
               kCell,
               {.kind = kScaledId, .divisor = 5},
               Joined({1, 2}),
               {.kind = kRnn, .size = 9},
               kEnd}),
        Stack({one_hot, kIds, kCell, dense3, TiedTo(1)}),
        Stack({kIds, kLast, kEnd}, 1), Stack({kIds, Both(kCell), kEnd}, 1),
        Stack({kIds, Both(kLast), dense3, TiedTo(0)}, 1),
        Stack({kIds, kCell, kCell, Joined({0, 1, 2}), attention, kEnd}, 40),
        Stack({kIds, kLast, {.kind = kLayerNorm}, dense3, kEnd}, 4096),
        Stack({kIds, flatten, dense3, kEnd}, 4096),
        Stack({one_hot, kCell, flatten, Joined({2, 2}), kEnd}, 3)}) {
    const auto checked = CheckNetwork(network);
    EXPECT_TRUE(checked) << checked.error().message;
  }
}

TEST(CheckNetwork, RefusesWhatDoesNotFit) {
  struct Case {
    NetworkConfig network;
    std::string part;
  };
  const LayerConfig attention = {.kind = kAttentionAverage};
  const LayerConfig wide = {.kind = kEmbedding, .size = 65536};
  std::vector<LayerConfig> doubled = {wide};
  for (std::size_t i = 1; i < 60; ++i)
    doubled.push_back(Joined({i - 1, i - 1}));
  doubled.push_back(kEnd);
  const LayerConfig flatten = {.kind = kFlatten};
  NetworkConfig flatten_masked = Stack({kIds, flatten, kEnd}, 3);
  flatten_masked.context.padding = Padding{.id = 0, .masked = true};
  NetworkConfig no_vocab = Stack({kIds, kEnd});
  no_vocab.vocab_size = 0;
  NetworkConfig pad_without_window = Stack({kIds, kEnd});
  pad_without_window.context.padding.emplace();
  NetworkConfig pad_outside = Stack({kIds, kEnd}, 3);
  pad_outside.context.padding = Padding{.id = 5};
  NetworkConfig pad_negative = Stack({kIds, kEnd}, 3);
  pad_negative.context.padding = Padding{.id = -1};
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  for (const auto& [network, part] : {
           Case{Stack({}), "no layers"},
           Case{Stack(std::vector<LayerConfig>(65, kIds)), "too many layers"},
           Case{no_vocab, "vocab"},
           Case{pad_without_window, "needs a window"},
           Case{pad_outside, "not in the vocab"},
           Case{pad_negative, "not in the vocab"},
           Case{Stack({kIds, kEnd}, 4097), "window"},
           Case{Stack({kIds, kCell}), "layer 1: the output must be the last"},
           Case{Stack({kIds, kEnd, kCell, kEnd}), "layer 1: the output must"},
           Case{Stack({kEnd}), "first layer"},
           Case{Stack({kCell, kEnd}), "first layer"},
           Case{Stack({Joined({0}), kEnd}), "first layer"},
           Case{Stack({{.kind = kEmbedding}, kEnd}), "size"},
           Case{Stack({kIds, {.kind = kDense}, kEnd}), "size"},
           Case{Stack({kIds, {.kind = kGru, .size = 65537}, kEnd}), "size"},
           Case{Stack({kIds, Both({.kind = kGru}), kEnd}, 3), "size"},
           Case{Stack({{.kind = kScaledId, .divisor = 0}, kEnd}), "divisor"},
           Case{Stack({{.kind = kScaledId, .divisor = -1}, kEnd}), "divisor"},
           Case{Stack({{.kind = kScaledId, .divisor = kNan}, kEnd}), "divisor"},
           Case{Stack({{.kind = kScaledId, .divisor = kInfinity}, kEnd}),
                "divisor"},
           Case{Stack({kIds, {.kind = kLayerNorm, .epsilon = 0}, kEnd}),
                "epsilon"},
           Case{Stack({kIds, {.kind = kLayerNorm, .epsilon = kNan}, kEnd}),
                "epsilon"},
           Case{Stack({kIds, kLast, kEnd}), "stateful"},
           Case{Stack({kIds, Both(kCell), kEnd}), "stateful"},
           Case{Stack({kIds, attention, kEnd}), "stateful"},
           Case{Stack({kIds, flatten, kEnd}), "stateful"},
           Case{Stack({kIds, kLast, flatten, kEnd}, 3), "one position"},
           Case{Stack({kIds, flatten, kCell, kEnd}, 3), "one position"},
           Case{Stack({kIds, flatten, TiedTo(0)}, 3), "as wide as"},
           Case{Stack({wide, flatten, kEnd}, 4096), "too wide"},
           Case{flatten_masked, "masked"},
           Case{Stack({kIds, kLast, kCell, kEnd}, 3),
                "layer 2: the layer reads"},
           Case{Stack({kIds, Both(kLast), attention, kEnd}, 3), "one position"},
           Case{Stack({kIds, attention, Both(kCell), kEnd}, 3), "one position"},
           Case{Stack({kIds, {.kind = kBidirectional}, kEnd}, 3), "recurrent"},
           Case{Stack({kIds, Both({.kind = kDense, .size = 3}), kEnd}, 3),
                "recurrent"},
           Case{Stack({kIds, Both(Both(kCell)), kEnd}, 3), "recurrent"},
           Case{Stack({kIds, Joined({}), kEnd}), "inputs"},
           Case{Stack({kIds, Joined({1}), kEnd}), "earlier"},
           Case{Stack({kIds, Joined({0, 2}), kEnd}), "earlier"},
           Case{Stack({kIds, kLast, Joined({0, 1}), kEnd}, 3), "sequences"},
           Case{Stack(doubled), "too wide"},
           Case{Stack({kIds, kCell, TiedTo(1)}), "embedding"},
           Case{Stack({kIds, kCell, TiedTo(2)}), "embedding"},
           Case{Stack({kIds, kCell, TiedTo(0)}), "as wide as"},
       }) {
    const auto checked = CheckNetwork(network);
    ASSERT_FALSE(checked) << part;
    EXPECT_EQ(checked.error().code, ErrorCode::kFileCorrupt);
    EXPECT_NE(checked.error().message.find(part), std::string::npos)
        << part << ": " << checked.error().message;
  }
}

}  // namespace
}  // namespace lukewarm
