// What to read for a word or symbol of a prompt that a word vocab does not
// know.
#pragma once

#include <string_view>
#include <vector>

#include "text/vocab.h"
#include "text/word_scanner.h"

namespace lukewarm {

// Returns the ids to read for `typed`, which is what `piece` spans; none: skip.
std::vector<int> SubstituteWord(const Vocab& vocab, std::string_view typed,
                                const WordPiece& piece);

}  // namespace lukewarm
