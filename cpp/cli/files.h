// Reading of files. Writing is in output_file.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lukewarm {

// Returns the error for a file that "cannot be `what`", with errno's reason.
std::unexpected<Error> FileError(const std::string& path, const char* what);

// Returns the whole file; "-" is standard input. Errors: kIo.
Result<std::vector<std::uint8_t>> ReadBytes(const std::string& path);

// Returns the text of a file, decoded by DecodeText(), in Unicode normal form C
// and with "\n" for every line break. Notes on standard error if the text is
// not Unicode. Errors: kIo, kTextNotUtf8.
Result<std::string> ReadText(const std::string& path);

// Returns `text` in Unicode normal form C. Errors: kTextNotUtf8.
Result<std::string> Normalize(std::string_view text);

// Returns the text after the first `fraction`, in [0, 1], of its code points.
std::string_view TextFrom(std::string_view text, double fraction);

}  // namespace lukewarm
