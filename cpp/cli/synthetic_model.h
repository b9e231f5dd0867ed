// Models of a given shape with random weights, for speed measurements.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/config.h"
#include "nn/plan.h"

namespace lukewarm {

struct BenchShape {
  const char* name;
  std::size_t vocab;
  std::size_t embedding;  // 0: one-hot
  LayerKind kind;
  std::size_t layers;
  std::size_t units;
};

// The shapes of the published figures.
std::span<const BenchShape> StandardShapes();

// Returns the bytes of an 8-bit model file of that shape. A vocab above 256 is
// words.
std::vector<std::uint8_t> SyntheticModel(const BenchShape& shape);

// Returns the products that one generated token takes: those that a table looks
// up are not among them.
std::vector<ProductPlan> ProductsPerToken(const NetworkConfig& network);

}  // namespace lukewarm
