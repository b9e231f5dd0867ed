#include "base/message.h"

#include <array>
#include <cstddef>

namespace lukewarm {

std::string WholeText(std::uint64_t value) {
  std::array<char, 20> digits;
  std::size_t begin = digits.size();
  do {
    digits[--begin] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value > 0);
  return std::string(digits.data() + begin, digits.size() - begin);
}

std::string Sentence(std::initializer_list<std::string_view> pieces) {
  std::string sentence;
  for (std::string_view piece : pieces) sentence.append(piece);
  return sentence;
}

std::string Quote(std::string_view text) {
  constexpr std::size_t kMaxBytes = 40;
  std::size_t end = text.size();
  if (end > kMaxBytes) {
    end = kMaxBytes;
    // A byte 10xxxxxx continues a character: cut before its first byte.
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
      --end;
  }
  std::string quoted = "\"";
  for (char c : text.substr(0, end)) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    quoted.push_back(control ? '?' : c);
  }
  quoted.append(end < text.size() ? "…\"" : "\"");
  return quoted;
}

}  // namespace lukewarm
