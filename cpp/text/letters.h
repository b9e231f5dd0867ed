// What a code point is by Unicode 16's general categories: a letter (L), a
// number (N), white space, or anything else. The byte-pair tokenizer cuts texts
// by it; char_class.h has the word tokenizer's own rules.
#pragma once

#include <cstdint>
#include <vector>

namespace lukewarm {

enum class LetterClass : unsigned char { kOther, kLetter, kNumber, kSpace };

class LetterRuns {
 public:
  LetterRuns();

  LetterClass ClassOf(char32_t c) const;

  // Takes 48 nibbles, the low ones first. For FillLetterRuns().
  [[gnu::noinline]] void Add(std::uint64_t a, std::uint64_t b, std::uint64_t c);

 private:
  void AddNibble(std::uint32_t nibble);

  struct Run {
    std::uint32_t first;
    std::uint32_t end;
    LetterClass letter_class;
  };
  std::vector<Run> runs_;  // in rising order
  // Of the number that is being read.
  std::uint32_t value_ = 0;
  unsigned shift_ = 0;
  bool is_length_ = false;
};

// Adds all of Unicode's.
void FillLetterRuns(LetterRuns* runs);

}  // namespace lukewarm
