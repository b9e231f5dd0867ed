// An int8 weight matrix in the order in which the kernels read it. Tails are
// the packer's job: rows are padded to a multiple of kRowBlock and columns to a
// multiple of kColGroup with zero weights, so that no kernel has a remainder.
//
// Order: [row block][column group][row in block][column in group]: 16 rows x 4
// columns = 64 bytes, one AVX-512 or four 128-bit registers, in which every
// 32-bit lane holds four neighbouring columns of one row. An accumulator lane
// is thus one output row, and no horizontal sum is ever needed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/aligned.h"

namespace lukewarm {

class PackedMatrix {
 public:
  static constexpr std::size_t kRowBlock = 16;
  static constexpr std::size_t kColGroup = 4;

  PackedMatrix() = default;
  // weights: [rows, cols] row-major. Copies.
  PackedMatrix(std::span<const std::int8_t> weights, std::size_t rows,
               std::size_t cols);

  std::size_t rows() const { return rows_; }
  std::size_t cols() const { return cols_; }
  std::size_t padded_rows() const { return offsets_.size(); }
  std::size_t padded_cols() const { return padded_cols_; }
  const std::int8_t* data() const { return data_.data(); }
  // Where the accumulators start: -64 times the row sum, which takes the zero
  // point out. [padded_rows]
  const std::int32_t* offsets() const { return offsets_.data(); }

  // Returns the weight at (row, col); for building look-up tables and for
  // tests.
  std::int8_t At(std::size_t row, std::size_t col) const;

 private:
  std::size_t rows_ = 0;
  std::size_t cols_ = 0;
  std::size_t padded_cols_ = 0;
  AlignedVector<std::int8_t> data_;
  AlignedVector<std::int32_t> offsets_;
};

}  // namespace lukewarm
