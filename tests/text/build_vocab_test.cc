#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "tokenizers.h"

namespace lukewarm {
namespace {

using Vocabulary = std::vector<std::string>;

TokenizerConfig Build(TokenizerKind kind, std::string_view text,
                      std::size_t max_size = 0, std::size_t min_count = 1) {
  auto config = BuildVocab(text, {kind, max_size, min_count});
  if (!config) ADD_FAILURE() << config.error().message;
  return config ? *std::move(config) : TokenizerConfig{};
}

TEST(BuildVocab, CharactersByCodePoint) {
  const auto config = Build(TokenizerKind::kChar, "b\u6C38a\u00E9b\n");
  EXPECT_EQ(config.vocab, (Vocabulary{"\n", "a", "b", "\u00E9", "\u6C38"}));
  EXPECT_EQ(config.unknown_id, -1);
}

TEST(BuildVocab, RareCharactersBecomeTheUnknownToken) {
  const auto rare = Build(TokenizerKind::kChar, "abcabb", 0, 2);
  EXPECT_EQ(rare.vocab, (Vocabulary{"\uFFFD", "a", "b"}));
  EXPECT_EQ(rare.unknown_id, 0);
  const auto few = Build(TokenizerKind::kChar, "ccbbbaad", 3);
  EXPECT_EQ(few.vocab, (Vocabulary{"\uFFFD", "a", "b"}));
  const auto fits = Build(TokenizerKind::kChar, "ccbbbaad", 4);
  EXPECT_EQ(fits.unknown_id, -1);
  EXPECT_EQ(fits.vocab.size(), 4u);
  // A text that holds U+FFFD itself must not have it twice.
  const auto damaged = Build(TokenizerKind::kChar, "a\uFFFD\uFFFDab", 0, 2);
  EXPECT_EQ(damaged.vocab, (Vocabulary{"\uFFFD", "a"}));
  EXPECT_EQ(Build(TokenizerKind::kChar, "a\uFFFD").unknown_id, -1);
}

TEST(BuildVocab, WordsByFallingCountThenText) {
  const auto config =
      Build(TokenizerKind::kWord, "the cat, the dog, the cat.\nThe end.");
  EXPECT_EQ(config.vocab, (Vocabulary{"the", "cat", "\uFFED,", "\uFFED.", "\n",
                                      "The", "dog", "end"}));
  EXPECT_EQ(config.unknown_id, -1);
}

TEST(BuildVocab, MaxSizeCountsTheUnknownToken) {
  for (std::size_t size = 1; size <= 9; ++size) {
    const auto config =
        Build(TokenizerKind::kWord, "a a a a b b b c c d e f g h", size);
    EXPECT_EQ(config.vocab.size(), std::min<std::size_t>(size, 8));
    EXPECT_EQ(config.unknown_id, size < 8 ? 0 : -1);
    EXPECT_EQ(config.vocab[0], size < 8 ? "<unk>" : "a");
    EXPECT_TRUE(MakeTokenizer(config));
  }
  const auto both = Build(TokenizerKind::kWord, "a a a a b b b c c d e", 4, 2);
  EXPECT_EQ(both.vocab, (Vocabulary{"<unk>", "a", "b", "c"}));
  const auto tight = Build(TokenizerKind::kWord, "a a a a b b b c c d e", 3, 2);
  EXPECT_EQ(tight.vocab, (Vocabulary{"<unk>", "a", "b"}));
}

TEST(BuildVocab, BytesNeedNone) {
  const auto config = Build(TokenizerKind::kByte, "abc", 2, 2);
  EXPECT_TRUE(config.vocab.empty());
  EXPECT_EQ(config.unknown_id, -1);
}

TEST(BuildVocab, RefusesEmptyAndDamagedText) {
  using enum TokenizerKind;
  for (const TokenizerKind kind : {kChar, kByte, kWord}) {
    EXPECT_EQ(BuildVocab("", {kind}).error().code, ErrorCode::kTextEmpty);
    EXPECT_EQ(BuildVocab("a\xFF", {kind}).error().code,
              ErrorCode::kTextNotUtf8);
  }
  EXPECT_EQ(BuildVocab(" \t ", {kWord}).error().code, ErrorCode::kTextEmpty);
  EXPECT_TRUE(BuildVocab(" ", {kChar}));
}

TEST(BuildVocab, LimitsOutOfRangeAreErrors) {
  VocabOptions size, count;
  size.max_size = 1'000'001;
  count.min_count = std::numeric_limits<std::uint32_t>::max();
  for (const VocabOptions& options : {size, count}) {
    const auto vocab = BuildVocab("a text", options);
    ASSERT_FALSE(vocab.has_value());
    EXPECT_EQ(vocab.error().code, ErrorCode::kInvalidArgument);
  }
}

}  // namespace
}  // namespace lukewarm
