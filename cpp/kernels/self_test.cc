#include "kernels/self_test.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/aligned.h"
#include "base/rng.h"
#include "kernels/matvec.h"
#include "kernels/packed_matrix.h"

namespace lukewarm {
namespace {

// Fills by `pattern`: 0 to 3 the extremes, in which a saturating pair of
// products would show; 4 random.
struct Problem {
  Problem(std::size_t row_count, std::size_t col_count, int pattern)
      : rows(row_count),
        cols(col_count),
        weights(rows * cols),
        x((cols + 3) / 4 * 4, 127) {
    Rng rng(1, static_cast<std::uint64_t>(pattern));
    for (std::int8_t& weight : weights)
      weight = pattern == 4  ? static_cast<std::int8_t>(rng.NextU64())
               : pattern < 2 ? std::int8_t{-128}
                             : std::int8_t{127};
    for (std::size_t c = 0; c < cols; ++c)
      x[c] = pattern == 4 ? static_cast<std::uint8_t>(1 + rng.NextU64() % 127)
             : pattern % 2 == 0 ? std::uint8_t{1}
                                : std::uint8_t{127};
  }

  // The definition, from the weights as they were before packing.
  std::int32_t Expected(std::size_t row) const {
    std::int32_t sum = 0;
    for (std::size_t c = 0; c < cols; ++c)
      sum += weights[row * cols + c] * (x[c] - kActivationZeroPoint);
    return sum;
  }

  bool Holds() const {
    const PackedMatrix matrix(weights, rows, cols);
    AlignedVector<std::int32_t> out(matrix.padded_rows());
    MatVec(matrix, x.data(), out.data());
    // The same vector thrice: the product of several shares its weights.
    AlignedVector<std::int32_t> outs(3 * out.size());
    MatMul(matrix, x.data(), 0, 3, outs.data(), out.size());
    for (std::size_t row = 0; row < rows; ++row) {
      const std::int32_t expected = Expected(row);
      if (out[row] != expected) return false;
      for (std::size_t t = 0; t < 3; ++t)
        if (outs[t * out.size() + row] != expected) return false;
    }
    return true;
  }

  std::size_t rows, cols;
  std::vector<std::int8_t> weights;
  AlignedVector<std::uint8_t> x;
};

bool CurrentKernelHolds() {
  struct Shape {
    std::size_t rows, cols;
  };
  for (const Shape shape : {Shape{1, 1}, Shape{17, 6}, Shape{150, 67}})
    for (int pattern = 0; pattern < 5; ++pattern)
      if (!Problem(shape.rows, shape.cols, pattern).Holds()) return false;
  return true;
}

}  // namespace

bool SelfTest() {
  const Kernel before = CurrentKernel();
  bool holds = true;
  for (const Kernel kernel : AvailableKernels())
    holds = holds && ForceKernel(kernel) && CurrentKernelHolds();
  return ForceKernel(before) && holds;
}

void RunTrial() {
  constexpr std::size_t kRows = 256, kCols = 512;
  const PackedMatrix matrix(std::vector<std::int8_t>(kRows * kCols), kRows,
                            kCols);
  const AlignedVector<std::uint8_t> x(kCols);
  AlignedVector<std::int32_t> out(kRows);
  for (int i = 0; i < 32; ++i) MatVec(matrix, x.data(), out.data());
}

}  // namespace lukewarm
