#include <gtest/gtest.h>

#include <string>

#include "tokenizers.h"

namespace lukewarm {
namespace {

TEST(ByteTokenizer, IdsAreTheBytes) {
  const auto bytes = Make(TokenizerKind::kByte, {});
  const Encoding encoding = Prompt(*bytes, "A\u00E9");
  EXPECT_EQ(encoding.ids, (std::vector<int>{0x41, 0xC3, 0xA9}));
  EXPECT_EQ(encoding.lengths, (std::vector<std::size_t>{1, 1, 1}));
  EXPECT_EQ(bytes->vocab_size(), 256u);
  EXPECT_EQ(bytes->unknown_id(), -1);
  EXPECT_TRUE(Prompt(*bytes, "").ids.empty());
}

TEST(ByteTokenizer, EveryScriptRoundTrips) {
  const auto bytes = Make(TokenizerKind::kByte, {});
  for (const std::string_view text :
       {"plain", "caf\u00E9 \u2014 na\u00EFve", "\u6C38\u548C\u4E5D\u5E74",
        "\u0645\u0631\u062D\u0628\u0627",
        "\U0001F469\u200D\U0001F680\U0001F1EA\U0001F1FA", "e\u0301",
        "a\r\n\tb\n"}) {
    EXPECT_EQ(Read(*bytes, text), text);
  }
}

TEST(ByteTokenizer, StreamHoldsBackHalfACharacter) {
  const auto bytes = Make(TokenizerKind::kByte, {});
  const auto stream = MakeTextStream(*bytes);
  EXPECT_EQ(stream->Push(0xE6), "");
  const auto clone = stream->Clone();
  EXPECT_EQ(stream->Push(0xB0), "");
  EXPECT_EQ(stream->Push(0xB8), "\u6C38");
  EXPECT_EQ(stream->Flush(), "");
  EXPECT_EQ(clone->Push('a'), "\uFFFDa");
  EXPECT_EQ(clone->Push(0xE6), "");
  EXPECT_EQ(clone->Flush(), "\uFFFD");
  EXPECT_EQ(clone->Flush(), "");
}

TEST(ByteTokenizer, ShowsWhatIsNoCharacterAsANumber) {
  const auto bytes = Make(TokenizerKind::kByte, {});
  EXPECT_EQ(bytes->TokenText('a'), "a");
  EXPECT_EQ(bytes->TokenText('\n'), "\n");
  EXPECT_EQ(bytes->TokenText(0xC3), "<0xC3>");
}

}  // namespace
}  // namespace lukewarm
