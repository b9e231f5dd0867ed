// One token per byte of UTF-8: 256 ids, no unknown token, no vocab in the file.
#pragma once

#include <memory>

#include "base/result.h"
#include "text/tokenizer.h"
#include "text/tokenizer_config.h"

namespace lukewarm {

// Errors: kFileCorrupt if the config has a vocab, an unknown or a special
// token.
Result<std::unique_ptr<const Tokenizer>> MakeByteTokenizer(
    const TokenizerConfig& config);

}  // namespace lukewarm
