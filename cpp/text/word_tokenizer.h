// Words, symbols and line breaks as tokens, such that the spaces come back.
//
// A word is a run of letters and digits, with apostrophes between them: don't,
// o'clock, 1st. A symbol is a punctuation mark, a sign, an emoji with its
// modifiers, or a Han or kana letter; "..", "...", "--" and "---" are one
// symbol. 3.14, 10:30, e.g. and well-known are words and symbols in turn: a
// vocab cannot hold every number, and need not. A line break is a token.
//
// Between two tokens stands a space, except next to a line break and where a
// symbol says otherwise: in the vocab its text has the joiner mark U+FFED '￭'
// on the side where no space is (the idea of OpenNMT's tokenizer):
//
//     "Well-known," he said (twice).
//     "￭  Well  ￭-￭  known  ￭,  ￭"  he  said  (￭  twice  ￭)  ￭.
//
// Words carry no mark. Of two symbols that touch, one carries it, so that most
// symbols have one entry: the first where it or the second opens (a bracket, an
// opening quote, a currency sign), else the second. A straight quote opens if a
// space or an opening symbol stands before it. In an entry "\" and U+FFED that
// mean themselves are written "\\" and "\￭".
//
// After a prompt that ends in white space no other space is written.
//
// The law: a text whose lines have single spaces inside and none at their ends
// comes back unchanged from Decode(Encode(text)) if all of it is in the vocab.
// In any other text, runs of white space count as one space, white space at the
// ends of a line as none, CR LF, CR and the Unicode separators as a line break.
// Limits: Thai, Lao, Khmer and Burmese, which part words by no sign, make one
// word of a whole phrase.
//
// In a prompt, an unknown word is tried in lower case, Capitalised and in
// CAPITALS, then the same with the other apostrophe and without accents, then
// up to its apostrophe; an unknown symbol with other marks, then its
// look-alikes, then its parts.
#pragma once

#include <memory>

#include "base/result.h"
#include "text/tokenizer.h"
#include "text/tokenizer_config.h"

namespace lukewarm {

// Errors: kFileCorrupt, also for an entry with marks in wrong places.
Result<std::unique_ptr<const Tokenizer>> MakeWordTokenizer(
    const TokenizerConfig& config);

}  // namespace lukewarm
