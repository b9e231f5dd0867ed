// What a model file says about its tokenizer, as plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lukewarm {

enum class TokenizerKind : std::uint8_t { kChar, kByte, kWord, kSplit, kBpe };

// A token that is no text: padding, a start, an end. No text is read as one, it
// adds nothing to a text, and it is never drawn, unless it ends the text.
struct SpecialToken {
  int id = 0;
  bool ends_text = false;

  bool operator==(const SpecialToken&) const = default;
};

// When a text gets a space in front, which is not part of it.
enum class PrefixSpace : std::uint8_t { kNever, kMissing, kAlways };

// What only a kBpe tokenizer has.
struct BpeConfig {
  // Two token ids for each merge, the first merge first. Its result is the
  // token whose text is theirs, joined.
  std::vector<int> merges = {};
  // False: the vocab is written with a character for each byte, GPT-2's
  // (text/byte_alphabet.h). True: in text, with "▁" for a space; what is not in
  // the vocab falls back to bytes, "<0x0A>".
  bool byte_fallback = false;
  PrefixSpace prefix_space = PrefixSpace::kNever;
  // Whether the text is cut into words first: by GPT-2's pattern, or before
  // every space if byte_fallback.
  bool split = true;

  bool operator==(const BpeConfig&) const = default;
};

struct TokenizerConfig {
  TokenizerKind kind = TokenizerKind::kChar;
  // The text of every token, id by id. kByte has none: its 256 ids are the
  // bytes. For kWord the marks of text/word_marks.h are part of the text, for
  // kBpe see there.
  std::vector<std::string> vocab = {};
  // The token that stands for whatever is not in the vocab; -1: none.
  int unknown_id = -1;
  std::vector<SpecialToken> special = {};
  // The BOS text: what the network reads before every text, such as the line
  // break that a poem follows, or the text of a special token; empty: a text
  // begins in the initial state.
  std::string start = {};
  BpeConfig bpe = {};
};

}  // namespace lukewarm
