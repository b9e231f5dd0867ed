#include "text/char_class.h"

namespace lukewarm {

// Code and not tables, which would be in the first part of the wasm module
// (web/make/split.mjs). Symbols are from the Unicode block charts.
CharClass ClassOf(char32_t c) {
  switch (c) {
    case '\n':
    case '\r':
    case 0x85:
    case 0x2028 ... 0x2029:
      return CharClass::kNewline;
    case ' ':
    case '\t':
    case '\v':
    case '\f':
    case 0xA0:
    case 0x1680:
    case 0x2000 ... 0x200B:
    case 0x202F:
    case 0x205F:
    case 0x3000:
    case 0xFEFF:
      return CharClass::kSpace;
    case 0 ... 8:  // controls
    case 0xE ... 0x1F:
    case '!' ... '/':
    case ':' ... '@':
    case '[' ... '`':
    case '{' ... 0x84:
    case 0x86 ... 0x9F:
    // Superscripts, fractions, ordinals, the soft hyphen and the micro sign are
    // parts of words.
    case 0xA1 ... 0xA9:
    case 0xAB ... 0xAC:
    case 0xAE ... 0xB1:
    case 0xB4:
    case 0xB6 ... 0xB8:
    case 0xBB:
    case 0xBF:
    case 0xD7:             // multiplication sign
    case 0xF7:             // division sign
    case 0x37E:            // Greek question mark
    case 0x387:            // Greek ano teleia
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
    case 0xE4F:            // Thai
    case 0xE5A ... 0xE5B:
    case 0xF04 ... 0xF14:    // Tibetan
    case 0x1361 ... 0x1368:  // Ethiopic
    case 0x17D4 ... 0x17DA:  // Khmer
    case 0x2010 ... 0x2027:  // General Punctuation
    case 0x2030 ... 0x205E:
    case 0x20A0 ... 0x20CF:  // Currency Symbols
    case 0x2190 ... 0x2BFF:  // arrows, mathematics, box drawing, dingbats
    case 0x2E00 ... 0x2FFF:  // CJK radicals and punctuation
    case 0x3001 ... 0x312F:  // with kana, bopomofo
    case 0x3190 ... 0x9FFF:
    case 0xE000 ... 0xFAFF:  // private use, compatibility ideographs
    case 0xFE10 ... 0xFE1F:  // vertical forms
    case 0xFE30 ... 0xFE6F:  // small forms
    case 0xFF01 ... 0xFF0F:  // full-width punctuation
    case 0xFF1A ... 0xFF20:
    case 0xFF3B ... 0xFF40:
    case 0xFF5B ... 0xFF9F:    // and half-width kana
    case 0xFFE0 ... 0xFFFD:    // signs; U+FFED is the joiner mark itself
    case 0x1F000 ... 0x1FAFF:  // emoji
    case 0x20000 ... 0x3FFFF:  // ideographs
      return CharClass::kSymbol;
    default:
      return CharClass::kWord;
  }
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

bool IsOpener(char32_t c) {
  switch (c) {
    case U'(':
    case U'[':
    case U'{':
    case U'<':
    case U'#':
    case U'@':
    case U'$':
    case U'£':
    case U'€':
    case U'¡':
    case U'¿':
    case U'«':
    case U'‹':
    case U'“':
    case U'‘':
    case U'„':
    case U'‚':
    case U'「':
    case U'『':
    case U'（':
    case U'【':
    case U'《':
    case U'〈':
      return true;
    default:
      return false;
  }
}

bool IsTwoSided(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case '_':
    case '*':
    case '~':
    case '|':
    case '`':
    case 0x2019:
      return true;
    default:
      return false;
  }
}

}  // namespace lukewarm
