// UTF-8 by RFC 3629, strictly: a text has one encoding only.
// Knows code points and bytes; knows nothing of letters or of normal forms.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lukewarm {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

struct CodePoint {
  char32_t value;
  std::size_t length;  // in bytes, 1 to 4; 0: not UTF-8
};

// Returns the code point that begins text[offset], or length 0 where none does:
// an overlong form, a surrogate, a value above U+10FFFF, a stray or missing
// continuation byte, or the end of the text.
CodePoint ReadUtf8(std::string_view text, std::size_t offset);

// Appends a code point; not a surrogate, at most U+10FFFF.
void AppendUtf8(char32_t value, std::string* out);

// Errors: kTextNotUtf8, naming the byte offset of the first wrong sequence.
Result<void> CheckUtf8(std::string_view text);

// Turns bytes that come one at a time into whole code points. What cannot be
// UTF-8 becomes U+FFFD, one for each maximal subpart (the Unicode Standard,
// section 3.9, and the WHATWG's decoder, whose state machine this is).
class Utf8Assembler {
 public:
  // Appends what `byte` completes.
  void Push(unsigned char byte, std::string* out);
  // Appends U+FFFD if a sequence is unfinished, and forgets it.
  void Flush(std::string* out);

 private:
  char32_t value_ = 0;
  int missing_ = 0;  // continuation bytes still to come
  // The range of the next continuation byte; narrower after E0, ED, F0 and F4.
  unsigned char low_ = 0x80;
  unsigned char high_ = 0xBF;
};

}  // namespace lukewarm
