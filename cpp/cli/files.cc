#include "cli/files.h"

#include <utf8proc.h>

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

#include "cli/terminal.h"
#include "text/decode.h"

namespace lukewarm {
namespace {

using File = std::unique_ptr<std::FILE, decltype([](std::FILE* file) {
                               if (file != stdin) std::fclose(file);
                             })>;

}  // namespace

std::unexpected<Error> FileError(const std::string& path, const char* what) {
  return Fail(ErrorCode::kIo,
              path + " cannot be " + what + ": " + std::strerror(errno) + ".");
}

Result<std::vector<std::uint8_t>> ReadBytes(const std::string& path) {
  const File file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"));
  if (!file) return FileError(path, "read");
  std::vector<std::uint8_t> bytes;
  constexpr std::size_t kChunk = 1 << 20;
  std::size_t got = 0;
  do {
    const std::size_t size = bytes.size();
    bytes.resize(size + kChunk);
    got = std::fread(bytes.data() + size, 1, kChunk, file.get());
    bytes.resize(size + got);
  } while (got > 0);
  if (std::ferror(file.get())) return FileError(path, "read");
  return bytes;
}

Result<std::string> ReadText(const std::string& path) {
  const auto bytes = ReadBytes(path);
  if (!bytes) return std::unexpected(bytes.error());
  auto decoded = DecodeText(*bytes);
  auto text = decoded ? Normalize(decoded->text)
                      : std::unexpected(std::move(decoded.error()));
  if (!text) {
    text.error().message = path + ": " + text.error().message;
  } else if (decoded->encoding == TextEncoding::kWindows1252) {
    Note(path + " is not UTF-8. It is read as Windows-1252.");
  }
  return text;
}

Result<std::string> Normalize(std::string_view text) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto size = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
      static_cast<utf8proc_ssize_t>(text.size()), &mapped,
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(
      mapped, &std::free);
  if (size == UTF8PROC_ERROR_NOMEM) throw std::bad_alloc();
  if (size < 0) {
    return Fail(ErrorCode::kTextNotUtf8,
                "The text is not valid UTF-8. Save it as UTF-8 and try again.");
  }
  return std::string(reinterpret_cast<const char*>(mapped),
                     static_cast<std::size_t>(size));
}

std::string_view TextFrom(std::string_view text, double fraction) {
  const auto begins = [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
  };
  std::size_t count = 0;
  for (const char byte : text) count += begins(byte);
  auto skip = static_cast<std::size_t>(
      std::floor(fraction * static_cast<double>(count)));
  std::size_t i = 0;
  while (i < text.size() && (skip > 0 || !begins(text[i]))) {
    if (begins(text[i])) --skip;
    ++i;
    while (i < text.size() && !begins(text[i])) ++i;
  }
  return text.substr(i);
}

}  // namespace lukewarm
