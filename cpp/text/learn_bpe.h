// Learns the merges of a byte-pair tokenizer from a text.
#pragma once

#include <cstddef>
#include <string_view>

#include "text/tokenizer_config.h"

namespace lukewarm {

// Sets the vocab and the merges of `config`: the 256 bytes in the order of
// their characters in GPT-2's alphabet, then a token for each merge of the most
// frequent pair, of several that of the smallest ids. Ends at `vocab_size`
// tokens, or where no pair occurs `min_count` times. The merges are those of
// BpeTrainer of the tokenizers library with ByteLevel.alphabet(), given the
// text as one sequence. `text` is UTF-8.
void LearnBpe(std::string_view text, std::size_t vocab_size,
              std::size_t min_count, TokenizerConfig* config);

}  // namespace lukewarm
