// The safetensors container (https://github.com/huggingface/safetensors),
// without any knowledge of models: eight bytes of header length
// (little-endian), the header's JSON padded with spaces, then the tensors'
// bytes without gaps.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/tensor.h"

namespace lukewarm {

struct Safetensors {
  TensorMap tensors;  // views into the bytes that were read
  std::vector<std::pair<std::string, std::string>> metadata;  // in file order

  // Returns the value of a metadata entry, or nullptr. O(entries).
  const std::string* Metadata(std::string_view key) const;
};

// Returns the content of `bytes`, which must outlive the tensors. The tensors
// cover the data without holes or overlaps. Errors: kFileTruncated,
// kFileCorrupt; kFileUnsupported for a dtype other than F32, F16, I8, U8.
Result<Safetensors> ReadSafetensors(std::span<const std::uint8_t> bytes);

// Returns the file's bytes. Metadata in the order given; tensors with the
// widest elements first and by name among equals (as the safetensors library
// does), and the header padded to a multiple of eight, so that every element is
// aligned. Precondition: all strings are UTF-8.
std::vector<std::uint8_t> WriteSafetensors(
    std::span<const std::pair<std::string, std::string>> metadata,
    const TensorMap& tensors);

// Returns the name in the format: "F32" ...
std::string_view DTypeName(DType dtype);

}  // namespace lukewarm
