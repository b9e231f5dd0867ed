// What a model file says about its tokenizer, as plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lukewarm {

enum class TokenizerKind : std::uint8_t { kChar, kByte, kWord, kSplit };

// A token that is no text: padding, a start, an end. No text is read as one, it
// adds nothing to a text, and it is never drawn, unless it ends the text.
struct SpecialToken {
  int id = 0;
  bool ends_text = false;

  bool operator==(const SpecialToken&) const = default;
};

struct TokenizerConfig {
  TokenizerKind kind = TokenizerKind::kChar;
  // The text of every token, id by id. kByte has none: its 256 ids are the
  // bytes. For kWord the marks of text/word_marks.h are part of the text.
  std::vector<std::string> vocab = {};
  // The token that stands for whatever is not in the vocab; -1: none.
  int unknown_id = -1;
  std::vector<SpecialToken> special = {};
  // The BOS text: what the network reads before every text, such as the line
  // break that a poem follows, or the text of a special token; empty: a text
  // begins in the initial state.
  std::string start = {};
};

}  // namespace lukewarm
