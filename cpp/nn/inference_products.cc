#include "nn/inference_products.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/call_apart.h"
#include "kernels/elementwise.h"
#include "kernels/matvec.h"
#include "kernels/packed_matrix.h"
#include "kernels/rows.h"
#include "quant/quantize.h"

namespace lukewarm {
namespace {

// Kernels may read past the end of a vector, up to this multiple.
constexpr std::size_t kPadding = 64;

template <typename Vector>
auto RowsOf(const Vector& matrix, const ProductPlan& plan, std::size_t cols) {
  return std::span(matrix).subspan(plan.first_row * cols, plan.rows * cols);
}

class IntegerProduct final : public Product<float> {
 public:
  IntegerProduct(const QuantizedMatrix& matrix, const ProductPlan& plan,
                 std::span<const float> bias)
      : packed_(RowsOf(matrix.values, plan, plan.cols), plan.rows, plan.cols),
        scales_(plan.rows),
        bias_(bias.begin(), bias.end()),
        bounded_(plan.bounded) {
    std::ranges::copy(RowsOf(matrix.scales, plan, 1), scales_.begin());
  }

  void Set(const Input<float>& x, std::size_t count, float* y,
           std::size_t y_stride, Scratch<float>& scratch) const override {
    ForEachRow(x.rows, count, scratch, [&](std::size_t row, const auto& value) {
      MakeRow(y + row * y_stride, packed_.rows()) = value;
    });
  }

  void Add(const float* x, std::size_t count, float* y, std::size_t y_stride,
           Scratch<float>& scratch) const override {
    ForEachRow(x, count, scratch, [&](std::size_t row, const auto& value) {
      MakeRow(y + row * y_stride, packed_.rows()) += value;
    });
  }

 private:
  template <typename Use>
  void ForEachRow(const float* x, std::size_t count, Scratch<float>& scratch,
                  Use use) const {
    const std::size_t x_stride =
        (packed_.cols() + kPadding - 1) / kPadding * kPadding;
    const std::size_t rows = packed_.padded_rows();
    std::uint8_t* integers = Room(scratch.integers, count * x_stride);
    std::int32_t* sums = Room(scratch.sums, count * rows);
    float* scales = Room(scratch.values, count);
    for (std::size_t row = 0; row < count; ++row) {
      scales[row] =
          Quantize(x + row * packed_.cols(), integers + row * x_stride);
    }
    MatMul(packed_, integers, x_stride, count, sums, rows);
    for (std::size_t row = 0; row < count; ++row) {
      use(row, MakeRow(sums + row * rows, packed_.rows()).cast<float>() *
                       (MakeRow(scales_.data(), packed_.rows()) * scales[row]) +
                   MakeRow(bias_.data(), packed_.rows()));
    }
  }

  // Returns the scale: x ~ (integers - 64) * scale. Where x is not known to be
  // in [-1, 1] it is by the largest. Finite values that are too small or too
  // large to be scaled become zeros or limits.
  float Quantize(const float* x, std::uint8_t* integers) const {
    constexpr float kLimit = kActivationLimit;
    const std::span values(x, packed_.cols());
    if (bounded_) {
      QuantizeActivations(values, kLimit, integers);
      return 1.0F / kLimit;
    }
    float largest = 0;
    for (const float value : values) {
      largest = std::max(largest, value < 0 ? -value : value);
    }
    QuantizeActivations(values, largest > 1e-30F ? kLimit / largest : 0.0F,
                        integers);
    return largest / kLimit;
  }

  const PackedMatrix packed_;
  AlignedVector<float> scales_;
  const AlignedVector<float> bias_;
  const bool bounded_;
};

class FloatProduct final : public Product<float> {
 public:
  FloatProduct(std::span<const float> weights, const ProductPlan& plan,
               std::span<const float> bias)
      : weights_(RowsOf(weights, plan, plan.cols).begin(),
                 RowsOf(weights, plan, plan.cols).end()),
        bias_(bias.begin(), bias.end()),
        cols_(plan.cols) {}

  void Set(const Input<float>& x, std::size_t count, float* y,
           std::size_t y_stride, Scratch<float>& scratch) const override {
    for (std::size_t row = 0; row < count; ++row) {
      std::fill_n(y + row * y_stride, bias_.size(), 0.0F);
    }
    Add(x.rows, count, y, y_stride, scratch);
  }

  void Add(const float* x, std::size_t count, float* y, std::size_t y_stride,
           Scratch<float>&) const override {
    for (std::size_t row = 0; row < count; ++row) {
      const auto one = MakeRow(x + row * cols_, cols_).matrix();
      float* out = y + row * y_stride;
      for (std::size_t r = 0; r < bias_.size(); ++r) {
        out[r] +=
            MakeRow(weights_.data() + r * cols_, cols_).matrix().dot(one) +
            bias_[r];
      }
    }
  }

 private:
  const AlignedVector<float> weights_;  // [rows, cols]
  const AlignedVector<float> bias_;
  const std::size_t cols_;
};

// Rows that ids name, of floats or of integers with a scale each.
template <typename Element>
class Lookup final : public Product<float> {
 public:
  Lookup(AlignedVector<Element> table, AlignedVector<float> scales,
         std::size_t size)
      : table_(std::move(table)), scales_(std::move(scales)), size_(size) {}

