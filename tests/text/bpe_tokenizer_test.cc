#include "text/bpe_tokenizer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/byte_alphabet.h"
#include "text/letters.h"
#include "tokenizers.h"

namespace lukewarm {
namespace {

using Ids = std::vector<int>;

std::unique_ptr<const Tokenizer> Make(const TokenizerConfig& config) {
  auto tokenizer = MakeTokenizer(config);
  if (!tokenizer) ADD_FAILURE() << tokenizer.error().message;
  return tokenizer ? *std::move(tokenizer) : nullptr;
}

TokenizerConfig LearnConfig(std::string_view text, std::size_t size) {
  auto config =
      BuildVocab(text, {.kind = TokenizerKind::kBpe, .max_size = size});
  if (!config) ADD_FAILURE() << config.error().message;
  return *std::move(config);
}

// "▁", letters, two merges and, if wanted, the bytes.
TokenizerConfig Characters(bool bytes) {
  TokenizerConfig config{
      .kind = TokenizerKind::kBpe,
      .vocab = {"<unk>", "\u2581", "a", "b", "ab", "\u2581ab", "</s>"},
      .unknown_id = 0,
      .special = {{6, true}}};
  config.bpe = {.merges = {2, 3, 1, 4},
                .byte_fallback = true,
                .prefix_space = PrefixSpace::kAlways,
                .split = false};
  for (int byte = 0; bytes && byte < 256; ++byte) {
    config.vocab.push_back(NumberOfByte(byte));
  }
  return config;
}

TEST(ByteAlphabet, IsGpt2s) {
  EXPECT_EQ(CharacterOfByte(' '), U'\u0120');
  EXPECT_EQ(CharacterOfByte('\n'), U'\u010A');
  EXPECT_EQ(CharacterOfByte(0xAD), U'\u0143');
  EXPECT_EQ(CharacterOfByte(0x7F), U'\u0121');
  EXPECT_EQ(CharacterOfByte(0xA0), U'\u0142');
  int found = 0;
  for (char32_t c = 0; c < 0x400; ++c) {
    const int byte = ByteOfCharacter(c);
    if (byte < 0) continue;
    ++found;
    EXPECT_EQ(CharacterOfByte(static_cast<char32_t>(byte)), c);
  }
  EXPECT_EQ(found, 256);
}

TEST(Letters, AreThoseOfUnicode) {
  const LetterRuns letters;
  std::size_t counts[4] = {};
  for (char32_t c = 0; c < 0x110000; ++c) {
    ++counts[static_cast<int>(letters.ClassOf(c))];
  }
  // Of Unicode 16.
  EXPECT_EQ(counts[static_cast<int>(LetterClass::kLetter)], 141028u);
  EXPECT_EQ(counts[static_cast<int>(LetterClass::kNumber)], 1911u);
  EXPECT_EQ(counts[static_cast<int>(LetterClass::kSpace)], 25u);
  EXPECT_EQ(letters.ClassOf(0x16F0), LetterClass::kNumber);
  EXPECT_EQ(letters.ClassOf(0x16F1), LetterClass::kLetter);
  EXPECT_EQ(letters.ClassOf(0x10FFFF), LetterClass::kOther);
}

TEST(BpeTokenizer, MergesTheMostFrequentPairsFirst) {
  const auto config = LearnConfig("ab abc ab abc bc", 259);
  // Equal pairs by their ids: those of "a" "b" come before "Ġ" "ab".
  EXPECT_EQ(config.vocab[256], "ab");
  EXPECT_EQ(config.vocab[257], "\u0120ab");
  EXPECT_EQ(config.vocab.size(), 259u);
  const auto tokenizer = Make(config);
  EXPECT_EQ(Prompt(*tokenizer, "ab ab").ids, (Ids{256, 257}));
}

TEST(BpeTokenizer, SmallVocabsAreRefusedWithASentence) {
  for (const std::size_t size : {1, 100, 256, 1'000'001}) {
    const auto config =
        BuildVocab("a text", {.kind = TokenizerKind::kBpe, .max_size = size});
    ASSERT_FALSE(config);
    EXPECT_EQ(config.error().code, ErrorCode::kInvalidArgument);
  }
  EXPECT_EQ(LearnConfig("a b a b", 0).vocab.size(), 258u);
  const auto rare = BuildVocab(
      "ab ab ac", {.kind = TokenizerKind::kBpe, .max_size = 0, .min_count = 2});
  EXPECT_EQ(rare->vocab.size(), 257u);
  EXPECT_FALSE(BuildVocab("", {.kind = TokenizerKind::kBpe}));
}

TEST(BpeTokenizer, EveryTextRoundTripsAndItsBytesAreCounted) {
  const auto tokenizer =
      Make(LearnConfig("the then \u6C38\u6C38 caf\u00E9", 0));
  for (const std::string_view text :
       {"the then", " \u6C38\n\n caf\u00E9 the  ", "\U0001F469\u200D\U0001F680",
        "\0\x7F", "\u2581", ""}) {
    const Encoding encoding = Prompt(*tokenizer, text);
    EXPECT_EQ(Decode(*tokenizer, encoding.ids), text);
    EXPECT_EQ(Reported(encoding), "");
    std::string joined;
    std::size_t at = 0;
    for (std::size_t i = 0; i < encoding.ids.size(); ++i) {
      const auto bytes = text.substr(at, encoding.lengths[i]);
      at += encoding.lengths[i];
      joined += bytes;
      if (bytes == " \u6C38") {
        EXPECT_EQ(tokenizer->TokenText(encoding.ids[i]), bytes);
      }
    }
    EXPECT_EQ(joined, text);
  }
}

TEST(BpeTokenizer, StreamHoldsBackHalfACharacter) {
  const auto tokenizer = Make(LearnConfig("\u6C38 \u6C38", 257));
  const Ids ids = Prompt(*tokenizer, "\u6C38").ids;
  ASSERT_EQ(ids.size(), 2u);
  EXPECT_EQ(tokenizer->TokenText(ids[0]).front(), '<');
  const auto stream = MakeTextStream(*tokenizer);
  EXPECT_EQ(stream->Push(ids[0]), "");
  const auto clone = stream->Clone();
  EXPECT_EQ(stream->Push(ids[1]), "\u6C38");
  EXPECT_EQ(stream->Flush(), "");
  EXPECT_EQ(clone->Flush(), "\uFFFD");
}

TEST(BpeTokenizer, BytesStandForUnknownCharacters) {
  const auto tokenizer = Make(Characters(true));
  const int byte = 7;
  EXPECT_EQ(Prompt(*tokenizer, "ab ab").ids, (Ids{5, 5}));
  const Encoding encoding = Prompt(*tokenizer, "ab\n\u00E9");
  EXPECT_EQ(encoding.ids, (Ids{5, byte + 10, byte + 0xC3, byte + 0xA9}));
  EXPECT_EQ(encoding.lengths, (std::vector<std::size_t>{2, 1, 1, 1}));
  EXPECT_EQ(Read(*tokenizer, " ab\n\u00E9  b"), " ab\n\u00E9  b");
  EXPECT_EQ(tokenizer->TokenText(5), " ab");
  EXPECT_EQ(tokenizer->TokenText(byte + 10), "\n");
  EXPECT_EQ(tokenizer->TokenText(byte + 0xC3), "<0xC3>");
  EXPECT_EQ(tokenizer->TokenText(6), "</s>");
  // No text is read as a special token, nor as a byte by its name.
  EXPECT_EQ(Read(*tokenizer, "</s><0x0A>"), "</s><0x0A>");
  EXPECT_EQ(Reported(Prompt(*tokenizer, "a\u2581\u2581b")), "\u2581> ");
}

TEST(BpeTokenizer, WithoutBytesCharactersMayBeUnknown) {
  const auto tokenizer = Make(Characters(false));
  const Encoding prompt = Prompt(*tokenizer, "zab\u00E9ab");
  EXPECT_EQ(prompt.ids, (Ids{5, 4}));
  EXPECT_EQ(prompt.lengths, (std::vector<std::size_t>{3, 4}));
  EXPECT_EQ(Reported(prompt), "z>, \u00E9>");
  EXPECT_EQ(tokenizer->Encode("bz", Tokenizer::Reading::kText)->ids,
            (Ids{1, 3, 0}));
}

TEST(BpeTokenizer, ThePrefixIsNoPartOfTheText) {
  TokenizerConfig config = Characters(true);
  EXPECT_EQ(Prompt(*Make(config), " ab").ids, (Ids{1, 5}));
  config.bpe.prefix_space = PrefixSpace::kMissing;
  EXPECT_EQ(Prompt(*Make(config), " ab").ids, (Ids{5}));
  EXPECT_EQ(Prompt(*Make(config), "ab").ids, (Ids{5}));
  EXPECT_EQ(Prompt(*Make(config), "ab").lengths, std::vector<std::size_t>{2});
  EXPECT_TRUE(Prompt(*Make(config), "").ids.empty());
  config.bpe.prefix_space = PrefixSpace::kNever;
  EXPECT_EQ(Prompt(*Make(config), "ab").ids, (Ids{4}));
  EXPECT_EQ(Decode(*Make(config), Ids{5}), " ab");
  // After a prompt, a space at the beginning is one.
  const auto tokenizer = Make(Characters(true));
  const auto stream = MakeTextStream(*tokenizer);
  stream->ContinueAfter("ab", Prompt(*tokenizer, "ab").ids);
  EXPECT_EQ(stream->Push(5), " ab");
}

TEST(BpeTokenizer, WhatContinuesATextHasNoPrefix) {
  const auto read = [](const Tokenizer& tokenizer, std::string_view text) {
    return tokenizer.Encode(text, Tokenizer::Reading::kContinuation)->ids;
  };
  TokenizerConfig config = Characters(true);
  for (const auto prefix :
       {PrefixSpace::kAlways, PrefixSpace::kMissing, PrefixSpace::kNever}) {
    config.bpe.prefix_space = prefix;
    const auto tokenizer = Make(config);
    EXPECT_EQ(read(*tokenizer, "ab"), (Ids{4}));
    EXPECT_EQ(read(*tokenizer, " ab"), (Ids{5}));
    EXPECT_TRUE(read(*tokenizer, "").empty());
  }
}

TEST(BpeTokenizer, MergesAcrossSpacesIfTheVocabHasSuchTokens) {
  TokenizerConfig config = Characters(true);
  config.vocab.push_back("b\u2581");
  const int id = static_cast<int>(config.vocab.size()) - 1;
  config.bpe.merges = {3, 1};
  config.bpe.prefix_space = PrefixSpace::kNever;
  EXPECT_EQ(Prompt(*Make(config), "ab b").ids, (Ids{2, id, 3}));
  config.bpe.split = true;
  EXPECT_EQ(Prompt(*Make(config), "ab b").ids, (Ids{2, 3, 1, 3}));
}

// A word of 200,000 letters.
TEST(BpeTokenizer, LongWordsTakeNoLongTime) {
  const auto tokenizer = Make(LearnConfig(std::string(5000, 'a'), 270));
  const std::string text(200'000, 'a');
  EXPECT_EQ(Read(*tokenizer, text), text);
}

TEST(BpeTokenizer, RefusesMergesThatDoNotFit) {
  const TokenizerConfig good = Characters(true);
  const std::vector<std::vector<int>> merges = {{2},           // half a pair
                                                {2, -1},       // no token
                                                {2, 1000},     // past the end
                                                {3, 2},        // "ba" is none
                                                {2, 3, 2, 3},  // twice
                                                {6, 2}};
  for (const auto& pairs : merges) {
    TokenizerConfig config = good;
    config.bpe.merges = pairs;
    const auto tokenizer = MakeTokenizer(config);
    ASSERT_FALSE(tokenizer);
    EXPECT_EQ(tokenizer.error().code, ErrorCode::kFileCorrupt);
  }
  // 400 MB of results
  TokenizerConfig config = good;
  const int last = static_cast<int>(config.vocab.size());
  config.vocab.push_back(std::string(1'000'000, 'a'));
  for (int i = 0; i < 400; ++i) {
    std::string letters(1 + i / 20, 'x');
    letters.push_back(static_cast<char>('a' + i % 20));
    config.bpe.merges.insert(config.bpe.merges.end(),
                             {static_cast<int>(config.vocab.size()), last});
    config.vocab.push_back(letters);
  }
  EXPECT_FALSE(MakeTokenizer(config));
}

}  // namespace
}  // namespace lukewarm
