#include "text/decode.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "text/utf8.h"

namespace lukewarm {
namespace {

using Bytes = std::span<const std::uint8_t>;

// Windows-1252, 0x80 to 0x9F, by the WHATWG's index; the rest is Latin-1.
constexpr char16_t kWindows1252[] = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
    0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

std::unexpected<Error> NotText() {
  return Fail(ErrorCode::kTextNotUtf8,
              "This is not plain text in UTF-8, or it is damaged. Save it as "
              "plain text (.txt) in UTF-8.");
}

bool StartsWith(Bytes bytes, std::string_view mark) {
  return std::ranges::equal(
      bytes.first(std::min(bytes.size(), mark.size())), mark, {}, {},
      [](char c) { return static_cast<std::uint8_t>(c); });
}

Result<std::string> FromUtf16(Bytes bytes, bool big_endian) {
  std::string text;
  char32_t lead = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const char32_t unit = big_endian ? bytes[i] << 8 | bytes[i + 1]
                                     : bytes[i + 1] << 8 | bytes[i];
    const bool is_trail = unit >= 0xDC00 && unit <= 0xDFFF;
    if (is_trail != (lead != 0)) return NotText();
    if (unit >= 0xD800 && unit <= 0xDBFF) {
      lead = unit;
      continue;
    }
    AppendUtf8(
        is_trail ? 0x10000 + ((lead - 0xD800) << 10) + (unit - 0xDC00) : unit,
        &text);
    lead = 0;
  }
  if (lead != 0 || bytes.size() % 2 != 0) return NotText();
  return text;
}

// Whether UTF-8 explains more of the bytes above 0x7F than it does not.
bool IsDamagedUtf8(Bytes bytes) {
  std::string text;
  Utf8Assembler assembler;
  for (const std::uint8_t byte : bytes) assembler.Push(byte, &text);
  assembler.Flush(&text);
  std::size_t well_formed = 0, malformed = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, length] = ReadUtf8(text, i);
    if (c == kReplacementCharacter) {
      ++malformed;
    } else if (c >= 0x80) {
      ++well_formed;
    }
    i += length;
  }
  return well_formed > malformed;
}

Result<std::string> FromWindows1252(Bytes bytes) {
  if (IsDamagedUtf8(bytes)) return NotText();
  std::string text;
  for (const std::uint8_t byte : bytes) {
    const bool in_table = byte >= 0x80 && byte < 0xA0;
    const char32_t c = in_table ? kWindows1252[byte - 0x80] : byte;
    if (in_table && c == byte) return NotText();
    AppendUtf8(c, &text);
  }
  return text;
}

void UnifyLineBreaks(std::string& text) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
    text[end++] = text[i] == '\r' ? '\n' : text[i];
  }
  text.resize(end);
}

}  // namespace

Result<DecodedText> DecodeText(Bytes bytes) {
  TextEncoding encoding = TextEncoding::kUtf8;
  Result<std::string> text;
  const bool little_endian = StartsWith(bytes, "\xFF\xFE");
  if (little_endian || StartsWith(bytes, "\xFE\xFF")) {
    encoding = little_endian ? TextEncoding::kUtf16Le : TextEncoding::kUtf16Be;
    text = FromUtf16(bytes.subspan(2), !little_endian);
  } else {
    const bool marked = StartsWith(bytes, "\xEF\xBB\xBF");
    text = std::string(bytes.begin() + (marked ? 3 : 0), bytes.end());
    if (!CheckUtf8(*text)) {
      if (marked) return NotText();
      encoding = TextEncoding::kWindows1252;
      text = FromWindows1252(bytes);
    }
  }
  if (!text) return std::unexpected(std::move(text.error()));
  if (text->find('\0') != std::string::npos) return NotText();
  UnifyLineBreaks(*text);
  return DecodedText{*std::move(text), encoding};
}

}  // namespace lukewarm
