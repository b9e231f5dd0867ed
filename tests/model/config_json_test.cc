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
    R"({"format":1,"architecture":{"cell":"lstm","vocab_size":2,)"
    R"("hidden_sizes":[3,4]},"tokenizer":{"kind":"char","vocab":["a","b"]}})";

TEST(ParseConfig, FillsInTheDefaults) {
  const auto config = ParseConfig(kSmall);
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->architecture.embedding_size, 0u);
  EXPECT_FALSE(config->architecture.tied);
  EXPECT_EQ(config->architecture.hidden_sizes,
            (std::vector<std::size_t>{3, 4}));
  EXPECT_EQ(config->tokenizer.unknown_id, -1);
  EXPECT_EQ(config->bits, 0);
  EXPECT_FALSE(config->has_evaluation);
}

TEST(ConfigJson, RoundTripsEveryField) {
  ModelConfig config = SampleConfig();
  for (CellKind cell : {CellKind::kRnn, CellKind::kGru, CellKind::kLstm}) {
    for (TokenizerKind kind :
         {TokenizerKind::kChar, TokenizerKind::kByte, TokenizerKind::kWord}) {
      for (int bits : {32, 16, 8, 4}) {
        for (bool flag : {false, true}) {
          config.architecture.cell = cell;
          config.architecture.activation = cell == CellKind::kRnn && flag
                                               ? RnnActivation::kRelu
                                               : RnnActivation::kTanh;
          config.architecture.reset = cell == CellKind::kGru && flag
                                          ? GruReset::kBefore
                                          : GruReset::kAfter;
          config.architecture.tied = flag;
          config.has_evaluation = flag;
          config.evaluation = flag ? SampleConfig().evaluation : Evaluation{};
          config.tokenizer.kind = kind;
          config.tokenizer.unknown_id = flag ? 2 : -1;
          config.tokenizer.start = flag ? "\n\"é" : "";
          const bool bytes = kind == TokenizerKind::kByte;
          config.architecture.vocab_size = bytes ? 256 : 4;
          config.tokenizer.vocab = SampleConfig().tokenizer.vocab;
          if (bytes) config.tokenizer.vocab.clear();
          config.bits = bits;
          const auto read = ParseConfig(ConfigJson(config));
          ASSERT_TRUE(read) << read.error().message;
          EXPECT_EQ(read->name, config.name);
          EXPECT_EQ(read->license, config.license);
          EXPECT_EQ(read->training_data, config.training_data);
          EXPECT_EQ(read->recipe, config.recipe);
          const Architecture& a = read->architecture;
          EXPECT_EQ(a.cell, cell);
          EXPECT_EQ(a.activation, config.architecture.activation);
          EXPECT_EQ(a.reset, config.architecture.reset);
          EXPECT_EQ(a.vocab_size, config.architecture.vocab_size);
          EXPECT_EQ(a.embedding_size, config.architecture.embedding_size);
          EXPECT_EQ(a.hidden_sizes, config.architecture.hidden_sizes);
          EXPECT_EQ(a.tied, flag);
          EXPECT_EQ(read->tokenizer.kind, kind);
          EXPECT_EQ(read->tokenizer.vocab, config.tokenizer.vocab);
          EXPECT_EQ(read->tokenizer.unknown_id, config.tokenizer.unknown_id);
          EXPECT_EQ(read->tokenizer.start, config.tokenizer.start);
          EXPECT_EQ(read->bits, bits);
          EXPECT_EQ(read->has_evaluation, flag);
          EXPECT_EQ(read->evaluation.split, config.evaluation.split);
          EXPECT_EQ(read->evaluation.loss, config.evaluation.loss);
          EXPECT_EQ(read->evaluation.loss_f32, config.evaluation.loss_f32);
          EXPECT_EQ(read->evaluation.characters_per_token,
                    config.evaluation.characters_per_token);
          EXPECT_EQ(ConfigJson(*read), ConfigJson(config));
        }
      }
    }
  }
}

TEST(ParseConfig, SkipsWhatOnlyDescribes) {
  EXPECT_TRUE(ParseConfig(With(
      kSmall, "\"format\":1", R"("format":1,"seed":[1,{"a":2}],"note":null)")));
  EXPECT_TRUE(ParseConfig(
      With(kSmall, "\"format\":1",
           R"("format":1,"evaluation":{"loss":1,"history":[[1,2],[3,4]]})")));
  EXPECT_TRUE(ParseConfig(
      With(kSmall, "\"format\":1", R"("format":1,"evaluation":null)")));
  EXPECT_TRUE(ParseConfig(With(kSmall, "\"b\"]", R"("b"],"unknown_id":null)")));
  EXPECT_TRUE(ParseConfig(With(kSmall, "\"b\"]", R"("b"],"unknown_id":-1)")));
}

TEST(ParseConfig, SaysThatANewerVersionMadeIt) {
  for (const char* version : {"2", "3", "1000000"}) {
    const auto config = ParseConfig(R"({"format":)" + std::string(version) +
                                    R"(,"architecture":7})");
    ASSERT_FALSE(config);
    EXPECT_EQ(config.error().code, ErrorCode::kFileUnsupported);
    EXPECT_NE(config.error().message.find("newer version"), std::string::npos);
  }
}

struct Change {
  std::string from;
  std::string to;
};

void ExpectRefused(const Change& change, ErrorCode code) {
  const auto config = ParseConfig(With(kSmall, change.from, change.to));
  ASSERT_FALSE(config) << change.to;
  EXPECT_EQ(config.error().code, code) << config.error().message;
  EXPECT_TRUE(config.error().message.ends_with(".")) << config.error().message;
}

