#include <gtest/gtest.h>

#include <numeric>
#include <string>

#include "tokenizers.h"

namespace lukewarm {
namespace {

TEST(CharTokenizer, EveryScriptRoundTrips) {
  for (const std::string_view text :
       {"plain  text\n", "caf\u00E9 \u2014 na\u00EFve", "e\u0301\u0327",
        "\u6C38\u548C\u4E5D\u5E74\uFF0C",
        "\u0645\u0631\u062D\u0628\u0627\u061F",
        "\U0001F469\u200D\U0001F680 \u2764\uFE0F", "a\r\nb\tc\u00A0d"}) {
    const auto chars = CharsOf(text);
    const Encoding encoding = Prompt(*chars, text);
    EXPECT_EQ(Decode(*chars, encoding.ids), text);
    EXPECT_EQ(Reported(encoding), "");
  }
}

TEST(CharTokenizer, OneIdPerCodePoint) {
  const auto chars = CharsOf("a\u6C38\U0001F600");
  const Encoding encoding = Prompt(*chars, "\U0001F600a\u6C38");
  EXPECT_EQ(encoding.ids, (std::vector<int>{2, 0, 1}));
  EXPECT_EQ(encoding.lengths, (std::vector<std::size_t>{4, 1, 3}));
  EXPECT_EQ(chars->TokenText(1), "\u6C38");
}

TEST(CharTokenizer, ReadsLookAlikes) {
  const auto plain = CharsOf("abcdefghijklmnopqrstuvwxyz .,-'\"!?\n");
  EXPECT_EQ(Read(*plain, "\u201Cit\u2019s\u201D"), "\"it's\"");
  EXPECT_EQ(Read(*plain, "a\u2014b"), "a--b");
  EXPECT_EQ(Read(*plain, "a\u2013b\u2212c\u2010d"), "a-b-c-d");
  EXPECT_EQ(Read(*plain, "wait\u2026"), "wait...");
  EXPECT_EQ(Read(*plain, "a\u00A0b\u2009c\td\u3000e"), "a b c d e");
  EXPECT_EQ(Read(*plain, "a\r\nb\rc\u2028d"), "a\nb\nc\nd");
  EXPECT_EQ(Read(*plain, "caf\u00E9 \u00C5ngstr\u00F6m \u0142\u00F3d\u017A"),
            "cafe angstrom lodz");
  EXPECT_EQ(Read(*plain, "\u00E6on stra\u00DFe \uFB01x"), "aeon strasse fix");
  EXPECT_EQ(Read(*plain, "\uFF41\uFF01"), "a!");
}

TEST(CharTokenizer, ReadsLookAlikesTheOtherWay) {
  const auto printed = CharsOf("abc \u201C\u201D\u2018\u2019\u2014\u2026");
  EXPECT_EQ(Read(*printed, "\"a\" b's \"'c'\""),
            "\u201Ca\u201D b\u2019 \u201C\u2018c\u2019\u201D");
  EXPECT_EQ(Read(*printed, "a-b\u2013c"), "a\u2014b\u2014c");
  EXPECT_EQ(Read(*CharsOf("ABC"), "aB\u00E7"), "ABC");
}

TEST(CharTokenizer, SkipsALookAlikeThatIsOnlyHalfKnown) {
  EXPECT_EQ(Reported(Prompt(*CharsOf("ax"), "x\u00E6")), "\u00E6>");
}

TEST(CharTokenizer, PrefersThePlainLetterInItsCase) {
  EXPECT_EQ(Read(*CharsOf("eE\u00C9"), "\u00E9"), "e");
  EXPECT_EQ(Read(*CharsOf("E\u00C9"), "\u00E9"), "\u00C9");
  EXPECT_EQ(Read(*CharsOf("E"), "\u00E9"), "E");
}

TEST(CharTokenizer, ReportsEachReplacementOnce) {
  const auto plain = CharsOf("abcdefgh \"-");
  const Encoding encoding = Prompt(
      *plain, "\u201Ca\u201D \u6C38 B\u2014\u6C38 b\u201C\u201D \u201Ca");
  EXPECT_EQ(Reported(encoding),
            "\u201C>\", \u201D>\", \u6C38>, B>b, \u2014>--");
}

TEST(CharTokenizer, LengthsSumToTheBytes) {
  const auto plain = CharsOf("ab-.");
  const std::string_view text = "\u6C38a\u2014\u6C38b\u2026\u6C38\u6C38";
  const Encoding encoding = Prompt(*plain, text);
  EXPECT_EQ(Decode(*plain, encoding.ids), "a--b...");
  EXPECT_EQ(encoding.lengths, (std::vector<std::size_t>{4, 3, 0, 4, 3, 0, 6}));
  EXPECT_TRUE(Prompt(*plain, "\u6C38").lengths.empty());
  EXPECT_TRUE(Prompt(*plain, "").ids.empty());
}

TEST(CharTokenizer, UnknownTokenOnlyWhereAskedFor) {
  const auto chars = Make(TokenizerKind::kChar, {"\uFFFD", "a", "\""}, 0);
  const std::string_view text = "a\u201Ca\uFFFDA";
  const auto scored = chars->Encode(text, Tokenizer::Reading::kText);
  ASSERT_TRUE(scored);
  EXPECT_EQ(scored->ids, (std::vector<int>{1, 0, 1, 0, 0}));
  EXPECT_EQ(Reported(*scored), "");
  const Encoding prompt = Prompt(*chars, text);
  EXPECT_EQ(prompt.ids, (std::vector<int>{1, 2, 1, 1}));
  EXPECT_EQ(Reported(prompt), "\u201C>\", \uFFFD>, A>a");
  // Without an unknown token a text to be scored is read as a prompt is.
  const auto closed = CharsOf("a\"");
  EXPECT_EQ(closed->Encode(text, Tokenizer::Reading::kText)->ids,
            Prompt(*closed, text).ids);
}

TEST(CharTokenizer, RefusesWhatIsNotUtf8) {
  const auto result =
      CharsOf("ab")->Encode("ab\xC3", Tokenizer::Reading::kPrompt);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kTextNotUtf8);
  EXPECT_NE(result.error().message.find("byte 2"), std::string::npos);
}

}  // namespace
}  // namespace lukewarm
