#include "train/layer_list.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lukewarm {
namespace {

using Layers = std::vector<LayerConfig>;

TEST(MakeLayers, ReadsAListOfLayers) {
  const auto layers = MakeLayers(
      {.layers = "embedding 64,  lstm 512 recurrent_activation=hard-sigmoid , "
                 "gru 8 reset=before activation=relu,dense 64, "
                 "layer-norm epsilon=0.001",
       .tied = true});
  ASSERT_TRUE(layers.has_value()) << layers.error().message;
  EXPECT_EQ(*layers, (Layers{{.kind = LayerKind::kEmbedding, .size = 64},
                             {.kind = LayerKind::kLstm,
                              .size = 512,
                              .recurrent_activation = Activation::kHardSigmoid},
                             {.kind = LayerKind::kGru,
                              .size = 8,
                              .activation = Activation::kRelu,
                              .reset = GruReset::kBefore},
                             {.kind = LayerKind::kDense,
                              .size = 64,
                              .activation = Activation::kLinear},
                             {.kind = LayerKind::kLayerNorm, .epsilon = 0.001},
                             {.kind = LayerKind::kOutput, .tied = 0}}));
}

TEST(MakeLayers, ShorthandEqualsTheList) {
  EXPECT_EQ(MakeLayers({}).value(),
            MakeLayers({.layers = "embedding 64, lstm 512"}).value());
  EXPECT_EQ(
      MakeLayers({.embedding = 0,
                  .cell = LayerKind::kGru,
                  .hidden = {8, 6},
                  .reset = GruReset::kBefore})
          .value(),
      MakeLayers({.layers = "one-hot, gru 8 reset=before, gru 6 reset=before"})
          .value());
}

TEST(MakeLayers, RefusesWhatItDoesNotKnow) {
  for (const char* list :
       {"lstm", "lstm 0", "lstm -1", "lstm 1e99", "lstm x", "lstm 65537", "lst",
        "output", "lstm 5,,lstm 5", " ", "lstm 5 8", "layer-norm 5",
        "lstm 5 reset=before", "lstm 5 activation=", "dense 5 activation=swish",
        "lstm 5 activation", "layer-norm epsilon=-1", "lstm 5 size=5",
        "lstm 5 return_sequences=false"}) {
    const auto layers = MakeLayers({.layers = list});
    ASSERT_FALSE(layers.has_value()) << list;
    EXPECT_EQ(layers.error().code, ErrorCode::kInvalidArgument);
    EXPECT_TRUE(layers.error().message.ends_with('.'));
  }
}

}  // namespace
}  // namespace lukewarm
