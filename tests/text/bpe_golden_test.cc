// The ids that Hugging Face's tokenizers library gives, and the merges that it
// learns: tests/golden/bpe.json (make_bpe.py), or the file of that kind in
// LUKEWARM_BPE_GOLDEN.
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/istreamwrapper.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "tokenizers.h"

namespace lukewarm {
namespace {

using Json = rapidjson::Value;

const rapidjson::Document& Golden() {
  static const rapidjson::Document golden = [] {
    const char* path = std::getenv("LUKEWARM_BPE_GOLDEN");
    std::ifstream file(path != nullptr ? path
                                       : LUKEWARM_TESTS_DIR "/golden/bpe.json");
    rapidjson::IStreamWrapper stream(file);
    rapidjson::Document document;
    document.ParseStream(stream);
    return document;
  }();
  return golden;
}

std::string Text(const Json& json) {
  return {json.GetString(), json.GetStringLength()};
}

std::vector<int> Ids(const Json& json) {
  std::vector<int> ids;
  for (const Json& id : json.GetArray()) ids.push_back(id.GetInt());
  return ids;
}

TokenizerConfig Config(const Json& json) {
  TokenizerConfig config{.kind = TokenizerKind::kBpe};
  for (const Json& token : json["vocab"].GetArray()) {
    config.vocab.push_back(Text(token));
  }
  BpeConfig& bpe = config.bpe;
  bpe.merges = Ids(json["merges"]);
  bpe.byte_fallback = json["byte_fallback"].GetBool();
  if (bpe.byte_fallback) {
    config.unknown_id = json["unknown_id"].GetInt();
    config.special = {{1}, {2, true}};
  }
  const std::string prefix = Text(json["prefix_space"]);
  if (prefix == "missing") bpe.prefix_space = PrefixSpace::kMissing;
  if (prefix == "always") bpe.prefix_space = PrefixSpace::kAlways;
  bpe.split = json["split"].GetBool();
  return config;
}

TEST(BpeGolden, IdsAreThoseOfTheLibrary) {
  for (const Json& one : Golden()["tokenizers"].GetArray()) {
    const auto tokenizer = MakeTokenizer(Config(one["config"]));
    ASSERT_TRUE(tokenizer) << tokenizer.error().message;
    const auto& texts = Golden()["texts"].GetArray();
    for (rapidjson::SizeType i = 0; i < texts.Size(); ++i) {
      const std::string text = Text(texts[i]);
      ASSERT_EQ(Prompt(**tokenizer, text).ids, Ids(one["ids"][i]))
          << one["name"].GetString() << ": " << text;
    }
  }
}

TEST(BpeGolden, TextsComeBack) {
  for (const Json& one : Golden()["tokenizers"].GetArray()) {
    const TokenizerConfig config = Config(one["config"]);
    const auto tokenizer = *MakeTokenizer(config);
    const bool in_text = config.bpe.byte_fallback;
    for (const Json& json : Golden()["texts"].GetArray()) {
      const std::string text = Text(json);
      if (in_text && text.find("\u2581") != text.npos) continue;
      const bool begins_with_space = text.starts_with(' ');
      if (config.bpe.prefix_space == PrefixSpace::kMissing &&
          begins_with_space) {
        continue;
      }
      ASSERT_EQ(Read(*tokenizer, text), text) << one["name"].GetString();
      ASSERT_EQ(Reported(Prompt(*tokenizer, text)), "");
    }
  }
}

TEST(BpeGolden, LearnedMergesAreThoseOfTheLibrary) {
  std::string text;
  for (const Json& json : Golden()["texts"].GetArray()) {
    text += text.empty() && &json == Golden()["texts"].Begin() ? "" : "\n";
    text += Text(json);
  }
  const TokenizerConfig expected = Config(Golden()["tokenizers"][0]["config"]);
  const auto learned = BuildVocab(
      text, {.kind = TokenizerKind::kBpe, .max_size = expected.vocab.size()});
  ASSERT_TRUE(learned) << learned.error().message;
  EXPECT_EQ(learned->bpe, expected.bpe);
  EXPECT_EQ(learned->vocab, expected.vocab);
}

}  // namespace
}  // namespace lukewarm
