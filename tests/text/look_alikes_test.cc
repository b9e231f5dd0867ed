#include "text/look_alikes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "text/letter_case.h"
#include "text/utf8.h"

namespace lukewarm {
namespace {

std::string Text(char32_t c) {
  std::string text;
  AppendUtf8(c, &text);
  return text;
}

// Latin-1 and Latin Extended-A: a letter in lower case, without its accent, is
// the letter without its accent, in lower case.
TEST(WithoutAccents, CommutesWithCase) {
  for (char32_t c = 0xC0; c <= 0x17F; ++c) {
    if (c == 0x130) continue;  // the dotted capital I has no single lower case
    const std::string letter = Text(c);
    const auto lower = [](const std::string& text) {
      return WithCase(text, LetterCase::kLower);
    };
    EXPECT_EQ(lower(WithoutAccents(letter)), WithoutAccents(lower(letter)))
        << letter;
  }
}

TEST(WithoutAccents, GivesPlainLettersForEveryLetter) {
  for (char32_t c = 0xC0; c <= 0x17F; ++c) {
    const std::string plain = WithoutAccents(Text(c));
    if (c == 0xD7 || c == 0xF7) {
      EXPECT_EQ(plain, Text(c));
      continue;
    }
    EXPECT_TRUE(std::all_of(plain.begin(), plain.end(), [](char letter) {
      return (letter >= 'a' && letter <= 'z') ||
             (letter >= 'A' && letter <= 'Z');
    })) << Text(c);
  }
  EXPECT_EQ(WithoutAccents("\u00C5\u0142\u0159\u0151 \u0153uvre \u6C38"),
            "Alro oeuvre \u6C38");
}

TEST(LookAlikes, NeverOfferTheTokenItselfOrAnEmptyText) {
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    if (c > 0x10000 && c % 256 != 0) continue;
    for (const bool opening : {false, true}) {
      for (const std::string& other : LookAlikes(Text(c), opening)) {
        // A line break or a space that is unknown stays so.
        ASSERT_TRUE(other != Text(c) || other == "\n" || other == " ");
        ASSERT_FALSE(other.empty());
        ASSERT_TRUE(CheckUtf8(other));
      }
    }
  }
}

}  // namespace
}  // namespace lukewarm
