#include "quant/tensor.h"

#include <bit>

namespace lukewarm {
namespace {

// Bytes are put together by hand: they may lie at any address, and the order
// in the file is the same on every machine.
std::uint32_t LittleEndian16(const std::uint8_t* bytes) {
  return bytes[0] | static_cast<std::uint32_t>(bytes[1]) << 8;
}

std::uint32_t LittleEndian32(const std::uint8_t* bytes) {
  return LittleEndian16(bytes) | LittleEndian16(bytes + 2) << 16;
}

float FloatFromHalf(std::uint32_t half) {
  const std::uint32_t sign = (half & 0x8000) << 16;
  const std::uint32_t exponent = half >> 10 & 0x1f;
  const std::uint32_t fraction = half & 0x3ff;
  std::uint32_t magnitude = 0;
  if (exponent == 0)  // zero or subnormal: a multiple of 2^-24
    magnitude =
        std::bit_cast<std::uint32_t>(static_cast<float>(fraction) * 0x1p-24f);
  else if (exponent == 31)  // infinity or NaN
    magnitude = 0x7f800000 | fraction << 13;
  else
    magnitude = (exponent + 127 - 15) << 23 | fraction << 13;
  return std::bit_cast<float>(sign | magnitude);
}

float Element(DType dtype, const std::uint8_t* bytes) {
  switch (dtype) {
    case DType::kF32:
      return std::bit_cast<float>(LittleEndian32(bytes));
    case DType::kF16:
      return FloatFromHalf(LittleEndian16(bytes));
    case DType::kI8:
      return static_cast<std::int8_t>(*bytes);
    case DType::kU8:
      return *bytes;
  }
  return 0;
}

}  // namespace

std::size_t ElementSize(DType dtype) {
  switch (dtype) {
    case DType::kF32:
      return 4;
    case DType::kF16:
      return 2;
    case DType::kI8:
    case DType::kU8:
      return 1;
  }
  return 1;
}

std::vector<float> ToFloats(const Tensor& tensor) {
  const std::size_t size = ElementSize(tensor.dtype);
  std::vector<float> floats(tensor.bytes.size() / size);
  for (std::size_t i = 0; i < floats.size(); ++i)
    floats[i] = Element(tensor.dtype, tensor.bytes.data() + i * size);
  return floats;
}

}  // namespace lukewarm
