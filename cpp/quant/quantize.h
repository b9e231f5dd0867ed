// Float weights -> integer rows with one f32 scale each, and the 4-bit form
// that expands to the same integer rows.
//
// 8 bit: value = integer in [-127, 127] times the row's scale.
// 4 bit: groups of 32 columns share a multiplier m in [1, 18]; value = (nibble
// in [-7, 7]) * m * the row's scale. Since 7 * 18 = 126 fits int8, a 4-bit
// matrix expands EXACTLY to an 8-bit one and every kernel serves both.
// (Rejected: f32 scales per group, which would need a second kernel with a
// float sum per group.)
//
// In a file a quantised tensor NAME is I8 [rows, cols] with NAME.scale F32
// [rows], or U8 [rows, ceil(cols / 2)] (low nibble first, nibble = value + 8)
// with NAME.scale and NAME.group U8 [rows, ceil(cols / 32)].
// model/stored_bits.h says which tensors are quantised. Vectors are F32, or F16
// beside 4-bit matrices, where they would be a fiftieth of the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/tensor.h"

namespace lukewarm {

inline constexpr std::size_t kGroupSize = 32;

// No stored number is larger: no trained weight comes near, and products and
// sums of such numbers are finite floats.
inline constexpr float kMaxWeight = 1e9f;

struct QuantizedMatrix {
  std::size_t rows = 0;
  std::size_t cols = 0;
  std::vector<std::int8_t> values = {};  // [rows, cols]
  std::vector<float> scales = {};        // [rows]; a row of zeros has scale 0

  // 4 bit only (else empty): as stored.
  std::vector<std::uint8_t> nibbles = {};  // [rows, ceil(cols / 2)]
  std::vector<std::uint8_t> groups = {};   // [rows, ceil(cols / 32)]
};

// Returns the nearest integer rows. weights: [rows, cols], finite; bits: 8
// or 4.
QuantizedMatrix QuantizeRows(std::span<const float> weights, std::size_t rows,
                             std::size_t cols, int bits);

// Returns the matrix `name`: stored integers as they are, F32 or F16 quantised
// to 8 bits. Errors: kFileCorrupt if the tensor or a companion is missing or
// has another shape; if a float is not finite or beyond kMaxWeight; if a scale
// is negative, subnormal or too large; if an integer or a group is out of
// range.
Result<QuantizedMatrix> LoadMatrix(const TensorMap& tensors,
                                   std::string_view name, std::size_t rows,
                                   std::size_t cols);

// Returns the matrix `name` as floats [rows, cols], dequantised if stored as
// integers. Errors: as LoadMatrix.
Result<std::vector<float>> LoadFloats(const TensorMap& tensors,
                                      std::string_view name, std::size_t rows,
                                      std::size_t cols);

// Returns the vector `name` of F32 or F16 numbers [size]; all zeros if
// `optional` and missing. Errors: as LoadMatrix.
Result<std::vector<float>> LoadVector(const TensorMap& tensors,
                                      std::string_view name, std::size_t size,
                                      bool optional = false);

}  // namespace lukewarm
