#include "io/json_reader.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>

#include "base/message.h"
#include "base/utf8.h"
#include "io/limits.h"
#include "io/number_text.h"

namespace lukewarm {
namespace {

struct Member {
  std::uint32_t object;  // objects are numbered as they open
  std::string_view key;
  bool operator<(const Member& other) const {
    return object != other.object ? object < other.object : key < other.key;
  }
};

// Reads a text that ends with a NUL, which no rule of the grammar lets pass: so
// looking at the next byte needs no check for the end.
class Parser {
 public:
  Parser(char* text, JsonVisitor& visitor)
      : begin_(text), at_(text), visitor_(visitor) {}

  // Reads one value and the spaces around it.
  bool Value() {
    Spaces();
    const char c = *at_;
    std::string_view text;
    const bool read = c == '{'   ? Members(JsonKind::kObject, '}')
                      : c == '[' ? Members(JsonKind::kArray, ']')
                      : c == '"' ? String(text) && Show(JsonKind::kString, text)
                      : c == 't' ? Word("true") && Show(JsonKind::kTrue, text)
                      : c == 'f' ? Word("false") && Show(JsonKind::kFalse, text)
                      : c == 'n'
                          ? Word("null") && Show(JsonKind::kNull, text)
                          : Number(text) && Show(JsonKind::kNumber, text);
    Spaces();
    return read;
  }

  std::size_t place() const { return static_cast<std::size_t>(at_ - begin_); }
  // Why the text was refused, if not by the visitor.
  std::string_view reason() const { return reason_; }

 private:
  bool Because(std::string_view reason) {
    reason_ = reason;
    return false;
  }

  bool Take(char c) {
    if (*at_ != c) return false;
    ++at_;
    return true;
  }

  void Spaces() {
    while (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t') ++at_;
  }

  bool Word(std::string_view word) {
    return std::ranges::all_of(word, [this](char c) { return Take(c); });
  }

  bool Show(JsonKind kind, std::string_view text) {
    return visitor_.Visit({path_.data(), depth_}, kind, text);
  }

  bool Members(JsonKind kind, char end) {
    if (depth_ == kMaxJsonDepth) return Because("is nested too deep");
    if (!Show(kind, {})) return false;
    const std::uint32_t object = ++object_count_;
    ++at_;
    Spaces();
    if (Take(end)) return true;
    ++depth_;
    do {
      path_[depth_ - 1] = {};
      if (kind == JsonKind::kObject && !Key(object)) return false;
      if (!Value()) return false;
    } while (Take(','));
    --depth_;
    return Take(end);
  }

  bool Key(std::uint32_t object) {
    Spaces();
    std::string_view key;
    if (!String(key)) return false;
    if (members_.size() == kMaxJsonKeys) return Because("has too many keys");
    if (!members_.insert({object, key}).second) {
      return Because("has the same key twice");
    }
    path_[depth_ - 1] = key;
    Spaces();
    return Take(':');
  }

  // Sets `text` to a string's bytes, unescaped in place.
  bool String(std::string_view& text) {
    if (!Take('"')) return false;
    char* const begin = at_;
    char* end = begin;
    while (!Take('"')) {
      if (static_cast<unsigned char>(*at_) < ' ') return false;
      if (!Take('\\')) {
        *end++ = *at_++;
      } else if (!Escape(end)) {
        return false;
      }
    }
    text = {begin, end};
    return true;
  }

  // Appends at `end` what the escape that follows a backslash stands for.
  bool Escape(char*& end) {
    if (Take('u')) return Unicode(end);
    constexpr std::string_view kEscapes = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    const std::size_t which = *at_ == 0 ? kEscapes.npos : kEscapes.find(*at_);
    if (which == kEscapes.npos) return false;
    ++at_;
    *end++ = kMeanings[which];
    return true;
  }

  bool Unicode(char*& end) {
    char32_t value = 0;
    if (!Hex4(value)) return false;
    if (value >= 0xD800 && value < 0xE000) {
      char32_t low = 0;
      if (value >= 0xDC00 || !Take('\\') || !Take('u') || !Hex4(low) ||
          low < 0xDC00 || low >= 0xE000) {
        return Because("is not UTF-8");
      }
      value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
    }
    std::string bytes;
    AppendUtf8(value, &bytes);
    end = std::ranges::copy(bytes, end).out;
    return true;
  }

  bool Hex4(char32_t& value) {
    for (int i = 0; i < 4; ++i) {
      const char c = *at_;
      const char lower = static_cast<char>(c | 0x20);
      if (c >= '0' && c <= '9') {
        value = value << 4 | static_cast<char32_t>(c - '0');
      } else if (lower >= 'a' && lower <= 'f') {
        value = value << 4 | static_cast<char32_t>(lower - 'a' + 10);
      } else {
        return false;
      }
      ++at_;
    }
    return true;
  }

  bool Number(std::string_view& text) {
    const char* const begin = at_;
    Take('-');
    if (!Take('0') && !Digits()) return false;
    if (Take('.') && !Digits()) return false;
    if (Take('e') || Take('E')) {
      const bool negative = Take('-');
      if (!negative) Take('+');
      const char* const exponent = at_;
      if (!Digits()) return false;
      const auto size = ParseWhole({exponent, at_});
      if (!negative && (!size || *size > 308)) return false;
    }
    text = {begin, at_};
    return true;
  }

  bool Digits() {
    const char* const begin = at_;
    while (*at_ >= '0' && *at_ <= '9') ++at_;
    return at_ > begin;
  }

  char* begin_;
  char* at_;
  JsonVisitor& visitor_;
  std::string_view reason_ = "is not valid JSON";
  std::size_t depth_ = 0;
  std::uint32_t object_count_ = 0;
  std::array<std::string_view, kMaxJsonDepth> path_{};
  std::set<Member> members_;
};

// Returns how many bytes at the beginning of `text` are UTF-8.
std::size_t Utf8Prefix(std::string_view text) {
  std::size_t place = 0;
  while (const std::size_t length = ReadUtf8(text, place).length) {
    place += length;
  }
  return place;
}

}  // namespace

std::expected<void, Error> ReadJson(std::string& text, std::string_view what,
                                    JsonVisitor& visitor) {
  std::size_t place = Utf8Prefix(text);
  std::string_view reason = "is not UTF-8";
  if (place == text.size()) {
    Parser parser(text.data(), visitor);
    const bool read = parser.Value();
    place = parser.place();
    if (read && place == text.size()) return {};
    if (!visitor.error().message.empty()) {
      return std::unexpected(visitor.error());
    }
    reason = parser.reason();
  }
  return Fail(
      ErrorCode::kFileCorrupt,
      Sentence({"The file is damaged: its ", what, " ", reason, " (at byte ",
                WholeText(place), "). Download or make it again."}));
}

}  // namespace lukewarm
