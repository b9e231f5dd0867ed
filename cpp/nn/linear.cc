#include "nn/linear.h"

#include <array>
#include <utility>

#include "kernels/matvec.h"

namespace lukewarm {
namespace {

// The f32 product in an order that is the same everywhere: sixteen lanes over
// the columns, then the lanes from the first to the last.
float Dot(const float* a, const float* b, std::size_t size) {
  constexpr std::size_t kLanes = 16;
  std::array<float, kLanes> lanes{};
  std::size_t i = 0;
  for (; i + kLanes <= size; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      lanes[lane] += a[i + lane] * b[i + lane];
    }
  }
  for (; i < size; ++i) lanes[i % kLanes] += a[i] * b[i];
  float sum = 0;
  for (const float lane : lanes) sum += lane;
  return sum;
}

template <typename Vector>
auto Rows(const Vector& matrix, std::size_t first, std::size_t rows,
          std::size_t cols) {
  return std::span(matrix).subspan(first * cols, rows * cols);
}

}  // namespace

Result<Linear> Linear::Load(const TensorMap& tensors, std::string_view weight,
                            std::string_view bias, std::size_t total_rows,
                            std::size_t cols, Precision precision,
                            std::size_t first_row, std::size_t rows) {
  Linear linear;
  linear.rows_ = rows > 0 ? rows : total_rows;
  linear.cols_ = cols;
  linear.precision_ = precision;
  if (precision == Precision::kInt8) {
    auto matrix = LoadMatrix(tensors, weight, total_rows, cols);
    if (!matrix) return std::unexpected(std::move(matrix.error()));
    linear.packed_ =
        PackedMatrix(Rows(matrix->values, first_row, linear.rows_, cols),
                     linear.rows_, cols);
    const auto scales = Rows(matrix->scales, first_row, linear.rows_, 1);
    linear.scales_.assign(scales.begin(), scales.end());
  } else {
    auto matrix = LoadFloats(tensors, weight, total_rows, cols);
    if (!matrix) return std::unexpected(std::move(matrix.error()));
    const auto weights = Rows(*matrix, first_row, linear.rows_, cols);
    linear.weights_.assign(weights.begin(), weights.end());
  }
  auto vector = LoadVector(tensors, bias, total_rows, /*optional=*/true);
  if (!vector) return std::unexpected(std::move(vector.error()));
  const auto biases = Rows(*vector, first_row, linear.rows_, 1);
  linear.bias_.assign(biases.begin(), biases.end());
  return linear;
}

void Linear::Apply(const Activation& x, std::span<float> out,
                   AlignedVector<std::int32_t>& sums) const {
  if (precision_ == Precision::kF32) {
    for (std::size_t row = 0; row < rows_; ++row) {
      out[row] = Dot(&weights_[row * cols_], x.values.data(), cols_);
      out[row] += bias_[row];
    }
    return;
  }
  if (sums.size() < packed_.padded_rows()) sums.resize(packed_.padded_rows());
  MatVec(packed_, x.integers.data(), sums.data());
  const std::int32_t* sum = sums.data();
  for (std::size_t row = 0; row < rows_; ++row) {
    const float scale = scales_[row] * x.scale;
    out[row] = static_cast<float>(sum[row]) * scale + bias_[row];
  }
}

void Linear::ApplyOneHot(std::size_t column, std::span<float> out) const {
  for (std::size_t row = 0; row < rows_; ++row) {
    const float weight =
        precision_ == Precision::kF32
            ? weights_[row * cols_ + column]
            : static_cast<float>(packed_.At(row, column)) * scales_[row];
    out[row] = weight + bias_[row];
  }
}

}  // namespace lukewarm
