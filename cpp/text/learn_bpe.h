// Learns the merges of a byte-pair tokenizer from a text.
#pragma once

#include <string_view>

#include "base/result.h"
#include "text/tokenizer.h"

namespace lukewarm {

// Returns a tokenizer whose vocab is the 256 bytes in the order of their
// characters in GPT-2's alphabet, then a token for each merge of the most
// frequent pair, of several that of the smallest ids. Ends at options.max_size
// tokens, or where no pair occurs options.min_count times. The merges are those
// of BpeTrainer of the tokenizers library with ByteLevel.alphabet(), given the
// text as one sequence. Errors: as BuildVocab().
Result<TokenizerConfig> LearnBpe(std::string_view text,
                                 const VocabOptions& options);

}  // namespace lukewarm
