// One token per Unicode code point.
//
// What the vocab does not know is read as a look-alike, an unaccented letter or
// the letter's other case, whichever the vocab has first, else skipped. CR LF
// is one line break.
#pragma once

#include <memory>

#include "base/result.h"
#include "text/tokenizer.h"
#include "text/tokenizer_config.h"

namespace lukewarm {

// Errors: kFileCorrupt, also for a token of more than one code point; only the
// unknown and special tokens may be longer, since they are never read.
Result<std::unique_ptr<const Tokenizer>> MakeCharTokenizer(
    const TokenizerConfig& config);

}  // namespace lukewarm
