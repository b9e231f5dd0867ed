#include "kernels/packed_matrix.h"

namespace lukewarm {
namespace {

std::size_t RoundUp(std::size_t value, std::size_t multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

// Where (row, col) lies in the packed order.
std::size_t Index(std::size_t row, std::size_t col, std::size_t padded_cols) {
  constexpr std::size_t kRows = PackedMatrix::kRowBlock;
  constexpr std::size_t kCols = PackedMatrix::kColGroup;
  return row / kRows * kRows * padded_cols + col / kCols * kCols * kRows +
         row % kRows * kCols + col % kCols;
}

}  // namespace

PackedMatrix::PackedMatrix(std::span<const std::int8_t> weights,
                           std::size_t rows, std::size_t cols)
    : rows_(rows),
      cols_(cols),
      padded_cols_(RoundUp(cols, kColGroup)),
      data_(RoundUp(rows, kRowBlock) * padded_cols_),
      offsets_(RoundUp(rows, kRowBlock)) {
  for (std::size_t row = 0; row < rows; ++row) {
    std::uint32_t sum = 0;  // modulo 2^32, as the kernels add
    for (std::size_t col = 0; col < cols; ++col) {
      const std::int8_t weight = weights[row * cols + col];
      data_[Index(row, col, padded_cols_)] = weight;
      sum += static_cast<std::uint32_t>(weight);
    }
    offsets_[row] = static_cast<std::int32_t>(std::uint32_t{0} - 64 * sum);
  }
}

std::int8_t PackedMatrix::At(std::size_t row, std::size_t col) const {
  return data_[Index(row, col, padded_cols_)];
}

}  // namespace lukewarm
