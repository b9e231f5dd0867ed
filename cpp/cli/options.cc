#include "cli/options.h"

#include <cmath>

namespace lukewarm {

std::string NumberText(std::uint64_t value) { return std::to_string(value); }
std::string NumberText(int value) { return std::to_string(value); }
std::string NumberText(double value) {
  char text[32];
  // Whole numbers of a readable size in full: 1000000, not 1e+06.
  const bool whole = value == std::floor(value) && std::fabs(value) < 1e9;
  const auto [end, error] =
      whole ? std::to_chars(text, text + sizeof text, value,
                            std::chars_format::fixed)
            : std::to_chars(text, text + sizeof text, value);
  return std::string(text, end);
}

void Refuse(const std::string& flag, const std::string& what,
            const std::string& text) {
  throw CLI::ValidationError(flag + " must be " + what + ", not \"" + text +
                             "\"");
}

std::string LongName(const std::string& flags) {
  return flags.substr(0, flags.find(','));
}

}  // namespace lukewarm
