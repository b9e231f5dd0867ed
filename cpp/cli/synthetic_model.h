// Models of a given shape with random weights, for speed measurements.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/config.h"

namespace lukewarm {

struct BenchShape {
  const char* name;
  CellKind cell;
  std::size_t vocab;
  std::size_t embedding;  // 0: one-hot
  std::size_t layers;
  std::size_t hidden;
};

// The shapes of the published figures.
std::span<const BenchShape> StandardShapes();

// Returns the bytes of an 8-bit model file of that shape. A vocab above 256 is
// words.
std::vector<std::uint8_t> SyntheticModel(const BenchShape& shape);

// Returns the multiplications per generated token, without the table look-up of
// the first layer.
double MacsPerToken(const Architecture& architecture);

}  // namespace lukewarm
