#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tokenizers.h"

namespace lukewarm {
namespace {

struct Hostile {
  const char* name;
  TokenizerConfig config;
};

TEST(MakeTokenizer, RefusesAHostileConfigWithASentence) {
  using enum TokenizerKind;
  const std::string mark = "\uFFED";
  const Hostile configs[] = {
      {"no vocab", {kChar, {}, -1}},
      {"no words", {kWord, {}, -1}},
      {"a byte vocab", {kByte, {"a"}, -1}},
      {"an unknown byte", {kByte, {}, 0}},
      {"a repeat", {kChar, {"a", "b", "a"}, -1}},
      {"a repeated word", {kWord, {"the", "the"}, -1}},
      {"a repeat of the unknown token", {kWord, {"the", "the"}, 1}},
      {"an empty token", {kChar, {"a", ""}, -1}},
      {"an empty unknown token", {kChar, {"", "a"}, 0}},
      {"an empty word", {kWord, {"", "a"}, -1}},
      {"not UTF-8", {kChar, {"a", "\xFF"}, -1}},
      {"half a character", {kWord, {"a", "\xE6\xB0"}, -1}},
      {"a surrogate", {kChar, {"\xED\xA0\x80"}, -1}},
      {"unknown_id past the end", {kChar, {"a"}, 1}},
      {"unknown_id below -1", {kWord, {"a"}, -2}},
      {"two code points", {kChar, {"a", "ab"}, -1}},
      {"a combining mark too many", {kChar, {"e\u0301"}, -1}},
      {"nothing but a mark", {kWord, {mark}, -1}},
      {"nothing but marks", {kWord, {mark + mark}, -1}},
      {"a mark inside", {kWord, {"a" + mark + "b"}, -1}},
      {"two marks on a side", {kWord, {mark + mark + "a"}, -1}},
      {"a lone escape", {kWord, {"\\"}, -1}},
      {"an escaped letter", {kWord, {"\\a"}, -1}},
      {"white space that is no UTF-8", {kSplit, {"a", "\xC2"}, -1}},
      {"a repeat between white space", {kSplit, {"a", "a"}, -1}},
      {"a special token past the end", {kChar, {"a"}, -1, {{0}, {1}}}},
      {"a special token below 0", {kSplit, {"a"}, -1, {{-1}, {0}}}},
      {"a special byte", {kByte, {}, -1, {{0}}}},
      {"a byte that ends a text", {kByte, {}, -1, {{0, true}}}},
      {"no subwords", {kBpe, {}, -1}},
      {"a repeated subword", {kBpe, {"a", "a"}, -1}},
      {"half a merge", {kBpe, {"a", "aa"}, -1, {}, "", {{0}}}},
      {"a merge of a special token",
       {kBpe, {"a", "aa"}, -1, {{1}}, "", {{0, 0}}}},
      {"too many tokens", {kChar, std::vector<std::string>(1'000'001), -1}},
  };
  for (const auto& [name, config] : configs) {
    const auto tokenizer = MakeTokenizer(config);
    ASSERT_FALSE(tokenizer) << name;
    EXPECT_EQ(tokenizer.error().code, ErrorCode::kFileCorrupt) << name;
    EXPECT_EQ(tokenizer.error().message.back(), '.') << name;
  }
}

TEST(MakeTokenizer, UnknownTokenMayBeLongerThanACharacter) {
  EXPECT_NE(Make(TokenizerKind::kChar, {"<unk>", "a"}, 0), nullptr);
}

// Tokens that all hash to one slot would make every look-up walk the vocab. The
// search for them is short because only 16 bits of the hash have to agree.
TEST(MakeTokenizer, RefusesTokensThatCollide) {
  const auto hash = [](std::string_view text) {
    std::uint64_t h = 0xCBF29CE484222325u;
    for (const char c : text) {
      h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    }
    return static_cast<std::uint32_t>(h ^ h >> 32);
  };
  std::vector<std::string> colliding;
  for (int i = 0; colliding.size() < 1200; ++i) {
    std::string word = std::to_string(i);
    if ((hash(word) & 0xFFF) == 7) colliding.push_back(std::move(word));
  }
  const auto tokenizer = MakeTokenizer({TokenizerKind::kWord, colliding, -1});
  ASSERT_FALSE(tokenizer);
  EXPECT_EQ(tokenizer.error().code, ErrorCode::kFileCorrupt);
}

}  // namespace
}  // namespace lukewarm
