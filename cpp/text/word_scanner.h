// Cuts a text into words, symbols and line breaks, and finds for each symbol
// which neighbours it is written against. The rules are in word_tokenizer.h.
#pragma once

#include <cstddef>
#include <string_view>

namespace lukewarm {

struct WordPiece {
  enum class Kind { kNone, kWord, kSymbol, kNewline };
  Kind kind = Kind::kNone;
  std::size_t begin = 0;  // in bytes of the text
  std::size_t end = 0;
  bool join_left =
      false;  // kSymbol only: no space between it and the one before
  bool join_right = false;
  bool opening = false;  // kSymbol only: it belongs to what follows
};

class WordScanner {
 public:
  // The text must be UTF-8 and outlive the scanner.
  explicit WordScanner(std::string_view text);

  // Returns the next piece; kNone after the last. O(bytes of the piece).
  WordPiece Next();

 private:
  struct Raw {
    WordPiece::Kind kind = WordPiece::Kind::kNone;
    std::size_t begin = 0;
    std::size_t end = 0;
    char32_t first = 0;  // its first code point
    bool space_before = false;
    bool opening = false;
  };

  Raw Read();
  std::size_t WordEnd(std::size_t offset) const;
  std::size_t SymbolEnd(std::size_t offset) const;
  static bool Touch(const Raw& left, const Raw& right);
  static bool Opens(const Raw& previous, const Raw& symbol, const Raw& next);

  std::string_view text_;
  std::size_t offset_ = 0;
  // A symbol's marks depend on whether the next one opens, and that on what
  // follows it: hence a window of four.
  Raw previous_, current_, next_, after_;
};

}  // namespace lukewarm
