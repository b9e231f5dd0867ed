#include "model/config_json.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "base/rng.h"
#include "model/config_names.h"
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

TEST(ParseConfig, ReadsEveryKey) {
  const auto config = ParseConfig(
      R"({"format":2,"layers":[)"
      R"({"size":3,"kind":"embedding"},{"kind":"scaled-id","divisor":44.5},)"
      R"({"kind":"concatenate","inputs":[0,1]},)"
      R"({"kind":"gru","units":4,"reset":"before","activation":"relu",)"
      R"("recurrent_activation":"hard-sigmoid","learned_start":true},)"
      R"({"kind":"layer-norm","epsilon":1e-12},)"
      R"({"kind":"bidirectional","layer":{"kind":"lstm","units":5,)"
      R"("recurrent_activation":"hard-sigmoid-keras-2",)"
      R"("return_sequences":false}},)"
      R"({"kind":"dense","units":3,"activation":"sigmoid"},)"
      R"({"kind":"output","tied":0}],)"
      R"("context":{"window":40,"pad":{"id":1,"masked":true}},)"
      R"("tokenizer":{"kind":"char","vocab":["a","b"]}})");
  ASSERT_TRUE(config) << config.error().message;
  const NetworkConfig expected = {
      .vocab_size = 2,
      .layers = {{.kind = LayerKind::kEmbedding, .size = 3},
                 {.kind = LayerKind::kScaledId, .divisor = 44.5},
                 {.kind = LayerKind::kConcatenate, .inputs = {0, 1}},
                 {.kind = LayerKind::kGru,
                  .size = 4,
                  .activation = Activation::kRelu,
                  .recurrent_activation = Activation::kHardSigmoid,
                  .reset = GruReset::kBefore,
                  .learned_start = true},
                 {.kind = LayerKind::kLayerNorm, .epsilon = 1e-12},
                 {.kind = LayerKind::kBidirectional,
                  .layer = {{.kind = LayerKind::kLstm,
                             .size = 5,
                             .recurrent_activation =
                                 Activation::kHardSigmoidKeras2,
                             .return_sequences = false}}},
                 {.kind = LayerKind::kDense,
                  .size = 3,
                  .activation = Activation::kSigmoid},
                 {.kind = LayerKind::kOutput, .tied = 0}},
      .context = {.window = 40, .padding = Padding{.id = 1, .masked = true}}};
  EXPECT_EQ(config->network, expected);
}

// A network that keeps the rules, of whatever the seed draws.
class RandomConfig {
 public:
  explicit RandomConfig(std::uint64_t seed) : rng_(seed) {}

