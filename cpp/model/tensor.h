// The tensors of a model file, and conversion to floats. A tensor is a view: it
// does not own its bytes, which are little-endian, row-major and not
// necessarily aligned.
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

// By name: `layers.0.weight`, `layers.1.weight_ih`, `layers.1.bias_hh` ...
using TensorMap = std::map<std::string, Tensor, std::less<>>;

std::size_t ElementSize(DType dtype);

// Returns the elements of an F32 or F16 tensor as floats (I8 and U8: the
// integers).
std::vector<float> ToFloats(const Tensor& tensor);

// Returns the bytes of an F16 tensor of the nearest numbers, ties to even;
// magnitudes above the largest, 65504, become 65504. values: finite.
std::vector<std::uint8_t> ToHalfBytes(std::span<const float> values);

}  // namespace lukewarm
