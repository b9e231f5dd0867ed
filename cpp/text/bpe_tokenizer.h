// Subwords by byte-pair encoding, as Hugging Face's tokenizers library has it.
// A text is cut into pieces; within each, the pair of neighbours that was
// merged first in training is merged, until none is left. Any text can be read:
// what has no token of its own is read as the bytes of its UTF-8.
//
// Two alphabets (text/tokenizer_config.h): GPT-2's, whose vocab is written in
// characters that stand for bytes ("Ġthe"), and SentencePiece's, whose vocab is
// text with "▁" for a space, and "<0x0A>" where a byte stands for itself
// ("byte fallback"). There "▁" in a text is read as a space, and reported.
//
// The law: a text comes back unchanged from Decode(Encode(text)), if it has no
// "▁" that means a space, and, with a prefix space that is added only where it
// is missing, does not begin with one.
//
// A vocab without some of the bytes has unknown characters: skipped and
// reported in a prompt, the unknown token, if there is one, in other texts.
#pragma once

#include <memory>

#include "base/result.h"
#include "text/tokenizer.h"
#include "text/tokenizer_config.h"

namespace lukewarm {

// Errors: kFileCorrupt.
Result<std::unique_ptr<const Tokenizer>> MakeBpeTokenizer(
    const TokenizerConfig& config);

}  // namespace lukewarm
