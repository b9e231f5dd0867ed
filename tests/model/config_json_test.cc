#include "model/config_json.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/sample_model.h"

namespace lukewarm {
namespace {

// `text` with its only `from` replaced by `to`.
std::string With(std::string text, const std::string& from,
                 const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  EXPECT_EQ(text.find(from, at + 1), std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

const char kSmall[] =
    R"({"format":2,"layers":[{"kind":"one-hot"},{"kind":"lstm","units":3},)"
    R"({"kind":"output"}],"tokenizer":{"kind":"char","vocab":["a","b"]}})";

TEST(ParseConfig, FillsInTheDefaults) {
  const auto config = ParseConfig(With(
      kSmall, R"({"kind":"output"})",
      R"({"kind":"gru","units":4},{"kind":"rnn","units":5},)"
      R"({"kind":"dense","units":6},{"kind":"layer-norm"},{"kind":"output"})"));
  ASSERT_TRUE(config) << config.error().message;
  const NetworkConfig expected = {
      .vocab_size = 2,
      .layers = {
          {.kind = LayerKind::kOneHot},
          {.kind = LayerKind::kLstm,
           .size = 3,
           .activation = Activation::kTanh,
           .recurrent_activation = Activation::kSigmoid,
           .return_sequences = true,
           .learned_start = false},
          {.kind = LayerKind::kGru, .size = 4, .reset = GruReset::kAfter},
          {.kind = LayerKind::kRnn, .size = 5},
          {.kind = LayerKind::kDense,
           .size = 6,
           .activation = Activation::kLinear},
          {.kind = LayerKind::kLayerNorm, .epsilon = 1e-5},
          {.kind = LayerKind::kOutput, .tied = std::nullopt}}};
  EXPECT_EQ(config->network, expected);
  EXPECT_EQ(config->tokenizer.unknown_id, -1);
  EXPECT_EQ(config->bits, 0);
  EXPECT_FALSE(config->evaluation);
}

TEST(ParseConfig, AScaledIdIsDividedByTheVocabSize) {
  const auto config = ParseConfig(With(kSmall, "\"one-hot\"", "\"scaled-id\""));
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->network.layers[0].divisor, 2);
}

}  // namespace
}  // namespace lukewarm
