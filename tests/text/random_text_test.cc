#include <gtest/gtest.h>

#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "base/rng.h"
#include "text/byte_alphabet.h"
#include "text/utf8.h"
#include "tokenizers.h"

namespace lukewarm {
namespace {

constexpr std::string_view kTrainingText =
    "\"Well,\" he said, 'tis 10:30\u2014don't go (yet)... caf\u00E9\n"
    "\u6C38\u548C \U0001F469\u200D\U0001F680 the The end. - a-b \\ \uFFED";

// One of each kind, with and without an unknown token.
std::vector<std::unique_ptr<const Tokenizer>> Tokenizers() {
  std::vector<std::unique_ptr<const Tokenizer>> out;
  using enum TokenizerKind;
  for (const TokenizerKind kind : {kChar, kByte, kWord}) {
    for (const std::size_t max_size : {0, 12}) {
      out.push_back(Learn(kind, kTrainingText, max_size));
    }
  }
  for (const int unknown_id : {-1, 0}) {
    out.push_back(*MakeTokenizer(
        {.kind = kSplit,
         .vocab = {"<unk>", "Well,", "the", "\u00E9", "a", "\n", "<end>", "?"},
         .unknown_id = unknown_id,
         .special = {{6, true}, {7}}}));
  }
  const auto learned =
      *BuildVocab(kTrainingText, {.kind = kBpe, .max_size = 300});
  out.push_back(*MakeTokenizer(learned));
  TokenizerConfig config{.kind = kBpe,
                         .vocab = {"<unk>", "\u2581", "a", "\u00E9", "\u2581a",
                                   "aa", "<end>", "\u2581\u2581"},
                         .unknown_id = 0,
                         .special = {{6, true}}};
  config.bpe = {{1, 2, 2, 2, 1, 1}, true, PrefixSpace::kMissing, true};
  out.push_back(*MakeTokenizer(config));
  for (int byte = 0; byte < 256; ++byte) {
    config.vocab.push_back(NumberOfByte(byte));
  }
  config.bpe.prefix_space = PrefixSpace::kAlways;
  config.bpe.split = false;
  out.push_back(*MakeTokenizer(config));
  return out;
}

void ExpectSound(const Tokenizer& tokenizer, std::string_view text) {
  using Reading = Tokenizer::Reading;
  const bool valid = CheckUtf8(text).has_value();
  for (const Reading reading : {Reading::kPrompt, Reading::kText}) {
    const auto encoding = tokenizer.Encode(text, reading);
    ASSERT_EQ(encoding.has_value(), valid);
    if (!valid) {
      ASSERT_EQ(encoding.error().code, ErrorCode::kTextNotUtf8);
      continue;
    }
    ASSERT_EQ(encoding->ids.size(), encoding->lengths.size());
    for (const int id : encoding->ids) {
      ASSERT_GE(id, 0);
      ASSERT_LT(id, static_cast<int>(tokenizer.vocab_size()));
      // Words between white space are the unknown token in a prompt, too.
      const bool splits = tokenizer.TokenText(1) == "Well,";
      if (reading == Reading::kPrompt && !splits) {
        ASSERT_NE(id, tokenizer.unknown_id());
      }
    }
    if (!encoding->ids.empty()) {
      ASSERT_EQ(std::accumulate(encoding->lengths.begin(),
                                encoding->lengths.end(), std::size_t{0}),
                text.size());
    }
    ASSERT_TRUE(CheckUtf8(Decode(tokenizer, encoding->ids)));
  }
}

TEST(RandomText, BytesNeverCrashAndFailOnlyAsNotUtf8) {
  Rng rng(1);
  for (const auto& tokenizer : Tokenizers()) {
    for (int round = 0; round < 3000; ++round) {
      std::string text(rng.NextU64() % 24, '\0');
      // Mostly bytes that make longer sequences likely.
      for (char& c : text) {
        const std::uint64_t bits = rng.NextU64();
        c = static_cast<char>(bits % 3 == 0 ? bits >> 8 & 0x7F : bits >> 8);
      }
      ExpectSound(*tokenizer, text);
      if (HasFatalFailure()) return;
    }
  }
}

TEST(RandomText, CodePointsNeverCrash) {
  Rng rng(2);
  for (const auto& tokenizer : Tokenizers()) {
    for (int round = 0; round < 3000; ++round) {
      std::string text;
      for (std::uint64_t i = rng.NextU64() % 24; i > 0; --i) {
        // All planes, with the small code points often.
        constexpr char32_t kLimits[] = {0x80, 0x180, 0x2100, 0x3100, 0x110000};
        char32_t c = static_cast<char32_t>(rng.NextU64()) %
                     kLimits[rng.NextU64() % std::size(kLimits)];
        if (c >= 0xD800 && c <= 0xDFFF) c = ' ';
        AppendUtf8(c, &text);
      }
      ExpectSound(*tokenizer, text);
      if (HasFatalFailure()) return;
    }
  }
}

TEST(RandomText, EveryCodePointAloneIsSound) {
  for (const auto& tokenizer : Tokenizers()) {
    for (char32_t c = 0; c < 0x30000; ++c) {
      if (c >= 0xD800 && c <= 0xDFFF) continue;
      if (c > 0x3000 && c < 0xF000 && c % 64 != 0) continue;
      std::string text = "a";
      AppendUtf8(c, &text);
      ExpectSound(*tokenizer, text);
      if (HasFatalFailure()) return;
    }
  }
}

TEST(RandomText, NoIdOutsideTheVocabHasAText) {
  for (const auto& tokenizer : Tokenizers()) {
    const int size = static_cast<int>(tokenizer->vocab_size());
    for (const int id : {-1, -1'000'000'000, size, 1'000'000'000}) {
      EXPECT_EQ(tokenizer->TokenText(id), "");
    }
    EXPECT_NE(tokenizer->TokenText(size - 1), "");
  }
}

TEST(TextStream, PiecesJoinedEqualDecodeForRandomIds) {
  Rng rng(3);
  for (const auto& tokenizer : Tokenizers()) {
    for (int round = 0; round < 1000; ++round) {
      std::vector<int> ids(rng.NextU64() % 40);
      for (int& id : ids) {
        id = static_cast<int>(rng.NextU64() % tokenizer->vocab_size());
      }
      const std::string whole = Decode(*tokenizer, ids);
      ASSERT_TRUE(CheckUtf8(whole));
      // A fork in the middle goes on as the original would have.
      auto stream = MakeTextStream(*tokenizer);
      std::string joined;
      for (std::size_t i = 0; i < ids.size(); ++i) {
        if (i == ids.size() / 2) stream = stream->Clone();
        const std::string piece = stream->Push(ids[i]);
        ASSERT_TRUE(CheckUtf8(piece));
        joined += piece;
      }
      joined += stream->Flush();
      ASSERT_EQ(joined, whole);
    }
  }
}

}  // namespace
}  // namespace lukewarm
