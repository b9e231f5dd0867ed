// What a code point is to the word tokenizer: a space, a line break, a symbol
// that stands as a token of its own, or part of a word.
//
// A table of ranges by block, not Unicode's general categories: whatever is in
// no range is part of a word, so an unlisted script still gives words.
#pragma once

namespace lukewarm {

enum class CharClass : unsigned char {
  kWord,
  kSpace,
  kNewline,
  // Punctuation, signs, emoji, and the letters of scripts that write no spaces
  // between words (Han, kana), of which each is a token.
  kSymbol,
};

CharClass ClassOf(char32_t c);

// Whether `c` belongs to the symbol before it: a combining mark, a variation
// selector, a skin tone, a tag, a zero-width joiner.
bool ExtendsSymbol(char32_t c);

// Whether `c` joins two halves of a word, as in don't and o'clock.
bool IsApostrophe(char32_t c);

bool IsDash(char32_t c);

// Whether a mark belongs to what follows it, whatever stands before:
// ( “ ¿ $.
bool IsOpener(char32_t c);

// Whether a mark opens and closes alike, so that only its place tells: " ' _.
bool IsTwoSided(char32_t c);

}  // namespace lukewarm
