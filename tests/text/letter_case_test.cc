#include "text/letter_case.h"

#include <gtest/gtest.h>
#include <locale.h>
#include <wctype.h>

namespace lukewarm {
namespace {

struct Block {
  char32_t first;
  char32_t last;
};
constexpr Block kBlocks[] = {{0, 0x17F},      // Latin
                             {0x370, 0x3FF},  // Greek
                             {0x400, 0x52F},  // Cyrillic
                             {0x1E00, 0x1EFF}};

// The letters of which every case must be known; the micro sign, Turkish i and
// long s have theirs in other places.
bool IsCommon(char32_t c) {
  if (c == 0xB5 || c == 0x130 || c == 0x131 || c == 0x17F) return false;
  return c <= 0x17F || (c >= 0x386 && c <= 0x3CE) || (c >= 0x400 && c <= 0x52F);
}

// Where the C library knows more (Greek symbols, letters whose other case lies
// in another block), we may know nothing, but never anything else.
TEST(LetterCase, AgreesWithTheCLibrary) {
  const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (locale == nullptr) GTEST_SKIP() << "no C.UTF-8 locale";
  for (const auto [first, last] : kBlocks) {
    for (char32_t c = first; c <= last; ++c) {
      const auto lower = towlower_l(static_cast<wint_t>(c), locale);
      const auto upper = towupper_l(static_cast<wint_t>(c), locale);
      if (ToLower(c) != lower) {
        EXPECT_EQ(ToLower(c), c) << std::hex << static_cast<unsigned>(c);
        EXPECT_FALSE(IsCommon(c)) << std::hex << static_cast<unsigned>(c);
      }
      if (ToUpper(c) != upper) {
        EXPECT_EQ(ToUpper(c), c) << std::hex << static_cast<unsigned>(c);
        EXPECT_FALSE(IsCommon(c)) << std::hex << static_cast<unsigned>(c);
      }
    }
  }
  freelocale(locale);
}

TEST(LetterCase, EveryPairGoesBothWays) {
  for (char32_t c = 0; c < 0x2000; ++c) {
    EXPECT_EQ(ToLower(ToLower(c)), ToLower(c));
    EXPECT_EQ(ToUpper(ToUpper(c)), ToUpper(c));
    if (ToLower(c) != c && c != 0x1E9E) {
      EXPECT_EQ(ToUpper(ToLower(c)), c);
    }
  }
}

TEST(LetterCase, WordsInEachCase) {
  EXPECT_EQ(WithCase("dOn't", LetterCase::kCapitalised), "Don't");
  EXPECT_EQ(WithCase("\u00C9T\u00C9", LetterCase::kLower), "\u00E9t\u00E9");
  EXPECT_EQ(WithCase("\u03B1\u03C3\u03C2", LetterCase::kUpper),
            "\u0391\u03A3\u03A3");
  EXPECT_EQ(WithCase("\u0451\u0436", LetterCase::kCapitalised), "\u0401\u0436");
  EXPECT_EQ(WithCase("", LetterCase::kUpper), "");
}

}  // namespace
}  // namespace lukewarm
