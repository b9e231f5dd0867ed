// ReadModelFile and ConvertFormat1, for any bytes: they do not crash, reading
// allocates no more than a multiple of the number of bytes, they refuse with a
// sentence; what was read can be written and read again without a change, and
// what was converted can be read.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <span>

#include "fuzz/corpus.h"
#include "model/convert_format1.h"
#include "model/sample_model.h"

namespace {

// Bytes asked for since the last reset; never lowered, so it bounds the peak
// from above.
std::size_t allocated = 0;

void Check(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "property broken: %s\n", property);
  std::abort();
}

void CheckError(const lukewarm::Error& error) {
  using enum lukewarm::ErrorCode;
  const std::string& message = error.message;
  Check(message.size() > 20 && (message.back() == '.' || message.back() == '?'),
        "an error is a sentence");
  Check(error.code == kFileTruncated || error.code == kFileCorrupt ||
            error.code == kFileUnsupported,
        "an error has a file's code");
}

}  // namespace

void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  allocated += size;
  return std::malloc(size == 0 ? 1 : size);
}
void* operator new(std::size_t size) {
  if (void* memory = operator new(size, std::nothrow)) return memory;
  std::abort();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using namespace lukewarm;
  allocated = 0;
  const auto file = ReadModelFile({data, size});
  // The densest is a header of tensors with nothing in them, 8 bytes each: 120
  // bytes of entry, four times over while the vector grows, and a node of the
  // set that finds duplicate keys.
  Check(allocated <= 32768 + 128 * size, "memory is bounded by the input");
  const auto converted = ConvertFormat1({data, size});
  if (!converted) {
    CheckError(converted.error());
  } else if (!file) {
    const auto read = ReadModelFile(*converted);
    Check(read.has_value() ||
              std::ranges::equal(*converted, std::span(data, size)),
          "what was converted can be read");
  }
  if (!file) {
    CheckError(file.error());
    return 0;
  }
  const auto written = WriteModelFile(file->config, file->tensors);
  const auto again = ReadModelFile(written);
  Check(again.has_value(), "what was read can be written and read");
  Check(SameContent(*file, *again), "and is the same");
  Check(WriteModelFile(again->config, again->tensors) == written,
        "byte for byte");
  return 0;
}
