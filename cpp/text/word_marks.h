// The marks in a word tokenizer's vocab that say where a symbol has no space
// beside it: see word_tokenizer.h.
#pragma once

#include <string>
#include <string_view>

#include "text/word_scanner.h"

namespace lukewarm {

struct MarkedToken {
  std::string text;  // without marks, as it stands in a text
  bool join_left = false;
  bool join_right = false;
};

// Returns the vocab entry for a symbol: with marks; marks inside it are
// escaped.
std::string MarkToken(std::string_view text, bool join_left, bool join_right);

// Returns what a vocab entry says; no text where it is malformed: a mark in the
// middle, an unfinished escape, nothing but marks.
MarkedToken ReadMarks(std::string_view entry);

// Returns the vocab entry for a piece of `text`, built in `*buffer` if need be.
std::string_view VocabEntry(std::string_view text, const WordPiece& piece,
                            std::string* buffer);

}  // namespace lukewarm