  ModelConfig Next() {
    ModelConfig config = SampleConfig();
    if (Below(2) == 0) config.evaluation.reset();
    if (Below(4) == 0) config.tokenizer = {.kind = TokenizerKind::kByte};
    if (Below(4) == 0) config.tokenizer.start = "\n\"é";
    if (Below(4) == 0) config.tokenizer.unknown_id = -1;
    if (Below(4) == 0 && !config.tokenizer.vocab.empty()) {
      config.tokenizer.kind = TokenizerKind::kSplit;
    }
    if (Below(4) == 0 && !config.tokenizer.vocab.empty()) {
      config.tokenizer.kind = TokenizerKind::kBpe;
      config.tokenizer.bpe = {{0, 1, 3, 2},
                              Below(2) == 0,
                              static_cast<PrefixSpace>(Below(3)),
                              Below(2) == 0};
    }
    if (Below(4) == 0) {
      config.tokenizer.special = {{3}, {1, Below(2) == 0}, {2, Below(2) == 0}};
    }
    config.bits = std::array{32, 16, 8, 4}[Below(4)];
    NetworkConfig& network = config.network;
    network = {.vocab_size = config.tokenizer.kind == TokenizerKind::kByte
                                 ? std::size_t{256}
                                 : config.tokenizer.vocab.size()};
    if (Below(2) == 0) {
      network.context.window = 1 + Below(4096);
      if (Below(2) == 0) {
        network.context.padding =
            Padding{static_cast<int>(Below(4)), Below(2) == 0};
      }
    }
    window_ = network.context.window > 0;
    auto& layers = network.layers;
    layers.push_back(IdLayer(network.vocab_size));
    bool sequence = true;
    for (std::size_t n = Below(6); n > 0; --n) {
      switch (Below(sequence ? 7 : 2)) {
        case 0:
          layers.push_back({.kind = LayerKind::kDense,
                            .size = 1 + Below(9),
                            .activation = AnyActivation()});
          break;
        case 1:
          layers.push_back(
              {.kind = LayerKind::kLayerNorm,
               .epsilon = std::array{1e-5, 1e-3, 3.25e-12}[Below(3)]});
          break;
        case 2:
          layers.push_back(IdLayer(network.vocab_size));
          layers.push_back({.kind = LayerKind::kConcatenate,
                            .inputs = {layers.size() - 1, layers.size() - 2}});
          break;
        case 3:
          if (!window_) break;
          layers.push_back(
              {.kind = LayerKind::kBidirectional, .layer = {Recurrent()}});
          sequence = layers.back().layer[0].return_sequences;
          break;
        case 4:
          if (!window_) break;
          layers.push_back({.kind = LayerKind::kAttentionAverage});
          sequence = false;
          break;
        case 5:
          if (!window_ ||
              (network.context.padding && network.context.padding->masked)) {
            break;
          }
          layers.push_back({.kind = LayerKind::kDense, .size = 1 + Below(9)});
          layers.push_back({.kind = LayerKind::kFlatten});
          sequence = false;
          break;
        default:
          layers.push_back(Recurrent());
          sequence = layers.back().return_sequences;
      }
    }
    if (layers[0].kind == LayerKind::kEmbedding && Below(2) == 0) {
      layers.push_back({.kind = LayerKind::kDense, .size = layers[0].size});
      layers.push_back({.kind = LayerKind::kOutput, .tied = 0});
    } else {
      layers.push_back({.kind = LayerKind::kOutput});
    }
    return config;
  }

 private:
  std::size_t Below(std::size_t bound) {
    return static_cast<std::size_t>(rng_.NextU64() % bound);
  }

  Activation AnyActivation() {
    return static_cast<Activation>(Below(kActivationNames.size()));
  }

  LayerConfig IdLayer(std::size_t vocab_size) {
    switch (Below(3)) {
      case 0:
        return {.kind = LayerKind::kEmbedding, .size = 1 + Below(9)};
      case 1:
        return {.kind = LayerKind::kOneHot};
      default:
        return {.kind = LayerKind::kScaledId,
                .divisor = std::array{static_cast<double>(vocab_size), 44.0,
                                      0.1}[Below(3)]};
    }
  }

  LayerConfig Recurrent() {
    LayerConfig layer = {.kind = std::array{LayerKind::kRnn, LayerKind::kGru,
                                            LayerKind::kLstm}[Below(3)],
                         .size = 1 + Below(9),
                         .activation = AnyActivation(),
                         .return_sequences = !window_ || Below(2) == 0,
                         .learned_start = Below(2) == 0};
    if (layer.kind != LayerKind::kRnn) {
      layer.recurrent_activation = AnyActivation();
    }
    if (layer.kind == LayerKind::kGru && Below(2) == 0) {
      layer.reset = GruReset::kBefore;
    }
    return layer;
  }

  Rng rng_;
  bool window_ = false;
};

