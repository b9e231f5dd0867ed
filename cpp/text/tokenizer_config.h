// What a model file says about its tokenizer, as plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lukewarm {

enum class TokenizerKind : std::uint8_t { kChar, kByte, kWord, kSplit };

struct TokenizerConfig {
  TokenizerKind kind = TokenizerKind::kChar;
  // The text of every token, id by id. kByte has none: its 256 ids are the
  // bytes. For kWord the marks of text/word_marks.h are part of the text.
  std::vector<std::string> vocab = {};
  // The token that stands for whatever is not in the vocab; -1: none.
  int unknown_id = -1;
  // Ids of tokens that are no text: padding, starts, ends. No text is read as
  // one, none adds to a text, and none is drawn,
  std::vector<int> special = {};
  // but for those of them that end a text.
  std::vector<int> end = {};
  // The BOS text: what the network reads before every text, such as the line
  // break that a poem follows, or the text of a special token; empty: a text
  // begins in the initial state.
  std::string start = {};
};

}  // namespace lukewarm
