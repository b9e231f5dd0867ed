#include "text/letters.h"

#include <algorithm>

namespace lukewarm {
namespace {

// Unicode's White_Space, as regular expressions have it.
bool IsSpace(char32_t c) {
  return (c >= 9 && c <= 13) || c == ' ' || c == 0x85 || c == 0xA0 ||
         c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

}  // namespace

LetterRuns::LetterRuns() { FillLetterRuns(this); }

void LetterRuns::Add(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  for (std::uint64_t word : {a, b, c}) {
    for (int i = 0; i < 16; ++i, word >>= 4) AddNibble(word & 15);
  }
}

void LetterRuns::AddNibble(std::uint32_t nibble) {
  value_ |= (nibble & 7) << shift_;
  shift_ += 3;
  if ((nibble & 8) != 0) return;
  if (is_length_) {
    runs_.back().end = runs_.back().first + value_ + 1;
  } else {
    const std::uint32_t before = runs_.empty() ? 0 : runs_.back().end;
    runs_.push_back(
        {before + value_ / 2, 0,
         value_ % 2 == 0 ? LetterClass::kLetter : LetterClass::kNumber});
  }
  is_length_ = !is_length_;
  value_ = shift_ = 0;
}

LetterClass LetterRuns::ClassOf(char32_t c) const {
  if (IsSpace(c)) return LetterClass::kSpace;
  if (c < 0x80) {
    const char32_t letter = c | 0x20;
    if (letter >= 'a' && letter <= 'z') return LetterClass::kLetter;
    return c >= '0' && c <= '9' ? LetterClass::kNumber : LetterClass::kOther;
  }
  const auto run = std::ranges::upper_bound(runs_, c, {}, &Run::end);
  return run != runs_.end() && c >= run->first ? run->letter_class
                                               : LetterClass::kOther;
}

}  // namespace lukewarm
