// Files and the terminal: the only room that touches them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lukewarm {

// Returns the whole file, "-" meaning standard input. Errors: kIo.
Result<std::vector<std::uint8_t>> ReadBytes(const std::string& path);

// Writes the whole file or nothing: to a neighbour first, which then takes its
// place. Errors: kIo.
Result<void> WriteBytes(const std::string& path,
                        std::span<const std::uint8_t> bytes);

// Returns the text of a file in Unicode normal form C, without a byte order
// mark. Errors: kIo, kTextNotUtf8.
Result<std::string> ReadText(const std::string& path);

// Returns `text` in Unicode normal form C. Errors: kTextNotUtf8.
Result<std::string> Normalize(std::string_view text);

// Returns what follows the first `fraction`, in [0, 1], of the text's code
// points.
std::string_view TextFrom(std::string_view text, double fraction);

}  // namespace lukewarm
