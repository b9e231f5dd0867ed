#include "text/char_class.h"

#include <array>
#include <string_view>

namespace lukewarm {
namespace {

// Symbols above U+00BF, from the Unicode block charts. Code and not a table,
// which would be in the first part of the wasm module (web/make/split.mjs).
bool IsSymbol(char32_t c) {
  switch (c) {
    case 0xD7:  // multiplication sign
    case 0xF7:  // division sign
    case 0x37E:  // Greek question mark
    case 0x387:  // Greek ano teleia
    case 0x55A ... 0x55F:  // Armenian
    case 0x589 ... 0x58A:
    case 0x5BE:  // Hebrew maqaf
    case 0x5C0:
    case 0x5C3:
    case 0x5C6:
    case 0x609 ... 0x60D:  // Arabic
    case 0x61B ... 0x61F:
    case 0x66A ... 0x66D:
    case 0x6D4:
    case 0x964 ... 0x965:  // danda
    case 0xE4F:  // Thai
    case 0xE5A ... 0xE5B:
    case 0xF04 ... 0xF14:  // Tibetan
    case 0x1361 ... 0x1368:  // Ethiopic
    case 0x17D4 ... 0x17DA:  // Khmer
    case 0x2010 ... 0x2027:  // General Punctuation
    case 0x2030 ... 0x205E:
    case 0x20A0 ... 0x20CF:  // Currency Symbols
    case 0x2190 ... 0x2BFF:  // arrows, mathematics, box drawing, dingbats
    case 0x2E00 ... 0x303F:  // CJK radicals and punctuation
    case 0x3040 ... 0x312F:  // kana, bopomofo
    case 0x3190 ... 0x4DBF:  // CJK
    case 0x4DC0 ... 0x9FFF:
    case 0xE000 ... 0xFAFF:  // private use, compatibility ideographs
    case 0xFE10 ... 0xFE1F:  // vertical forms
    case 0xFE30 ... 0xFE6F:  // small forms
    case 0xFF01 ... 0xFF0F:  // full-width punctuation
    case 0xFF1A ... 0xFF20:
    case 0xFF3B ... 0xFF40:
    case 0xFF5B ... 0xFF9F:  // and half-width kana
    case 0xFFE0 ... 0xFFFD:  // signs; U+FFED is the joiner mark itself
    case 0x1F000 ... 0x1FAFF:  // emoji
    case 0x20000 ... 0x3FFFF:  // ideographs
      return true;
    default:
      return false;
  }
}

constexpr CharClass ClassOfLatin1(char32_t c) {
  constexpr std::u32string_view kSpaces = U" \t\v\f\u00A0";
  // Superscripts, fractions, ordinals and the micro sign are parts of words.
  constexpr std::u32string_view kWordSigns = U"ª\u00AD²³µ¹º¼½¾";
  if (c == '\n' || c == '\r' || c == 0x85) return CharClass::kNewline;
  if (kSpaces.find(c) != kSpaces.npos) return CharClass::kSpace;
  const char32_t letter = c | 0x20;
  const bool word = (c >= '0' && c <= '9') || (letter >= 'a' && letter <= 'z');
  if (c < 0x80) return word ? CharClass::kWord : CharClass::kSymbol;
  return kWordSigns.find(c) != kWordSigns.npos ? CharClass::kWord
                                               : CharClass::kSymbol;
}

constexpr std::array<CharClass, 0xC0> kLatin1 = [] {
  std::array<CharClass, 0xC0> classes{};
  for (char32_t c = 0; c < 0xC0; ++c) classes[c] = ClassOfLatin1(c);
  return classes;
}();

bool OneOf(char32_t c, std::u32string_view set) {
  return set.find(c) != set.npos;
}

}  // namespace

CharClass ClassOf(char32_t c) {
  if (c < kLatin1.size()) return kLatin1[c];
  if (c == 0x2028 || c == 0x2029) return CharClass::kNewline;
  if ((c >= 0x2000 && c <= 0x200B) ||
      OneOf(c, U"\u1680\u202F\u205F\u3000\uFEFF")) {
    return CharClass::kSpace;
  }
  return IsSymbol(c) ? CharClass::kSymbol : CharClass::kWord;
}

bool ExtendsSymbol(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || c == 0x200D ||
         (c >= 0x20D0 && c <= 0x20FF) || c == 0x3099 || c == 0x309A ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x1F3FB && c <= 0x1F3FF) ||
         (c >= 0xE0020 && c <= 0xE007F);
}

bool IsApostrophe(char32_t c) { return c == '\'' || c == 0x2019; }

bool IsDash(char32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

bool IsOpener(char32_t c) { return OneOf(c, U"([{<#@$£€¡¿«‹“‘„‚「『（【《〈"); }

bool IsTwoSided(char32_t c) { return OneOf(c, U"\"'_*~|`’"); }

}  // namespace lukewarm