  void Set(const Input<float>& x, std::size_t count, float* y,
           std::size_t y_stride, Scratch<float>&) const override {
    for (std::size_t row = 0; row < count; ++row) {
      const auto id = static_cast<std::size_t>(x.ids[row]);
      const Element* from = table_.data() + id * size_;
      if constexpr (std::is_same_v<Element, float>) {
        std::copy_n(from, size_, y + row * y_stride);
      } else {
        MakeRow(y + row * y_stride, size_) =
            MakeRow(from, size_).template cast<float>() * scales_[id];
      }
    }
  }

  void Add(const float*, std::size_t, float*, std::size_t,
           Scratch<float>&) const override {}  // nobody adds what ids name

 private:
  const AlignedVector<Element> table_;  // [vocab, size]
  const AlignedVector<float> scales_;   // [vocab]; empty for floats
  const std::size_t size_;
};

Result<std::vector<float>> LoadBias(const ProductPlan& plan,
                                    const TensorMap& tensors) {
  auto bias =
      LoadVector(tensors, plan.bias, plan.total_rows, /*optional=*/true);
  if (!bias) return bias;
  const auto rows = RowsOf(*bias, plan, 1);
  return std::vector<float>(rows.begin(), rows.end());
}

Result<std::unique_ptr<Product<float>>> LoadFloatProduct(
    const ProductPlan& plan, const TensorMap& tensors) {
  auto weights = LoadFloats(tensors, plan.weight, plan.total_rows, plan.cols);
  if (!weights) return std::unexpected(std::move(weights.error()));
  if (plan.lookup) {
    return std::make_unique<Lookup<float>>(
        AlignedVector<float>(weights->begin(), weights->end()),
        AlignedVector<float>(), plan.cols);
  }
  const auto bias = LoadBias(plan, tensors);
  if (!bias) return std::unexpected(bias.error());
  return std::make_unique<FloatProduct>(*weights, plan, *bias);
}

}  // namespace

Result<std::unique_ptr<Product<float>>> LoadProduct(const ProductPlan& plan,
                                                    const TensorMap& tensors,
                                                    Precision precision) {
  if (precision == Precision::kF32) {
    return CallApart<LoadFloatProduct>(plan, tensors);
  }
  const auto matrix =
      LoadMatrix(tensors, plan.weight, plan.total_rows, plan.cols);
  if (!matrix) return std::unexpected(matrix.error());
  if (plan.lookup) {
    return std::make_unique<Lookup<std::int8_t>>(
        AlignedVector<std::int8_t>(matrix->values.begin(),
                                   matrix->values.end()),
        AlignedVector<float>(matrix->scales.begin(), matrix->scales.end()),
        plan.cols);
  }
  const auto bias = LoadBias(plan, tensors);
  if (!bias) return std::unexpected(bias.error());
  return std::make_unique<IntegerProduct>(*matrix, plan, *bias);
}

Result<std::unique_ptr<Product<float>>> LoadOneHotTable(
    const ProductPlan& plan, const TensorMap& tensors, Precision precision) {
  // Dequantised where the network is integer, so that a float file gives the
  // text that it gives once it is quantised.
  std::vector<float> weights;
  if (precision == Precision::kF32) {
    auto floats = LoadFloats(tensors, plan.weight, plan.total_rows, plan.cols);
    if (!floats) return std::unexpected(std::move(floats.error()));
    weights = *std::move(floats);
  } else {
    const auto matrix =
        LoadMatrix(tensors, plan.weight, plan.total_rows, plan.cols);
    if (!matrix) return std::unexpected(matrix.error());
    weights.resize(matrix->values.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
      weights[i] =
          static_cast<float>(matrix->values[i]) * matrix->scales[i / plan.cols];
    }
  }
  const auto bias = LoadBias(plan, tensors);
  if (!bias) return std::unexpected(bias.error());
  const auto rows = RowsOf(weights, plan, plan.cols);
  AlignedVector<float> table(rows.size());
  for (std::size_t row = 0; row < plan.rows; ++row) {
    for (std::size_t id = 0; id < plan.cols; ++id) {
      table[id * plan.rows + row] = rows[row * plan.cols + id] + (*bias)[row];
    }
  }
  return std::make_unique<Lookup<float>>(std::move(table),
                                         AlignedVector<float>(), plan.rows);
}

std::unique_ptr<Product<float>> MakeTable(const Product<float>& embedding,
                                          std::size_t vocab, std::size_t size,
                                          const Product<float>& product,
                                          std::size_t rows) {
  AlignedVector<float> table(vocab * rows), row(size);
  Scratch<float> scratch;
  for (std::size_t id = 0; id < vocab; ++id) {
    const int one = static_cast<int>(id);
    embedding.Set({nullptr, &one, size}, 1, row.data(), size, scratch);
    product.Set({row.data(), nullptr, size}, 1, table.data() + id * rows, rows,
                scratch);
  }
  return std::make_unique<Lookup<float>>(std::move(table),
                                         AlignedVector<float>(), rows);
}

}  // namespace lukewarm
