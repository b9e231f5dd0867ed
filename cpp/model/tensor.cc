#include "model/tensor.h"

#include <algorithm>
#include <bit>

namespace lukewarm {
namespace {

// Byte by byte: the address may be unaligned, and the order in the file is the
// same on every machine.
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

std::uint32_t HalfFromFloat(float value) {
  const std::uint32_t bits = std::bit_cast<std::uint32_t>(value);
  const std::uint32_t sign = bits >> 16 & 0x8000;
  const float magnitude =
      std::min(std::bit_cast<float>(bits & 0x7fffffff), 65504.0f);
  // Below 2^-14 the step is 2^-24; adding 1.5 * 2^-1 rounds to it.
  if (magnitude < 0x1p-14f) {
    const float rounded = magnitude + 0.75f;
    return sign | (std::bit_cast<std::uint32_t>(rounded) -
                   std::bit_cast<std::uint32_t>(0.75f));
  }
  const std::uint32_t exact = std::bit_cast<std::uint32_t>(magnitude);
  const std::uint32_t rounded = exact + 0xfff + (exact >> 13 & 1);
  return sign | ((rounded >> 13) - ((127 - 15) << 10));
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

std::vector<std::uint8_t> ToHalfBytes(std::span<const float> values) {
  std::vector<std::uint8_t> bytes;
  bytes.reserve(2 * values.size());
  for (const float value : values) {
    const std::uint32_t half = HalfFromFloat(value);
    bytes.push_back(static_cast<std::uint8_t>(half & 0xff));
    bytes.push_back(static_cast<std::uint8_t>(half >> 8));
  }
  return bytes;
}

}  // namespace lukewarm