TEST(ConfigJson, RoundTripsRandomConfigs) {
  RandomConfig random(1);
  for (int i = 0; i < 5000; ++i) {
    const ModelConfig config = random.Next();
    const std::string json = ConfigJson(config);
    const auto read = ParseConfig(json);
    ASSERT_TRUE(read) << read.error().message << "\n" << json;
    ASSERT_EQ(read->network, config.network) << json;
    EXPECT_EQ(read->name, config.name);
    EXPECT_EQ(read->license, config.license);
    EXPECT_EQ(read->training_data, config.training_data);
    EXPECT_EQ(read->recipe, config.recipe);
    EXPECT_EQ(read->tokenizer.kind, config.tokenizer.kind);
    EXPECT_EQ(read->tokenizer.vocab, config.tokenizer.vocab);
    EXPECT_EQ(read->tokenizer.unknown_id, config.tokenizer.unknown_id);
    EXPECT_EQ(read->tokenizer.special, config.tokenizer.special);
    EXPECT_EQ(read->tokenizer.start, config.tokenizer.start);
    EXPECT_EQ(read->tokenizer.bpe, config.tokenizer.bpe);
    EXPECT_EQ(read->bits, config.bits);
    ASSERT_EQ(read->evaluation.has_value(), config.evaluation.has_value());
    if (config.evaluation) {
      EXPECT_EQ(read->evaluation->split, config.evaluation->split);
      EXPECT_EQ(read->evaluation->loss, config.evaluation->loss);
      EXPECT_EQ(read->evaluation->loss_f32, config.evaluation->loss_f32);
      EXPECT_EQ(read->evaluation->characters_per_token,
                config.evaluation->characters_per_token);
    }
    ASSERT_EQ(ConfigJson(*read), json);
  }
}

TEST(ParseConfig, MarksTheSpecialTokensThatEndATextInWhateverOrder) {
  for (const char* keys :
       {R"("special":[1,0,1],"end":[1])", R"("end":[1,1],"special":[1,0,1])"}) {
    const auto config =
        ParseConfig(With(kSmall, "\"char\"", "\"char\"," + std::string(keys)));
    ASSERT_TRUE(config) << config.error().message;
    EXPECT_EQ(config->tokenizer.special,
              (std::vector<SpecialToken>{{1, true}, {0, false}, {1, true}}));
  }
}

TEST(ConfigJson, DoesNotWriteDefaults) {
  ModelConfig config = SampleConfig();
  config.network.layers = {
      {.kind = LayerKind::kScaledId, .divisor = 4},
      {.kind = LayerKind::kGru, .size = 2},
      {.kind = LayerKind::kLayerNorm},
      {.kind = LayerKind::kDense, .size = 3, .activation = Activation::kLinear},
      {.kind = LayerKind::kOutput}};
  const std::string json = ConfigJson(config);
  EXPECT_NE(json.find(R"("layers":[{"kind":"scaled-id"},)"
                      R"({"kind":"gru","units":2},{"kind":"layer-norm"},)"
                      R"({"kind":"dense","units":3},{"kind":"output"}],)"
                      R"("tokenizer")"),
            std::string::npos)
      << json;
}

TEST(ParseConfig, SkipsWhatOnlyDescribes) {
  const auto with = [](const char* more) {
    return ParseConfig(
        With(kSmall, "\"format\":2", R"("format":2,)" + std::string(more)));
  };
  EXPECT_TRUE(with(R"("seed":[1,{"a":2}],"note":null,"architecture":{"a":1})"));
  EXPECT_TRUE(with(R"("evaluation":{"loss":1,"history":[[1,2],[3,4]]})"));
  EXPECT_TRUE(with(R"("evaluation":null,"name":null,"quantization":null)"));
  EXPECT_TRUE(with(R"("context":null)"));
  EXPECT_TRUE(with(R"("context":"stateful")"));
  EXPECT_TRUE(with(R"("context":{"window":3,"pad":null})"));
  EXPECT_TRUE(ParseConfig(With(kSmall, "\"b\"]", R"("b"],"unknown_id":null)")));
  EXPECT_TRUE(ParseConfig(With(kSmall, "\"b\"]", R"("b"],"unknown_id":-1)")));
  EXPECT_TRUE(ParseConfig(
      With(kSmall, "\"units\":3", R"("units":3,"activation":null)")));
}

