#include <gtest/gtest.h>

#include <string>

#include "tokenizers.h"

namespace lukewarm {
namespace {

TEST(WordPrompt, TriesOtherCases) {
  const auto words =
      Learn(TokenizerKind::kWord, "the King NASA \u00E9t\u00E9 Paris.");
  EXPECT_EQ(Read(*words, "THE king nasa \u00C9T\u00C9 pARIS."),
            "the King NASA \u00E9t\u00E9 Paris.");
  EXPECT_EQ(Reported(Prompt(*words, "The king, the King")),
            "The>the, king>King, ,>");
}

TEST(WordPrompt, PrefersTheExactWordThenLowerCase) {
  const auto words = Learn(TokenizerKind::kWord, "may May MAY august August");
  EXPECT_EQ(Read(*words, "may May MAY"), "may May MAY");
  EXPECT_EQ(Read(*words, "AUGUST"), "august");
}

TEST(WordPrompt, TriesWithoutAccentsAndTheOtherApostrophe) {
  const auto words =
      Learn(TokenizerKind::kWord, "cafe don't l\u2019heure Uber");
  EXPECT_EQ(Read(*words, "caf\u00E9 Don\u2019t L'Heure \u00FCber"),
            "cafe don't l\u2019heure Uber");
}

TEST(WordPrompt, FallsBackToTheWordBeforeTheApostrophe) {
  const auto words = Learn(TokenizerKind::kWord, "dog Gandalf");
  const Encoding encoding = Prompt(*words, "dog's Frodo's");
  EXPECT_EQ(Decode(*words, encoding.ids), "dog");
  EXPECT_EQ(Reported(encoding), "dog's>dog, Frodo's>");
  const auto parts =
      Make(TokenizerKind::kWord, {"dog", "s", "\uFFED'\uFFED", "cat"});
  EXPECT_EQ(Read(*parts, "Dog\u2019s cat"), "dog's cat");
  EXPECT_EQ(Reported(Prompt(*parts, "dog's cat")), "");
  EXPECT_EQ(Read(*parts, "cat'z'dog"), "cat");
}

TEST(WordPrompt, SplitsAtTheHyphen) {
  const auto words = Learn(TokenizerKind::kWord, "well known self-made");
  EXPECT_EQ(Read(*words, "well-known Well-made"), "well-known well-made");
  EXPECT_EQ(Read(*words, "xyz-known"), "-known");
}

TEST(WordPrompt, SkipsAWordThatIsCutOff) {
  const auto words = Learn(TokenizerKind::kWord, "the quick brown fox");
  const Encoding encoding = Prompt(*words, "the quick bro");
  EXPECT_EQ(Decode(*words, encoding.ids), "the quick");
  EXPECT_EQ(Reported(encoding), "bro>");
  EXPECT_EQ(Prompt(*words, "the quick ").ids, Prompt(*words, "the quick").ids);
}

TEST(WordPrompt, ReadsSymbolLookAlikes) {
  const auto words =
      Learn(TokenizerKind::kWord, "\"Yes,\" he said... \"No--and yes.\" A - b");
  EXPECT_EQ(Read(*words, "\u201CYes,\u201D he said\u2026 \u201Cno\u2014and"),
            "\"Yes,\" he said... \"No--and");
  EXPECT_EQ(Reported(Prompt(*words, "\u201CYes\u201D \u201CNo\u201D")),
            "\u201C>\", \u201D>\"");
  const auto printed =
      Learn(TokenizerKind::kWord, "\u201CYes,\u201D he\u2026 no\u2014and");
  EXPECT_EQ(Read(*printed, "\"Yes,\" he... no--and"),
            "\u201CYes,\u201D he\u2026 no\u2014and");
}

TEST(WordPrompt, TakesASymbolWithOtherMarksWithoutReport) {
  const auto words = Learn(TokenizerKind::kWord, "Yes, he (she) said.");
  const Encoding encoding = Prompt(*words, "Yes , he(she)");
  EXPECT_EQ(Decode(*words, encoding.ids), "Yes, he (she)");
  EXPECT_EQ(Reported(encoding), "");
  EXPECT_EQ(Read(*words, "he ( she ) said"), "he (she) said");
}

TEST(WordPrompt, TakesALongSymbolApart) {
  const auto dots = Learn(TokenizerKind::kWord, "Yes. Well.");
  EXPECT_EQ(Read(*dots, "Yes... Well\u2026"), "Yes... Well...");
  const auto both = Make(TokenizerKind::kWord, {"a", ".", "\uFFED."});
  EXPECT_EQ(Read(*both, "a ... a..."), "a ... a...");
  const auto emoji = Learn(TokenizerKind::kWord, "a \U0001F469 \U0001F680");
  EXPECT_EQ(Read(*emoji, "a \U0001F469\u200D\U0001F680"),
            "a \U0001F469 \U0001F680");
}

TEST(WordPrompt, SkipsALineBreakThatTheVocabLacks) {
  const auto words = Learn(TokenizerKind::kWord, "one two");
  const Encoding encoding = Prompt(*words, "one\ntwo");
  EXPECT_EQ(Decode(*words, encoding.ids), "one two");
  EXPECT_EQ(Reported(encoding), "\n>");
}

TEST(WordTokenizer, UnknownTokenOnlyWhereAskedForAndNeverByItsName) {
  const auto words =
      Make(TokenizerKind::kWord, {"<unk>", "the", "\uFFED,", "unk"}, 0);
  const auto scored =
      words->Encode("The cat, <unk> the", Tokenizer::Reading::kText);
  ASSERT_TRUE(scored);
  EXPECT_EQ(scored->ids, (std::vector<int>{0, 0, 2, 0, 3, 0, 1}));
  EXPECT_EQ(Reported(*scored), "");
  EXPECT_EQ(Prompt(*words, "The cat, <unk> the").ids,
            (std::vector<int>{1, 2, 3, 1}));
  EXPECT_EQ(words->unknown_id(), 0);
  // Not even where its name is a word.
  const auto named = Make(TokenizerKind::kWord, {"unk", "the"}, 0);
  EXPECT_TRUE(Prompt(*named, "unk UNK").ids.empty());
}

}  // namespace
}  // namespace lukewarm
