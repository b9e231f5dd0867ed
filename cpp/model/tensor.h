// A named block of numbers as it lies in a model file, and the way to floats. A
// view: the bytes belong to whoever read or made them. Little-endian,
// row-major, and not necessarily aligned.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace lukewarm {

enum class DType : std::uint8_t { kF32, kF16, kI8, kU8 };

struct Tensor {
  DType dtype = DType::kF32;
  std::vector<std::size_t> shape;
  std::span<const std::uint8_t>
      bytes;  // product of shape x size of dtype, checked by the reader
};

// By name; names follow PyTorch: `encoder.weight`, `rnn.weight_ih_l0`,
// `rnn.bias_hh_l0`, `decoder.weight`.
using TensorMap = std::map<std::string, Tensor, std::less<>>;

std::size_t ElementSize(DType dtype);

// Returns the elements of an F32 or F16 tensor as floats (I8 and U8: the
// integers).
std::vector<float> ToFloats(const Tensor& tensor);

// Returns the bytes of an F16 tensor of the nearest numbers, ties to even; what
// is beyond the largest, 65504, becomes that. values: finite.
std::vector<std::uint8_t> ToHalfBytes(std::span<const float> values);

}  // namespace lukewarm
