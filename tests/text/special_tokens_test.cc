// Special tokens: no text is read as one, and none adds to a text.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tokenizers.h"

namespace lukewarm {
namespace {

using enum TokenizerKind;

std::unique_ptr<const Tokenizer> Make(const TokenizerConfig& config) {
  auto tokenizer = MakeTokenizer(config);
  if (!tokenizer) ADD_FAILURE() << tokenizer.error().message;
  return tokenizer ? *std::move(tokenizer) : nullptr;
}

// A vocab of each kind with padding, an end and a start that is a text too.
std::vector<TokenizerConfig> Configs() {
  return {{.kind = kChar,
           .vocab = {"<pad>", "a", "b", ".", "</s>"},
           .special = {{0}, {4, true}, {3}}},
          {.kind = kWord,
           .vocab = {"<pad>", "a", "b", ".", "</s>"},
           .special = {{4, true}, {3}, {0}}},
          {.kind = kSplit,
           .vocab = {"<pad>", "a", "b", ".", "</s>"},
           .special = {{0}, {3}, {4, true}}},
          {.kind = kBpe,
           .vocab = {"<pad>", "a", "b", ".", "</s>"},
           .special = {{0}, {3}, {4, true}},
           .bpe = {.byte_fallback = true}}};
}

TEST(SpecialTokens, NoTextIsReadAsOne) {
  for (const TokenizerConfig& config : Configs()) {
    const auto tokenizer = Make(config);
    for (const auto unknown :
         {Tokenizer::Reading::kPrompt, Tokenizer::Reading::kText}) {
      const auto encoding = tokenizer->Encode("a . <pad> b </s> .", unknown);
      ASSERT_TRUE(encoding);
      for (const int id : encoding->ids) EXPECT_TRUE(id == 1 || id == 2) << id;
    }
    EXPECT_NE(Reported(Prompt(*tokenizer, "a . b")).find(".>"),
              std::string::npos);
  }
}

TEST(SpecialTokens, NoneAddsToAText) {
  for (const TokenizerConfig& config : Configs()) {
    const auto tokenizer = Make(config);
    EXPECT_EQ(Decode(*tokenizer, std::vector<int>{3, 0, 1, 0, 2, 4, 1, 0}),
              Decode(*tokenizer, std::vector<int>{1, 2, 1}));
  }
}

TEST(SpecialTokens, AListShowsTheirTexts) {
  for (const TokenizerConfig& config : Configs()) {
    EXPECT_EQ(Make(config)->TokenText(4), "</s>");
  }
}

TEST(SpecialTokens, AnUnknownTokenMayBeOne) {
  const auto words = Make({.kind = kSplit,
                           .vocab = {"<unk>", "a"},
                           .unknown_id = 0,
                           .special = {{0}}});
  EXPECT_EQ(Prompt(*words, "a b").ids, (std::vector<int>{1, 0}));
}

TEST(StartIds, AreThoseOfATextOrOfTheSpecialTokenOfThatName) {
  for (TokenizerConfig config : Configs()) {
    const auto tokenizer = Make(config);
    const auto ids = [&](const char* start) {
      config.start = start;
      auto found = StartIds(config, *tokenizer);
      return found ? *found : std::vector<int>{-1};
    };
    EXPECT_EQ(ids("</s>"), std::vector<int>{4});
    EXPECT_EQ(ids("."), std::vector<int>{3});
    EXPECT_EQ(ids("a"), std::vector<int>{1});
    EXPECT_EQ(ids(" \t"), std::vector<int>{-1});
    EXPECT_EQ(ids("z"), std::vector<int>{-1});
    EXPECT_EQ(ids("a</s>"), std::vector<int>{-1});
    config.start = "z";
    const auto refused = StartIds(config, *tokenizer);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kFileCorrupt);
  }
}

}  // namespace
}  // namespace lukewarm
