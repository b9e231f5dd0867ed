#include "text/bpe_pieces.h"

#include "text/utf8.h"

namespace lukewarm {
namespace {

// Returns the length of the English ending at text[0], an apostrophe; 0: none.
std::size_t EndingLength(std::string_view text) {
  if (text.size() < 2) return 0;
  switch (text[1]) {
    case 's':
    case 't':
    case 'm':
    case 'd':
      return 2;
    case 'r':
    case 'v':
      return text.size() > 2 && text[2] == 'e' ? 3 : 0;
    case 'l':
      return text.size() > 2 && text[2] == 'l' ? 3 : 0;
    default:
      return 0;
  }
}

}  // namespace

std::size_t Gpt2PieceEnd(std::string_view text, std::size_t offset,
                         const LetterRuns& letters) {
  if (text[offset] == '\'') {
    const std::size_t length = EndingLength(text.substr(offset));
    if (length > 0) return offset + length;
  }
  std::size_t i = offset + (text[offset] == ' ' ? 1 : 0);
  const bool has_more = i < text.size();
  LetterClass run =
      has_more ? letters.ClassOf(ReadUtf8(text, i).value) : LetterClass::kSpace;
  if (run == LetterClass::kSpace) i = offset;
  std::size_t last = i;
  while (i < text.size()) {
    const auto [c, length] = ReadUtf8(text, i);
    if (letters.ClassOf(c) != run) break;
    last = i;
    i += length;
  }
  // The last white space before something else goes with that.
  const bool leaves_last =
      run == LetterClass::kSpace && i < text.size() && last > offset;
  return leaves_last ? last : i;
}

std::size_t SpaceLength(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return 0;
  if (text[offset] == ' ') return 1;
  return text.substr(offset).starts_with(kSpaceMark) ? kSpaceMark.size() : 0;
}

std::size_t SpacePieceEnd(std::string_view text, std::size_t offset,
                          bool keeps_runs) {
  std::size_t i = offset;
  do {
    const std::size_t space = SpaceLength(text, i);
    const bool in_run = keeps_runs && space > 0;
    i += space > 0 ? space : 1;
    while (in_run && SpaceLength(text, i) > 0) i += SpaceLength(text, i);
  } while (i < text.size() && SpaceLength(text, i) == 0);
  return i;
}

}  // namespace lukewarm