TEST(ParseConfig, RefusesWhatItDoesNotKnow) {
  for (const Change& change : std::vector<Change>{
           {"\"lstm\"", "\"transformer\""},
           {"\"lstm\"", "\"LSTM\""},
           {"\"lstm\"", R"("lstm","activation":"relu")"},
           {"\"lstm\"", R"("rnn","activation":"gelu")"},
           {"\"lstm\"", R"("gru","reset":"both")"},
           {"\"lstm\"", R"("lstm","bidirectional":true)"},
           {"\"char\"", "\"bpe\""},
           {"\"char\"", R"("char","merges":[])"},
           {"\"format\":1", R"("format":1,"quantization":{"group":32})"}}) {
    ExpectRefused(change, ErrorCode::kFileUnsupported);
  }
}

TEST(ParseConfig, RefusesWhatIsWrongOrMissing) {
  for (const Change& change : std::vector<Change>{
           {"\"format\":1", "\"format\":0"},
           {"\"format\":1", "\"format\":\"1\""},
           {"\"format\":1", "\"format\":null"},
           {"\"format\":1", "\"version\":1"},
           {"\"format\":1", R"("format":1,"name":7)"},
           {"\"format\":1", R"("format":1,"license":["MIT"])"},
           {"\"format\":1", R"("format":1,"quantization":8)"},
           {"\"format\":1", R"("format":1,"quantization":{"bits":5})"},
           {"\"format\":1", R"("format":1,"quantization":{"bits":"8"})"},
           {"\"format\":1", R"("format":1,"evaluation":[])"},
           {"\"format\":1", R"("format":1,"evaluation":{})"},
           {"\"format\":1", R"("format":1,"evaluation":{"loss":-1})"},
           {"\"format\":1", R"("format":1,"evaluation":{"loss":1e400})"},
           {"\"format\":1", R"("format":1,"evaluation":{"loss":"low"})"},
           {"\"format\":1",
            R"("format":1,"evaluation":{"loss":1,"characters_per_token":0})"},
           {"\"char\"", R"("char","start":7)"},
           {"\"char\"", R"("char","start":["a"])"},
           {"\"char\"", R"("char","start":")" + std::string(257, 'a') + '"'},
           {"\"cell\":\"lstm\",", ""},
           {"\"cell\":\"lstm\"", "\"cell\":null"},
           {"\"vocab_size\":2,", ""},
           {"\"vocab_size\":2", "\"vocab_size\":0"},
           {"\"vocab_size\":2", "\"vocab_size\":-2"},
           {"\"vocab_size\":2", "\"vocab_size\":2.0"},
           {"\"vocab_size\":2", "\"vocab_size\":3"},
           {"\"vocab_size\":2", "\"vocab_size\":1000001"},
           {"\"vocab_size\":2", "\"vocab_size\":18446744073709551618"},
           {"\"vocab_size\":2", R"("vocab_size":2,"embedding_size":65537)"},
           {"\"vocab_size\":2", R"("vocab_size":2,"tied":1)"},
           {"\"vocab_size\":2", R"("vocab_size":2,"tied":true)"},
           {"\"vocab_size\":2",
            R"("vocab_size":2,"tied":true,"embedding_size":3)"},
           {"[3,4]", "[]"},
           {"[3,4]", "[3,0]"},
           {"[3,4]", "[3,65537]"},
           {"[3,4]", "[3,null]"},
           {"[3,4]", "[[3],4]"},
           {"[3,4]", "3"},
           {"[3,4]", "{\"0\":3}"},
           {"\"kind\":\"char\",", ""},
           {"\"char\"", "\"byte\""},
           {R"("kind":"char","vocab":["a","b"])", R"("kind":"byte")"},
           {"[\"a\",\"b\"]", "[\"a\"]"},
           {"[\"a\",\"b\"]", "[\"a\",\"b\",\"c\"]"},
           {"[\"a\",\"b\"]", "[\"a\",1]"},
           {"[\"a\",\"b\"]", "[\"a\",null]"},
           {"[\"a\",\"b\"]", "[\"a\",[\"b\"]]"},
           {"[\"a\",\"b\"]", "{\"a\":\"a\",\"b\":\"b\"}"},
           {"[\"a\",\"b\"]", R"(["a","b"],"unknown_id":2)"},
           {"[\"a\",\"b\"]", R"(["a","b"],"unknown_id":-2)"},
           {"[\"a\",\"b\"]", R"(["a","b"],"unknown_id":"<unk>")"},
           {"\"tokenizer\"", "\"tokeniser\""},
           {"\"format\":1", R"("format":1,"format":1)"}}) {
    ExpectRefused(change, ErrorCode::kFileCorrupt);
  }
  for (const char* text : {"", "[]", "1", "null", "\"\"", "{}"}) {
    const auto config = ParseConfig(text);
    ASSERT_FALSE(config) << text;
    EXPECT_EQ(config.error().code, ErrorCode::kFileCorrupt) << text;
  }
}

TEST(ParseConfig, RefusesMoreLayersThanItsLimit) {
  for (int layers : {64, 65, 100000}) {
    std::string sizes = "[";
    for (int i = 0; i < layers; ++i) sizes += "1,";
    sizes.back() = ']';
    const auto config = ParseConfig(With(kSmall, "[3,4]", sizes));
    EXPECT_EQ(config.has_value(), layers <= 64) << layers;
  }
}

TEST(ParseConfig, ForgetsWhatTheCellHasNoUseFor) {
  const auto config =
      ParseConfig(With(kSmall, "\"lstm\"", R"("lstm","reset":"before")"));
  ASSERT_TRUE(config);
  EXPECT_EQ(config->architecture.reset, GruReset::kAfter);
}

}  // namespace
}  // namespace lukewarm
