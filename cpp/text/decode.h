// Bytes of a text file -> UTF-8. The rule, here and in web/train/decode.js:
//
// 1. A byte order mark says UTF-8, UTF-16LE or UTF-16BE, and is removed.
// 2. Without one, what is valid UTF-8 is UTF-8.
// 3. Anything else is Windows-1252, unless it has more well-formed multi-byte
//    sequences than malformed ones (then it is damaged UTF-8), or one of the
//    five bytes that Windows-1252 leaves undefined (then it is, for instance,
//    Shift JIS).
//
// U+0000 is in no text: it means another kind of file, or UTF-16 without a byte
// order mark. Decoding is the WHATWG's (encoding.spec.whatwg.org), as in
// JavaScript's TextDecoder with `fatal`. Line breaks become "\n".
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/result.h"

namespace lukewarm {

enum class TextEncoding { kUtf8, kUtf16Le, kUtf16Be, kWindows1252 };

struct DecodedText {
  std::string text;
  TextEncoding encoding;
};

// Errors: kTextNotUtf8 if the bytes are no text by the rule above.
Result<DecodedText> DecodeText(std::span<const std::uint8_t> bytes);

}  // namespace lukewarm
