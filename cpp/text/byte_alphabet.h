// GPT-2's characters for bytes: the printable ones of Latin-1 are themselves,
// the others follow U+0100 in order ("Ġ" is the space, "Ċ" the line break).
#pragma once

#include <cstdint>

namespace lukewarm {

constexpr bool IsPrintableLatin1(char32_t c) {
  return (c >= 0x21 && c <= 0x7E) || (c >= 0xA1 && c <= 0xFF && c != 0xAD);
}

// Returns the character of `byte`, in [0, 256).
constexpr char32_t CharacterOfByte(char32_t byte) {
  if (IsPrintableLatin1(byte)) return byte;
  if (byte <= 0x20) return 0x100 + byte;
  return byte == 0xAD ? 0x143 : 0x121 + (byte - 0x7F);
}

// Returns the byte of `c`, or -1.
constexpr int ByteOfCharacter(char32_t c) {
  if (IsPrintableLatin1(c)) return static_cast<int>(c);
  if (c < 0x100 || c > 0x143) return -1;
  if (c <= 0x120) return static_cast<int>(c - 0x100);
  return c == 0x143 ? 0xAD : static_cast<int>(c - 0x121 + 0x7F);
}

inline std::string NumberOfByte(int byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  return {'<', '0', 'x', kDigits[byte >> 4], kDigits[byte & 15], '>'};
}

// Returns the byte of that name, or -1.
inline int ByteOfNumber(std::string_view name) {
  if (name.size() != 6 || !name.starts_with("<0x")) return -1;
  for (int byte = 0; byte < 256; ++byte) {
    if (name == NumberOfByte(byte)) return byte;
  }
  return -1;
}

}  // namespace lukewarm