TEST(ParseConfig, SaysThatANewerVersionMadeIt) {
  for (const char* version : {"3", "1000000"}) {
    const auto config =
        ParseConfig(R"({"format":)" + std::string(version) + R"(,"layers":7})");
    ASSERT_FALSE(config);
    EXPECT_EQ(config.error().code, ErrorCode::kFileUnsupported);
    EXPECT_NE(config.error().message.find("newer version"), std::string::npos);
  }
}

TEST(ParseConfig, SaysHowToConvertAnOlderFile) {
  const auto config = ParseConfig(R"({"format":1,"architecture":{}})");
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().code, ErrorCode::kFileUnsupported);
  EXPECT_NE(config.error().message.find("lukewarm convert OLD -o NEW"),
            std::string::npos);
}

struct Change {
  std::string from;
  std::string to;
};

void ExpectRefused(const Change& change, ErrorCode code) {
  const auto config = ParseConfig(With(kSmall, change.from, change.to));
  ASSERT_FALSE(config) << change.to;
  EXPECT_EQ(config.error().code, code)
      << change.to << ": " << config.error().message;
  EXPECT_TRUE(config.error().message.ends_with(".")) << config.error().message;
}

TEST(ParseConfig, RefusesWhatItDoesNotKnow) {
  for (const Change& change : std::vector<Change>{
           {"\"lstm\"", "\"transformer\""},
           {"\"lstm\"", "\"LSTM\""},
           {"\"lstm\"", "3"},
           {"\"units\":3", R"("units":3,"activation":"gelu")"},
           {"\"units\":3", R"("units":3,"reset":"before")"},
           {"\"units\":3", R"("units":3,"divisor":2)"},
           {"\"units\":3", R"("units":3,"proj_size":2)"},
           {"\"units\":3", R"("units":3,"":2)"},
           {"\"units\":3", R"("units":3,"layer":{"kind":"rnn","units":1})"},
           {"\"lstm\",\"units\":3", R"("gru","units":3,"reset":"both")"},
           {"\"lstm\",\"units\":3", R"("rnn","units":3,)"
                                    R"("recurrent_activation":"sigmoid")"},
           {"\"lstm\",\"units\":3",
            R"("bidirectional","layer":{"kind":"bidirectional",)"
            R"("layer":{"kind":"lstm","units":3}})"},
           {"\"lstm\",\"units\":3", R"("bidirectional","layer":)"
                                    R"({"kind":"lstm","units":3,"tied":0})"},
           {"\"lstm\",\"units\":3",
            R"("bidirectional","return_sequences":false,)"
            R"("layer":{"kind":"lstm","units":3})"},
           {"\"char\"", "\"unigram\""},
           {"\"char\"", R"("bpe","prefix_space":true)"},
           {"\"char\"", R"("char","pieces":[])"},
           {"\"format\":2", R"("format":2,"context":"windowed")"},
           {"\"format\":2", R"("format":2,"context":{"length":3})"},
           {"\"format\":2",
            R"("format":2,"context":{"window":3,"pad":{"id":0,"side":1}})"},
           {"\"format\":2", R"("format":2,"quantization":{"group":32})"}}) {
    ExpectRefused(change, ErrorCode::kFileUnsupported);
  }
}

