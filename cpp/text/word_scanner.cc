#include "text/word_scanner.h"

#include "text/char_class.h"
#include "text/utf8.h"

namespace lukewarm {
namespace {

using Kind = WordPiece::Kind;

constexpr char32_t kZeroWidthJoiner = 0x200D;
// "..." and "---" are one mark; a ruled line of forty hyphens is not.
constexpr std::size_t kLongestRun = 3;

}  // namespace

WordScanner::WordScanner(std::string_view text) : text_(text) {
  next_ = Read();
  after_ = Read();
  next_.opening = Opens(current_, next_, after_);
}

WordPiece WordScanner::Next() {
  previous_ = current_;
  current_ = next_;
  next_ = after_;
  after_ = Read();
  next_.opening = Opens(current_, next_, after_);

  WordPiece piece{current_.kind, current_.begin, current_.end,
                  false,         false,          current_.opening};
  if (piece.kind != Kind::kSymbol) return piece;
  // Where two symbols touch one of them says so: the second, unless one opens.
  const bool opens_left = previous_.opening || current_.opening;
  const bool opens_right = current_.opening || next_.opening;
  piece.join_left = Touch(previous_, current_) &&
                    (previous_.kind == Kind::kWord || !opens_left);
  piece.join_right =
      Touch(current_, next_) && (next_.kind == Kind::kWord || opens_right);
  // A prompt that ends in an opening quote, or in "well-", wants a word there.
  if (next_.kind == Kind::kNone && !next_.space_before) {
    piece.join_right = current_.opening ||
                       (IsDash(current_.first) && Touch(previous_, current_));
  }
  return piece;
}

WordScanner::Raw WordScanner::Read() {
  Raw raw;
  while (offset_ < text_.size()) {
    const auto [c, length] = ReadUtf8(text_, offset_);
    const CharClass char_class = ClassOf(c);
    if (char_class == CharClass::kSpace) {
      raw.space_before = true;
      offset_ += length;
      continue;
    }
    raw.first = c;
    raw.begin = offset_;
    if (char_class == CharClass::kWord) {
      raw.kind = Kind::kWord;
      offset_ = WordEnd(offset_ + length);
    } else if (char_class == CharClass::kSymbol) {
      raw.kind = Kind::kSymbol;
      offset_ = SymbolEnd(offset_);
    } else {
      raw.kind = Kind::kNewline;
      offset_ += length;
      if (c == '\r' && offset_ < text_.size() && text_[offset_] == '\n') {
        ++offset_;
      }
    }
    break;
  }
  raw.end = offset_;
  return raw;
}

// Returns where the word ends that has begun before `offset`.
std::size_t WordScanner::WordEnd(std::size_t offset) const {
  while (offset < text_.size()) {
    const auto [c, length] = ReadUtf8(text_, offset);
    std::size_t end = offset + length;
    if (IsApostrophe(c) && end < text_.size()) {
      const auto [letter, letter_length] = ReadUtf8(text_, end);
      if (ClassOf(letter) != CharClass::kWord) break;
      end += letter_length;
    } else if (ClassOf(c) != CharClass::kWord) {
      break;
    }
    offset = end;
  }
  return offset;
}

// Returns where the symbol ends that begins at `offset`.
std::size_t WordScanner::SymbolEnd(std::size_t offset) const {
  const auto [first, first_length] = ReadUtf8(text_, offset);
  std::size_t end = offset + first_length;
  if (first == '.' || first == '-') {
    while (end < text_.size() && text_[end] == text_[offset] &&
           end - offset < kLongestRun) {
      ++end;
    }
  }
  while (end < text_.size()) {
    const auto [c, length] = ReadUtf8(text_, end);
    if (!ExtendsSymbol(c)) break;
    end += length;
    if (c != kZeroWidthJoiner || end == text_.size()) continue;
    const auto [joined, joined_length] = ReadUtf8(text_, end);
    if (ClassOf(joined) == CharClass::kSymbol) end += joined_length;
  }
  return end;
}

// Whether both are words or symbols and nothing stands between them.
bool WordScanner::Touch(const Raw& left, const Raw& right) {
  const auto is_text = [](Kind kind) {
    return kind == Kind::kWord || kind == Kind::kSymbol;
  };
  return is_text(left.kind) && is_text(right.kind) && !right.space_before;
}

bool WordScanner::Opens(const Raw& previous, const Raw& symbol,
                        const Raw& next) {
  if (symbol.kind != Kind::kSymbol) return false;
  if (IsOpener(symbol.first)) return true;
  if (!IsTwoSided(symbol.first)) return false;
  if (!Touch(previous, symbol)) return true;
  if (previous.kind == Kind::kWord) return false;
  if (!Touch(symbol, next)) return previous.opening;
  // "'Tis; —"Hello; but ."— and .'".
  return next.kind == Kind::kWord || previous.opening || IsDash(previous.first);
}

}  // namespace lukewarm
