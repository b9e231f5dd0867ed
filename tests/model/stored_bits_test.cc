#include "model/stored_bits.h"

#include <gtest/gtest.h>

namespace lukewarm {
namespace {

using enum LayerKind;

const NetworkConfig kNetwork = {
    .vocab_size = 9,
    .layers = {{.kind = kEmbedding, .size = 4},
               {.kind = kEmbedding, .size = 4},
               {.kind = kBidirectional, .layer = {{.kind = kGru, .size = 4}}},
               {.kind = kLayerNorm},
               {.kind = kAttentionAverage},
               {.kind = kDense, .size = 4},
               {.kind = kOutput, .tied = 1}},
    .context = {.window = 3}};

TEST(StoredBits, AreThoseOfTheFileForWeightMatrices) {
  for (const char* name :
       {"layers.1.weight", "layers.2.forward.weight_ih",
        "layers.2.backward.weight_hh", "layers.5.weight", "layers.6.weight"}) {
    for (int bits : {32, 16, 8, 4}) {
      EXPECT_EQ(StoredBits(kNetwork, name, bits), bits) << name;
    }
  }
}

TEST(StoredBits, AreAtLeastEightForAnEmbeddingOfItsOwn) {
  EXPECT_EQ(StoredBits(kNetwork, "layers.0.weight", 4), 8);
  for (int bits : {32, 16, 8}) {
    EXPECT_EQ(StoredBits(kNetwork, "layers.0.weight", bits), bits);
  }
}

TEST(StoredBits, AreNoneForWhatIsNotAWeightMatrix) {
  for (const char* name :
       {"layers.2.forward.bias_ih", "layers.2.forward.start_h",
        "layers.3.weight", "layers.3.bias", "layers.4.weight", "layers.5.bias",
        "layers.1.weight.scale", "layers.1.weight.group", "layers.7.weight",
        "layers.99999999999999999999.weight", "layers.x.weight", "layers.1",
        "layers.", "layers", "", "weight", "encoder.weight"}) {
    EXPECT_EQ(StoredBits(kNetwork, name, 4), 0) << name;
  }
}

}  // namespace
}  // namespace lukewarm