TEST(ParseConfig, RefusesWhatIsWrongOrMissing) {
  const std::string first = "{\"kind\":\"one-hot\"}";
  for (const Change& change : std::vector<Change>{
           {"\"format\":2", "\"format\":0"},
           {"\"format\":2", "\"format\":\"2\""},
           {"\"format\":2", "\"format\":null"},
           {"\"format\":2", "\"version\":2"},
           {"\"format\":2", R"("format":2,"format":2)"},
           {"\"format\":2", R"("format":2,"name":7)"},
           {"\"format\":2", R"("format":2,"license":["MIT"])"},
           {"\"format\":2", R"("format":2,"quantization":8)"},
           {"\"format\":2", R"("format":2,"quantization":{"bits":5})"},
           {"\"format\":2", R"("format":2,"quantization":{"bits":"8"})"},
           {"\"format\":2", R"("format":2,"evaluation":[])"},
           {"\"format\":2", R"("format":2,"evaluation":{})"},
           {"\"format\":2", R"("format":2,"evaluation":{"loss":-1})"},
           {"\"format\":2", R"("format":2,"evaluation":{"loss":1e400})"},
           {"\"format\":2", R"("format":2,"evaluation":{"loss":"low"})"},
           {"\"format\":2",
            R"("format":2,"evaluation":{"loss":1,"characters_per_token":0})"},
           {"\"format\":2", R"("format":2,"context":{})"},
           {"\"format\":2", R"("format":2,"context":7)"},
           {"\"format\":2", R"("format":2,"context":{"window":0})"},
           {"\"format\":2", R"("format":2,"context":{"window":4097})"},
           {"\"format\":2", R"("format":2,"context":{"window":-1})"},
           {"\"format\":2", R"("format":2,"context":{"pad":{"id":0}})"},
           {"\"format\":2", R"("format":2,"context":{"window":3,"pad":0})"},
           {"\"format\":2", R"("format":2,"context":{"window":3,"pad":{}})"},
           {"\"format\":2",
            R"("format":2,"context":{"window":3,"pad":{"id":2}})"},
           {"\"format\":2",
            R"("format":2,"context":{"window":3,"pad":{"id":0,"masked":1}})"},
           {"\"layers\"", "\"Layers\""},
           {first, "[]"},
           {first, "null"},
           {first, "\"one-hot\""},
           {first, "{}"},
           {first, "{\"kind\":null}"},
           {first, R"({"kind":"embedding"})"},
           {first, R"({"kind":"embedding","size":null})"},
           {first, R"({"kind":"embedding","size":0})"},
           {first, R"({"kind":"embedding","size":65537})"},
           {first, R"({"kind":"embedding","size":-3})"},
           {first, R"({"kind":"embedding","size":3.0})"},
           {first, R"({"kind":"embedding","size":"3"})"},
           {first, R"({"kind":"embedding","size":[3]})"},
           {first, R"({"kind":"embedding","size":18446744073709551617})"},
           {first, R"({"kind":"scaled-id","divisor":0})"},
           {first, R"({"kind":"scaled-id","divisor":-1})"},
           {first, R"({"kind":"scaled-id","divisor":1e-300})"},
           {first, R"({"kind":"scaled-id","divisor":1e10})"},
           {first, R"({"kind":"scaled-id","divisor":"44"})"},
           {first, R"({"kind":"scaled-id","divisor":NaN})"},
           {"\"units\":3", R"("units":3,"return_sequences":1)"},
           {"\"units\":3", R"("units":3,"learned_start":"yes")"},
           {"{\"kind\":\"output\"}",
            R"({"kind":"layer-norm","epsilon":0},{"kind":"output"})"},
           {"{\"kind\":\"output\"}",
            R"({"kind":"concatenate"},{"kind":"output"})"},
           {"{\"kind\":\"output\"}",
            R"({"kind":"concatenate","inputs":0},{"kind":"output"})"},
           {"{\"kind\":\"output\"}",
            R"({"kind":"concatenate","inputs":[[0]]},{"kind":"output"})"},
           {"{\"kind\":\"output\"}",
            R"({"kind":"concatenate","inputs":[0,-1]},{"kind":"output"})"},
           {"{\"kind\":\"output\"}", R"({"kind":"output","tied":true})"},
           {"{\"kind\":\"output\"}", R"({"kind":"output","tied":-1})"},
           {"\"lstm\",\"units\":3", "\"bidirectional\""},
           {"\"lstm\",\"units\":3", R"("bidirectional","layer":"lstm")"},
           {"\"lstm\",\"units\":3", R"("bidirectional","layer":{})"},
           {"\"lstm\",\"units\":3",
            R"("bidirectional","layer":[{"kind":"lstm","units":3}])"},
           {"\"char\"", R"("char","merges":[])"},
           {"\"char\"", R"("char","byte_fallback":false)"},
           {"\"char\"", R"("bpe","merges":0)"},
           {"\"char\"", R"("bpe","merges":[[0,1]])"},
           {"\"char\"", R"("bpe","merges":[-1,0])"},
           {"\"char\"", R"("bpe","merges":[0.5,0])"},
           {"\"char\"", R"("bpe","byte_fallback":1)"},
           {"\"char\"", R"("bpe","split":"no")"},
           {"\"char\"", R"("char","special":0)"},
           {"\"char\"", R"("char","special":["a"])"},
           {"\"char\"", R"("char","special":[-1])"},
           {"\"char\"", R"("char","special":[null])"},
           {"\"char\"", R"("char","special":[[0]])"},
           {"\"char\"", R"("char","special":[1000000])"},
           {"\"char\"", R"("char","special":[0],"end":{"a":0})"},
           {"\"char\"", R"("char","special":[0],"end":[1])"},
           {"\"char\"", R"("char","special":[0,0],"end":[0,1])"},
           {"\"char\"", R"("char","end":[0])"},
           {"\"char\"", R"("char","start":7)"},
           {"\"char\"", R"("char","start":["a"])"},
           {"\"char\"", R"("char","start":")" + std::string(257, 'a') + '"'},
           {"\"kind\":\"char\",", ""},
           {"\"char\"", "\"byte\""},
           {"[\"a\",\"b\"]", "[]"},
           {"[\"a\",\"b\"]", "[\"a\",1]"},
           {"[\"a\",\"b\"]", "[\"a\",null]"},
           {"[\"a\",\"b\"]", "[\"a\",[\"b\"]]"},
           {"[\"a\",\"b\"]", "{\"a\":\"a\",\"b\":\"b\"}"},
           {"[\"a\",\"b\"]", R"(["a","b"],"unknown_id":2)"},
           {"[\"a\",\"b\"]", R"(["a","b"],"unknown_id":-2)"},
           {"[\"a\",\"b\"]", R"(["a","b"],"unknown_id":"<unk>")"},
           {"\"tokenizer\"", "\"tokeniser\""}}) {
    ExpectRefused(change, ErrorCode::kFileCorrupt);
  }
  for (const char* text : {"", "[]", "1", "null", "\"\"", "{}"}) {
    const auto config = ParseConfig(text);
    ASSERT_FALSE(config) << text;
    EXPECT_EQ(config.error().code, ErrorCode::kFileCorrupt) << text;
  }
}

