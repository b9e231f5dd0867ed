// Cuts a text into the pieces within which a byte-pair tokenizer merges.
#pragma once

#include <cstddef>
#include <string_view>

#include "text/letters.h"

namespace lukewarm {

// SentencePiece's space, U+2581.
inline constexpr std::string_view kSpaceMark = "\xE2\x96\x81";

// Returns the end of the piece that begins at `offset`, inside the text, by
// GPT-2's pattern:
// 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
std::size_t Gpt2PieceEnd(std::string_view text, std::size_t offset,
                         const LetterRuns& letters);

// Returns how many bytes the space or the space mark at `offset` has; 0 if
// something else is there.
std::size_t SpaceLength(std::string_view text, std::size_t offset);

// Returns where the next piece begins that has a space or space mark in front:
// every one of them begins one, or only the first of several.
std::size_t SpacePieceEnd(std::string_view text, std::size_t offset,
                          bool keeps_runs);

}  // namespace lukewarm
