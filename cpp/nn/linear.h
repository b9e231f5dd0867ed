// y = W x + b, the one product of the network: integer (the contract) or f32
// (for comparison). Everything after the int32 sum is one f32 multiplication
// by the scale and one addition of the bias.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "base/aligned.h"
#include "base/result.h"
#include "kernels/packed_matrix.h"
#include "model/tensor.h"
#include "nn/activation.h"
#include "quant/quantize.h"

namespace lukewarm {

class Linear {
 public:
  Linear() = default;

  // Rows [first_row, first_row + rows) of the stored matrix `weight`
  // [total_rows, cols] and of the vector `bias` [total_rows]; a missing bias
  // is zero. Errors: as LoadMatrix().
  static Result<Linear> Load(const TensorMap& tensors, std::string_view weight,
                             std::string_view bias, std::size_t total_rows,
                             std::size_t cols, Precision precision,
                             std::size_t first_row = 0, std::size_t rows = 0);

  std::size_t rows() const { return rows_; }
  std::size_t cols() const { return cols_; }

  // Sets out = W x + b. x: [cols]; out: [rows]; sums: room for the int32 sums
  // [rows padded to 16], unused in f32.
  void Apply(const Activation& x, std::span<float> out,
             AlignedVector<std::int32_t>& sums) const;

  // Sets out = W[:, column] + b, the product with a one-hot vector. out: [rows]
  void ApplyOneHot(std::size_t column, std::span<float> out) const;

 private:
  std::size_t rows_ = 0;
  std::size_t cols_ = 0;
  Precision precision_ = Precision::kInt8;
  PackedMatrix packed_;           // kInt8
  AlignedVector<float> scales_;   // kInt8: [rows]
  AlignedVector<float> weights_;  // kF32: [rows, cols]
  AlignedVector<float> bias_;     // [rows]
};

}  // namespace lukewarm
