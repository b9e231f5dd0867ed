// The words between white space, punctuation and all: "Well, yes." is "Well,"
// and "yes.". Made for models of elsewhere, whose texts were cut by Python's
// text.split(); white space is what that takes for it.
//
// Between two tokens stands a space. If "\n" is in the vocab, a line break is a
// token, with no space beside it. After a prompt that ends in white space no
// other space is written.
//
// The law: a text without white space but single spaces between words, and line
// breaks where they are tokens, comes back unchanged from Decode(Encode(text))
// if all of it is in the vocab. A token that has white space in it is never
// read.
//
// In a prompt, an unknown word is tried in lower case, Capitalised and in
// CAPITALS, and else is the unknown token, if there is one.
#pragma once

#include <memory>

#include "base/result.h"
#include "text/tokenizer.h"
#include "text/tokenizer_config.h"

namespace lukewarm {

// Errors: kFileCorrupt.
Result<std::unique_ptr<const Tokenizer>> MakeSplitTokenizer(
    const TokenizerConfig& config);

}  // namespace lukewarm
