// Pieces of error sentences. A chain of operator+ would compile to several
// times the code.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace lukewarm {

// Returns `value` in decimal digits.
std::string WholeText(std::uint64_t value);

// Returns the pieces joined.
[[gnu::cold]] std::string Sentence(
    std::initializer_list<std::string_view> pieces);

// Returns `text`, which comes from a file, fit for a sentence: at most 40 bytes
// of it, cut between characters, control characters replaced by '?', in
// quotation marks.
[[gnu::cold]] std::string Quote(std::string_view text);

}  // namespace lukewarm
