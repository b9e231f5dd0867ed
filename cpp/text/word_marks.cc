#include "text/word_marks.h"

#include <cstddef>

namespace lukewarm {
namespace {

constexpr std::string_view kJoiner = "\uFFED";
constexpr char kEscape = '\\';

}  // namespace

std::string MarkToken(std::string_view text, bool join_left, bool join_right) {
  std::string entry;
  if (join_left) entry += kJoiner;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == kEscape || text.substr(i).starts_with(kJoiner)) {
      entry += kEscape;
    }
    entry += text[i];
  }
  if (join_right) entry += kJoiner;
  return entry;
}

MarkedToken ReadMarks(std::string_view entry) {
  MarkedToken token;
  if (entry.starts_with(kJoiner)) {
    token.join_left = true;
    entry.remove_prefix(kJoiner.size());
  }
  while (!entry.empty()) {
    if (entry == kJoiner) {
      token.join_right = true;
      break;
    }
    if (entry.front() == kEscape) {
      entry.remove_prefix(1);
      if (!entry.starts_with(kEscape) && !entry.starts_with(kJoiner)) return {};
    } else if (entry.starts_with(kJoiner)) {
      return {};
    }
    const std::size_t length = entry.starts_with(kJoiner) ? kJoiner.size() : 1;
    token.text += entry.substr(0, length);
    entry.remove_prefix(length);
  }
  return token;
}

std::string_view VocabEntry(std::string_view text, const WordPiece& piece,
                            std::string* buffer) {
  if (piece.kind == WordPiece::Kind::kNewline) return "\n";
  text = text.substr(piece.begin, piece.end - piece.begin);
  if (piece.kind == WordPiece::Kind::kWord) return text;
  *buffer = MarkToken(text, piece.join_left, piece.join_right);
  return *buffer;
}

}  // namespace lukewarm
