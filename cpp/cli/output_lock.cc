#include "cli/output_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "cli/files.h"

namespace lukewarm {

Result<OutputLock> OutputLock::Take(const std::string& output) {
  const std::string path = output + ".lock";
  while (true) {
    const int descriptor =
        open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (descriptor < 0) return FileError(path, "opened");
    OutputLock lock(path, descriptor);
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      if (errno != EWOULDBLOCK) return lock;
      close(std::exchange(lock.descriptor_, -1));
      return Fail(ErrorCode::kIo, "Another training is writing " + output +
                                      ". Wait for its end, or choose another "
                                      "output.");
    }
    // The holder before may have removed the file that was opened here.
    struct stat opened, named;
    if (fstat(descriptor, &opened) == 0 && stat(path.c_str(), &named) == 0 &&
        opened.st_ino == named.st_ino && opened.st_dev == named.st_dev) {
      return lock;
    }
    close(std::exchange(lock.descriptor_, -1));
  }
}

OutputLock::OutputLock(std::string path, int descriptor)
    : path_(std::move(path)), descriptor_(descriptor) {}

OutputLock::OutputLock(OutputLock&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

OutputLock::~OutputLock() {
  if (descriptor_ < 0) return;
  struct stat status;
  // A file that holds something is somebody else's.
  const bool own = fstat(descriptor_, &status) == 0 && status.st_size == 0;
  if (own) unlink(path_.c_str());
  close(descriptor_);
}

}  // namespace lukewarm
