#include "cli/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <random>
#include <utility>

#include "cli/files.h"

namespace lukewarm {
namespace {

namespace fs = std::filesystem;

std::optional<struct stat> StatusOf(const std::string& path) {
  struct stat status;
  const bool found = path == "-" ? fstat(STDIN_FILENO, &status) == 0
                                 : stat(path.c_str(), &status) == 0;
  return found ? std::optional(status) : std::nullopt;
}

bool IsSame(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

// Returns where the links from `path` lead, also if there is no file.
Result<std::string> ResolveLinks(const std::string& path) {
  constexpr int kMostLinks = 40;
  fs::path resolved = path;
  std::error_code error;
  for (int i = 0; i < kMostLinks; ++i) {
    const fs::path link = fs::read_symlink(resolved, error);
    if (error) return resolved.string();
    resolved = resolved.parent_path() / link;
  }
  errno = ELOOP;
  return FileError(path, "written");
}

bool WriteAll(int descriptor, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

// A new file in the folder of `target`, removed unless it takes its place.
class TemporaryFile {
 public:
  TemporaryFile(const std::string& target, mode_t mode) {
    constexpr int kAttempts = 100;
    std::random_device random;
    for (int i = 0; i < kAttempts && descriptor_ < 0; ++i) {
      path_ = fs::path(target).parent_path() /
              (".lukewarm-" + std::to_string(random()));
      descriptor_ =
          open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
      if (descriptor_ < 0 && errno != EEXIST) return;
    }
    exists_ = is_open();
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (descriptor_ >= 0) close(descriptor_);
    if (exists_) unlink(path_.c_str());
  }

  bool is_open() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }

  // Returns whether the file is on the disk and in the place of `target`.
  bool Rename(const std::string& target) {
    if (fsync(descriptor_) != 0) return false;
    if (close(std::exchange(descriptor_, -1)) != 0) return false;
    exists_ = rename(path_.c_str(), target.c_str()) != 0;
    return !exists_;
  }

 private:
  std::string path_;
  int descriptor_ = -1;
  bool exists_ = false;
};

void SyncFolder(const std::string& target) {
  const fs::path folder = fs::path(target).parent_path();
  const int descriptor =
      open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return;
  fsync(descriptor);
  close(descriptor);
}

}  // namespace

Result<OutputFile> OutputFile::Open(const std::string& path,
                                    std::span<const std::string> inputs) {
  OutputFile output;
  output.path_ = path;
  struct stat standard_output;
  const bool has_standard = fstat(STDOUT_FILENO, &standard_output) == 0;
  const auto status =
      path == "-" && has_standard ? standard_output : StatusOf(path);
  if (status && has_standard && IsSame(*status, standard_output)) {
    output.kind_ = Kind::kStandardOutput;
    std::fflush(stdout);
    output.descriptor_ = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    if (output.descriptor_ < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
      return FileError(path, "written");
    }
  } else if (status && !S_ISREG(status->st_mode) && !S_ISDIR(status->st_mode)) {
    output.kind_ = Kind::kSpecial;
  }
  if (status && S_ISREG(status->st_mode)) {
    for (const std::string& input : inputs) {
      const auto read = StatusOf(input);
      if (!read || !IsSame(*read, *status)) continue;
      return Fail(ErrorCode::kInvalidArgument,
                  path +
                      " is an input of this command and would be lost. "
                      "Choose another output.");
    }
  }
  if (!output.is_regular()) return output;

  auto target = ResolveLinks(path);
  if (!target) return std::unexpected(std::move(target.error()));
  output.target_ = *std::move(target);
  if ((status && S_ISDIR(status->st_mode)) || output.target_.ends_with('/')) {
    errno = EISDIR;
    return FileError(path, "written");
  }
  // A read-only file could be replaced, but somebody has made it read-only.
  if (status && access(path.c_str(), W_OK) != 0) {
    return FileError(path, "written");
  }
  if (!TemporaryFile(output.target_, 0600).is_open()) {
    return FileError(path, "written");
  }
  return output;
}

Result<void> OutputFile::Write(std::span<const std::uint8_t> bytes) const {
  return is_regular() ? Replace(bytes) : WriteDirectly(bytes);
}

Result<void> OutputFile::Replace(std::span<const std::uint8_t> bytes) const {
  constexpr mode_t kPermissions = 07777, kOfNewFiles = 0666;
  const auto old = StatusOf(target_);
  const mode_t mode = old ? old->st_mode & kPermissions : kOfNewFiles;
  TemporaryFile file(target_, mode);
  if (!file.is_open() || !WriteAll(file.descriptor(), bytes)) {
    return FileError(path_, "written");
  }
  if (old) {
    // Only root can keep another owner. Changing the owner may clear mode bits.
    [[maybe_unused]] const int kept =
        fchown(file.descriptor(), old->st_uid, old->st_gid);
    if (fchmod(file.descriptor(), mode) != 0) {
      return FileError(path_, "written");
    }
  }
  if (!file.Rename(target_)) return FileError(path_, "written");
  SyncFolder(target_);
  return {};
}

Result<void> OutputFile::WriteDirectly(
    std::span<const std::uint8_t> bytes) const {
  const int descriptor = kind_ == Kind::kStandardOutput
                             ? fcntl(descriptor_, F_DUPFD_CLOEXEC, 3)
                             : open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return FileError(path_, "written");
  const bool written = WriteAll(descriptor, bytes);
  const int reason = errno;
  const bool closed = close(descriptor) == 0;
  if (!written) errno = reason;
  if (!written || !closed) return FileError(path_, "written");
  return {};
}

}  // namespace lukewarm
