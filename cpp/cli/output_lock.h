// One training per output: a second one that writes the same file is refused.
#pragma once

#include <string>

#include "base/result.h"

namespace lukewarm {

// Holds OUTPUT.lock by flock(2), which the system releases when the process
// ends, however it ends; the empty file may stay and does no harm.
class OutputLock {
 public:
  // Errors: kIo if another process holds the lock. Where the file system knows
  // no locks, the lock is held by nobody and nothing is refused.
  static Result<OutputLock> Take(const std::string& output);

  OutputLock(OutputLock&& other) noexcept;
  OutputLock& operator=(OutputLock&&) = delete;
  ~OutputLock();

 private:
  OutputLock(std::string path, int descriptor);

  std::string path_;
  int descriptor_;
};

}  // namespace lukewarm
