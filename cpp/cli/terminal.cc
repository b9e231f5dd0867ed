#include "cli/terminal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "text/utf8.h"

namespace lukewarm {
namespace {

bool IsHarmful(char32_t c) {
  const auto within = [c](char32_t first, char32_t last) {
    return c >= first && c <= last;
  };
  return c < 0x20 || within(0x7F, 0x9F) || c == 0x61C ||
         within(0x200E, 0x200F) || within(0x2028, 0x202E) ||
         within(0x2066, 0x206F) || c == 0xFEFF || within(0xFFF9, 0xFFFB) ||
         within(0xE0000, 0xE0FFF);
}

void AppendEscape(const char* format, char32_t unit, std::string* out) {
  char escape[8];
  std::snprintf(escape, sizeof escape, format, static_cast<unsigned>(unit));
  *out += escape;
}

}  // namespace

std::string Printable(std::string_view text, Lines lines) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, length] = ReadUtf8(text, i);
    const bool line = lines == Lines::kKeep && (c == '\n' || c == '\t');
    if (length == 0) {
      AppendEscape("\\x%02x", static_cast<unsigned char>(text[i]), &out);
    } else if (!IsHarmful(c) || line) {
      out += text.substr(i, length);
    } else if (c < 0x10000) {
      AppendEscape("\\u%04x", c, &out);
    } else {
      AppendEscape("\\u%04x", 0xD7C0 + (c >> 10), &out);
      AppendEscape("\\u%04x", 0xDC00 + (c & 0x3FF), &out);
    }
    i += length > 0 ? length : 1;
  }
  return out;
}

int Report(const Error& error) {
  Note(error.message + " [" + std::string(CodeName(error.code)) + "]");
  return 1;
}

void Note(std::string_view note) {
  std::fprintf(stderr, "lukewarm: %s\n", Printable(note).c_str());
}

bool PrintText(std::string_view text) {
  static const bool terminal = isatty(STDOUT_FILENO) == 1;
  const std::string shown =
      terminal ? Printable(text, Lines::kKeep) : std::string(text);
  std::fwrite(shown.data(), 1, shown.size(), stdout);
  // A pipe is written in blocks, a terminal as the text comes.
  if (text.ends_with('\n')) std::fflush(stdout);
  return std::ferror(stdout) == 0;
}

Result<void> CloseStandardOutput() {
  // What could not be written stays in the buffer: flushing names the reason.
  errno = 0;
  const bool failed = std::fflush(stdout) != 0 || std::ferror(stdout) != 0 ||
                      close(STDOUT_FILENO) != 0;
  if (!failed) return {};
  const int reason = errno;
  return Fail(ErrorCode::kIo,
              "Standard output cannot be written" +
                  (reason != 0 ? ": " + std::string(std::strerror(reason))
                               : std::string()) +
                  ".");
}

void ReserveStandardStreams() {
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
    if (fcntl(stream, F_GETFD) != -1) continue;
    // The lowest free number is this one. The mode is the other one on purpose.
    const int mode = stream == STDIN_FILENO ? O_WRONLY : O_RDONLY;
    if (open("/dev/null", mode) != stream) return;
  }
}

}  // namespace lukewarm
