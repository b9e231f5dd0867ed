#include "text/utf8.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lukewarm {
namespace {

std::string Assemble(std::string_view bytes) {
  Utf8Assembler assembler;
  std::string out;
  for (const char c : bytes) {
    assembler.Push(static_cast<unsigned char>(c), &out);
  }
  assembler.Flush(&out);
  return out;
}

TEST(Utf8, EveryCodePointComesBack) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    AppendUtf8(c, &text);
    const CodePoint read = ReadUtf8(text, 0);
    ASSERT_EQ(read.value, c);
    ASSERT_EQ(read.length, text.size());
    const CodePoint decoded = ReadUtf8(text, 0);
    ASSERT_EQ(decoded.value, c);
    ASSERT_EQ(decoded.length, text.size());
    ASSERT_EQ(Assemble(text), text);
  }
}

// Of all texts of up to four bytes exactly those are UTF-8 that encode a code
// point: there are 128 of one byte, 1920 of two, 61440 of three. (Four bytes:
// the boundaries below, and EveryCodePointComesBack.)
TEST(Utf8, OnlyTheShortestFormIsValid) {
  std::size_t valid[4] = {};
  for (int a = 0; a < 256; ++a) {
    std::string text(1, static_cast<char>(a));
    valid[1] += ReadUtf8(text, 0).length == 1;
    text.resize(2);
    for (int b = 0; b < 256; ++b) {
      text.resize(2);
      text[1] = static_cast<char>(b);
      valid[2] += ReadUtf8(text, 0).length == 2;
      text.resize(3);
      for (int c = 0; c < 256; ++c) {
        text[2] = static_cast<char>(c);
        valid[3] += ReadUtf8(text, 0).length == 3;
      }
    }
  }
  EXPECT_EQ(valid[1], 128u);
  // A valid first byte stays valid whatever follows.
  EXPECT_EQ(valid[2], 1920u);
  EXPECT_EQ(valid[3], 61440u);
}

TEST(Utf8, RefusesOverlongSurrogateAndTooLarge) {
  for (const std::string_view wrong :
       {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xED\xA0\x80",
        "\xED\xBF\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF8\x88\x80\x80", "\x80",
        "\xFF", "\xE2\x82", "\xF0\x9F\x98"}) {
    EXPECT_EQ(ReadUtf8(wrong, 0).length, 0u);
    EXPECT_FALSE(CheckUtf8(wrong));
  }
}

TEST(Utf8, ErrorNamesTheByte) {
  const auto result = CheckUtf8("h\u00E9llo \xFF!");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kTextNotUtf8);
  EXPECT_NE(result.error().message.find("byte 7"), std::string::npos);
}

// The examples of the Unicode Standard 15.0, table 3-8, and of section 3.9.
TEST(Utf8Assembler, ReplacesMaximalSubparts) {
  const std::string r = "\uFFFD";
  EXPECT_EQ(Assemble("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64"),
            "a" + r + r + r + "b" + r + "c" + r + r + "d");
  EXPECT_EQ(Assemble("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"),
            r + r + r + r + r + r + r + r + "A");
  EXPECT_EQ(Assemble("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"),
            r + r + r + r + r + r + r + r + "A");
  EXPECT_EQ(Assemble("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"),
            r + r + r + r + r + "A" + r + r + "B");
  EXPECT_EQ(Assemble("\xE2\x82"), r);
}

TEST(Utf8Assembler, HoldsBackUntilComplete) {
  Utf8Assembler assembler;
  std::string out;
  for (const char byte : std::string_view("\xF0\x9F\x98")) {
    assembler.Push(static_cast<unsigned char>(byte), &out);
    EXPECT_EQ(out, "");
  }
  assembler.Push(0x80, &out);
  EXPECT_EQ(out, "\U0001F600");
}

}  // namespace
}  // namespace lukewarm
