#include "train/corpus.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace lukewarm {
namespace {

ErrorCode CodeOf(const Result<Corpus>& corpus) {
  EXPECT_FALSE(corpus.has_value());
  return corpus.error().code;
}

TEST(Corpus, HoldsOutTheLastPartOfTheCharacters) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += i % 2 == 0 ? "é" : "b";
  const auto corpus = MakeCorpus(text, std::nullopt, {});
  ASSERT_TRUE(corpus.has_value());
  EXPECT_EQ(corpus->train.size(), 90u);
  EXPECT_EQ(corpus->valid.size(), 10u);
  EXPECT_EQ(corpus->vocab_size, 2u);
  EXPECT_EQ(corpus->characters_per_token, 1);
}

TEST(Corpus, CountsAsTinyShakespeareIsSplit) {
  const auto corpus = MakeCorpus(std::string(1'115'394, 'a'), std::nullopt, {});
  ASSERT_TRUE(corpus.has_value());
  EXPECT_EQ(corpus->train.size(), 1'003'854u);
  EXPECT_EQ(corpus->valid.size(), 111'540u);
}

TEST(Corpus, TakesAValidationTextInstead) {
  const auto corpus = MakeCorpus("abcabcabc", "cab", {});
  ASSERT_TRUE(corpus.has_value());
  EXPECT_EQ(corpus->train.size(), 9u);
  EXPECT_EQ(corpus->valid, (std::vector<int>{2, 0, 1}));
}

TEST(Corpus, KeepsTheStartOfBeforeUnlessThereIsAnother) {
  CorpusOptions options;
  options.start = "ab";
  const auto first = MakeCorpus("abcabcabc", "cab", options);
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->tokenizer.start, "ab");
  EXPECT_EQ(first->train.size(), 9u);
  options.start.reset();
  options.tokenizer = first->tokenizer;
  EXPECT_EQ(MakeCorpus("abcabcabc", "cab", options)->tokenizer.start, "ab");
  options.start = "";
  EXPECT_EQ(MakeCorpus("abcabcabc", "cab", options)->tokenizer.start, "");
  options.start = "d";
  EXPECT_EQ(CodeOf(MakeCorpus("abcabcabc", "cab", options)),
            ErrorCode::kInvalidArgument);
  options.tokenizer->start = "d";  // of a file from elsewhere
  options.start.reset();
  EXPECT_EQ(CodeOf(MakeCorpus("abcabcabc", "cab", options)),
            ErrorCode::kInvalidArgument);
  options.start = std::string(257, 'a');
  EXPECT_EQ(CodeOf(MakeCorpus("abcabcabc", "cab", options)),
            ErrorCode::kInvalidArgument);
}

TEST(Corpus, CutsNoWordAndLearnsNoWordFromTheHeldOutPart) {
  std::string text;
  for (int i = 0; i < 200; ++i) {
    text += i == 0 ? "rare " : i < 190 ? "known " : "hidden ";
  }
  CorpusOptions options;
  options.vocab.min_count = 2;
  options.vocab.kind = TokenizerKind::kWord;
  const auto corpus = MakeCorpus(text, std::nullopt, options);
  ASSERT_TRUE(corpus.has_value());
  ASSERT_GE(corpus->tokenizer.unknown_id, 0);
  for (const std::string& token : corpus->tokenizer.vocab) {
    EXPECT_EQ(token.find("hid"), std::string::npos) << token;
  }
  int unknown = 0;
  for (const int id : corpus->valid) {
    unknown += id == corpus->tokenizer.unknown_id;
  }
  EXPECT_EQ(unknown, 10);
  EXPECT_EQ(std::ranges::count(corpus->train, corpus->tokenizer.unknown_id), 1);
}

TEST(Corpus, SaysWhatIsWrongWithAText) {
  CorpusOptions options;
  EXPECT_EQ(CodeOf(MakeCorpus("", std::nullopt, options)),
            ErrorCode::kTextEmpty);
  EXPECT_EQ(CodeOf(MakeCorpus("abc\xff", std::nullopt, options)),
            ErrorCode::kTextNotUtf8);
  EXPECT_EQ(CodeOf(MakeCorpus("abcabc", "x\xc3", options)),
            ErrorCode::kTextNotUtf8);
  EXPECT_EQ(CodeOf(MakeCorpus("abcabcabc", std::nullopt, options)),
            ErrorCode::kTextTooShort);
  EXPECT_EQ(CodeOf(MakeCorpus("abcabc", "", options)),
            ErrorCode::kTextTooShort);
  options.validation_fraction = 1;
  EXPECT_EQ(CodeOf(MakeCorpus("abcabc", std::nullopt, options)),
            ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace lukewarm
