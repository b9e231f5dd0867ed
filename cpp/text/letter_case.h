// Upper and lower case, one code point to one code point, for Latin (Basic,
// Latin-1, Extended-A, Extended Additional), Greek and Cyrillic: the letters of
// the texts that small models are trained on, in rules instead of the C
// library's tables, which depend on a locale and weigh more than an engine.
#pragma once

#include <string>
#include <string_view>

namespace lukewarm {

// Returns the lower or upper case letter, or `c` itself if it has none.
char32_t ToLower(char32_t c);
char32_t ToUpper(char32_t c);

enum class LetterCase { kLower, kCapitalised, kUpper };

// Returns `word` (UTF-8) in that case: "don't", "Don't", "DON'T".
std::string WithCase(std::string_view word, LetterCase letter_case);

}  // namespace lukewarm
