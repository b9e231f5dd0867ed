// What to read instead of a character that a model does not know: the straight
// quote for the curly one, "..." for the ellipsis, e for é. A few hundred bytes
// of table, asked only for what is unknown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lukewarm {

// Returns what may stand for `token` (one code point, "--" or "..."), the best
// first. `opening`: a straight quote here would open.
std::vector<std::string> LookAlikes(std::string_view token, bool opening);

// Returns `word` without its accents, as far as Latin-1, Latin Extended-A and
// the ligatures go; other characters stay.
std::string WithoutAccents(std::string_view word);

}  // namespace lukewarm
