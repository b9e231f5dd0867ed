#include "text/utf8.h"

#include "base/message.h"

namespace lukewarm {
namespace {

struct Lead {
  char32_t bits;
  int more;  // continuation bytes that follow; -1: cannot begin a sequence
  // The range of the first of them: it is what shuts out overlong forms,
  // surrogates and values above U+10FFFF.
  unsigned char low;
  unsigned char high;
};

Lead ReadLead(unsigned char byte) {
  if (byte < 0x80) return {byte, 0, 0, 0};
  if (byte >= 0xC2 && byte <= 0xDF) return {byte & 0x1Fu, 1, 0x80, 0xBF};
  if (byte >= 0xE0 && byte <= 0xEF) {
    const unsigned char low = byte == 0xE0 ? 0xA0 : 0x80;
    const unsigned char high = byte == 0xED ? 0x9F : 0xBF;
    return {byte & 0x0Fu, 2, low, high};
  }
  if (byte >= 0xF0 && byte <= 0xF4) {
    const unsigned char low = byte == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = byte == 0xF4 ? 0x8F : 0xBF;
    return {byte & 0x07u, 3, low, high};
  }
  return {0, -1, 0, 0};
}

}  // namespace

CodePoint ReadUtf8(std::string_view text, std::size_t offset) {
  constexpr CodePoint kWrong{0, 0};
  if (offset >= text.size()) return kWrong;
  Lead lead = ReadLead(static_cast<unsigned char>(text[offset]));
  if (lead.more < 0) return kWrong;
  const std::size_t length = static_cast<std::size_t>(lead.more) + 1;
  if (text.size() - offset < length) return kWrong;
  char32_t value = lead.bits;
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[offset + i]);
    if (byte < lead.low || byte > lead.high) return kWrong;
    value = value << 6 | (byte & 0x3Fu);
    lead.low = 0x80;
    lead.high = 0xBF;
  }
  return {value, length};
}

void AppendUtf8(char32_t value, std::string* out) {
  const auto append = [out](char32_t byte) {
    out->push_back(static_cast<char>(static_cast<unsigned char>(byte)));
  };
  if (value < 0x80) {
    append(value);
    return;
  }
  if (value < 0x800) {
    append(0xC0 | value >> 6);
  } else {
    if (value < 0x10000) {
      append(0xE0 | value >> 12);
    } else {
      append(0xF0 | value >> 18);
      append(0x80 | (value >> 12 & 0x3F));
    }
    append(0x80 | (value >> 6 & 0x3F));
  }
  append(0x80 | (value & 0x3F));
}

Result<void> CheckUtf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = ReadUtf8(text, i).length;
    if (length == 0) {
      return Fail(
          ErrorCode::kTextNotUtf8,
          Sentence({"The text is not valid UTF-8 at byte ", WholeText(i),
                    ". Save it as UTF-8 and try again."}));
    }
    i += length;
  }
  return {};
}

void Utf8Assembler::Push(unsigned char byte, std::string* out) {
  if (missing_ > 0) {
    if (byte >= low_ && byte <= high_) {
      value_ = value_ << 6 | (byte & 0x3Fu);
      low_ = 0x80;
      high_ = 0xBF;
      if (--missing_ == 0) AppendUtf8(value_, out);
      return;
    }
    // The byte does not continue the sequence; it may begin another.
    Flush(out);
  }
  const Lead lead = ReadLead(byte);
  if (lead.more < 0) {
    AppendUtf8(kReplacementCharacter, out);
  } else if (lead.more == 0) {
    AppendUtf8(lead.bits, out);
  } else {
    value_ = lead.bits;
    missing_ = lead.more;
    low_ = lead.low;
    high_ = lead.high;
  }
}

void Utf8Assembler::Flush(std::string* out) {
  if (missing_ > 0) AppendUtf8(kReplacementCharacter, out);
  missing_ = 0;
}

}  // namespace lukewarm
