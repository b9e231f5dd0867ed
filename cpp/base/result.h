// Errors as values. Library components never throw, print, abort or touch
// files: a function that can fail returns a Result, whose Error has one code
// and a sentence that says what to do.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace lukewarm {

// The names that CodeName() gives are public: they are the `code` of every
// JavaScript Error and of the command line.
enum class ErrorCode : std::uint8_t {
  kInvalidArgument,  // an option or argument is out of its range
  kFileTruncated,    // a model file ends before its own header says it should
  kFileCorrupt,  // a model file contradicts itself, or its checksum does not
                 // match
  kFileUnsupported,  // a well-formed file that this version cannot run
  kTextEmpty,        // a text holds nothing to work on
  kTextTooShort,     // a text is too short for what was asked
  kTextNotUtf8,      // a text is not valid UTF-8
  kIo,               // a file cannot be read or written
  kOutOfMemory,      // the system gives no more memory
};

// Returns the public name, for instance "file-truncated".
std::string_view CodeName(ErrorCode code);

struct Error {
  ErrorCode code;
  std::string message;  // a full sentence
};

template <typename T>
using Result = std::expected<T, Error>;

// Returns an Error as the value of a Result.
[[gnu::cold]] inline std::unexpected<Error> Fail(ErrorCode code,
                                                 std::string message) {
  return std::unexpected(Error{code, std::move(message)});
}

}  // namespace lukewarm
