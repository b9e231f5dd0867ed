#include "text/letter_case.h"

#include <cstddef>

#include "text/utf8.h"

namespace lukewarm {
namespace {

bool In(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

// Blocks that list each letter twice, the capital first, on an even code point.
bool CapitalIsEven(char32_t c) {
  return (In(c, 0x100, 0x137) && c != 0x130 && c != 0x131) ||
         In(c, 0x14A, 0x177) || In(c, 0x3D8, 0x3EF) || In(c, 0x460, 0x481) ||
         In(c, 0x48A, 0x4BF) || In(c, 0x4D0, 0x52F) || In(c, 0x1E00, 0x1E95) ||
         In(c, 0x1EA0, 0x1EFF);
}

bool CapitalIsOdd(char32_t c) {
  return In(c, 0x139, 0x148) || In(c, 0x179, 0x17E) || In(c, 0x4C1, 0x4CE);
}

}  // namespace

char32_t ToLower(char32_t c) {
  if (c < 0x80) return In(c, 'A', 'Z') ? c + 32 : c;
  if (CapitalIsEven(c)) return c | 1;
  if (CapitalIsOdd(c)) return c + (c & 1);
  if (In(c, 0xC0, 0xDE) && c != 0xD7) return c + 32;
  if (c == 0x178) return 0xFF;
  if (In(c, 0x391, 0x3AB) && c != 0x3A2) return c + 32;
  if (c == 0x386) return 0x3AC;
  if (In(c, 0x388, 0x38A)) return c + 37;
  if (c == 0x38C) return 0x3CC;
  if (In(c, 0x38E, 0x38F)) return c + 63;
  if (In(c, 0x400, 0x40F)) return c + 80;
  if (In(c, 0x410, 0x42F)) return c + 32;
  if (c == 0x4C0) return 0x4CF;
  if (c == 0x1E9E) return 0xDF;
  return c;
}

char32_t ToUpper(char32_t c) {
  if (c < 0x80) return In(c, 'a', 'z') ? c - 32 : c;
  if (c == 0xFF) return 0x178;
  if (c == 0x3C2) return 0x3A3;  // final sigma
  if (c == 0xDF) return c;       // a text in capitals has SS
  // ToLower is the one table: every distance that it moves, tried backwards.
  constexpr unsigned char kDistances[] = {32, 1, 80, 38, 37, 64, 63, 15};
  for (const unsigned char distance : kDistances) {
    if (ToLower(c - distance) == c) return c - distance;
  }
  return c;
}

std::string WithCase(std::string_view word, LetterCase letter_case) {
  std::string out;
  for (std::size_t i = 0; i < word.size();) {
    const auto [c, length] = ReadUtf8(word, i);
    const bool upper = letter_case == LetterCase::kUpper ||
                       (letter_case == LetterCase::kCapitalised && i == 0);
    AppendUtf8(upper ? ToUpper(c) : ToLower(c), &out);
    i += length;
  }
  return out;
}

}  // namespace lukewarm