TEST(ParseConfig, NamesThePlaceOfAMistake) {
  for (const auto& [change, place] :
       {std::pair{Change{"\"units\":3", "\"units\":-3"}, "layers.1.units"},
        {Change{"\"lstm\"", "\"tcn\""}, "layers.1.kind"},
        {Change{"\"units\":3", "\"size\":3"}, "layers.1.size"},
        {Change{"\"units\":3", "\"activation\":\"tanh\""}, "layers.1.units"},
        {Change{"\"b\"", "7"}, "tokenizer.vocab.1"}}) {
    const auto config = ParseConfig(With(kSmall, change.from, change.to));
    ASSERT_FALSE(config);
    EXPECT_NE(config.error().message.find('"' + std::string(place) + '"'),
              std::string::npos)
        << config.error().message;
  }
}

TEST(ParseConfig, RefusesMoreLayersThanItsLimit) {
  for (int layers : {64, 65, 100000}) {
    std::string more;
    for (int i = 2; i < layers; ++i) more += R"({"kind":"layer-norm"},)";
    const auto config =
        ParseConfig(With(kSmall, "{\"kind\":\"lstm\",\"units\":3},", more));
    EXPECT_EQ(config.has_value(), layers <= 64) << layers;
  }
}

}  // namespace
}  // namespace lukewarm
