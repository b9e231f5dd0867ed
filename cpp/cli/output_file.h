// The file that a command writes. It is checked before the work begins, since
// an hour of training must not end in a mistyped folder.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/result.h"

namespace lukewarm {

class OutputFile {
 public:
  // Returns the output at `path`, with symbolic links resolved. It has been
  // checked that the output can be written and is none of `inputs`, the files
  // that the command reads. "-" is standard output; where the output is
  // standard output by any name, what is printed later goes to standard error.
  // Errors: kIo; kInvalidArgument if the output is an input.
  static Result<OutputFile> Open(const std::string& path,
                                 std::span<const std::string> inputs);

  // Writes a regular file whole or not at all: a temporary file in the same
  // folder takes its place once it is on the disk, with the same permissions.
  // Devices, pipes and standard output are written directly. Errors: kIo.
  Result<void> Write(std::span<const std::uint8_t> bytes) const;

  // Whether it is a regular file, which can be written again and again.
  bool is_regular() const { return kind_ == Kind::kRegular; }
  // The path with links resolved.
  const std::string& target() const { return target_; }

 private:
  enum class Kind { kRegular, kSpecial, kStandardOutput };

  Result<void> Replace(std::span<const std::uint8_t> bytes) const;
  Result<void> WriteDirectly(std::span<const std::uint8_t> bytes) const;

  std::string path_;  // as given, for messages
  std::string target_;
  Kind kind_ = Kind::kRegular;
  int descriptor_ = -1;  // of standard output
};

}  // namespace lukewarm
