#include "train/matmul.h"

#include <algorithm>

namespace lukewarm::train {
namespace {

// The register tile: kRows x kVectors accumulators, of the widest vectors that
// the compiler may use, with registers left for one row of B and one of A.
#if defined(__AVX512F__)
constexpr std::size_t kVectorBytes = 64, kVectors = 4, kRows = 6;
#elif defined(__AVX__)
constexpr std::size_t kVectorBytes = 32, kVectors = 2, kRows = 6;
#elif defined(__wasm__)
// V8 spills six rows: 23 GFLOP/s in Node 20 against 29 with four.
constexpr std::size_t kVectorBytes = 16, kVectors = 2, kRows = 4;
#else
constexpr std::size_t kVectorBytes = 16, kVectors = 2, kRows = 6;
#endif

// Cache blocks: a block of A rows stays in the second-level cache while every
// panel passes by; a block of the inner dimension keeps a panel near.
constexpr std::size_t kRowBlock = 192;
constexpr std::size_t kOuterCount = 256;
// Not a power of two, which would put the rows into the same cache lines.
constexpr std::size_t kOuterStride = kOuterCount + 16;

template <typename Scalar>
constexpr std::size_t kLanes = kVectorBytes / sizeof(Scalar);
template <typename Scalar>
constexpr std::size_t kPanel = kVectors * kLanes<Scalar>;

// C [rows, vectors x lanes] (+)= A [rows, inner] · panel.
template <typename Scalar, std::size_t rows, std::size_t vectors>
void Tile(const Scalar* a, std::size_t a_stride, const Scalar* panel,
          std::size_t inner, Scalar* c, std::size_t c_stride, bool accumulate) {
  typedef Scalar Vector __attribute__((vector_size(kVectorBytes)));
  typedef Scalar Unaligned __attribute__((vector_size(kVectorBytes),
                                          aligned(alignof(Scalar)), may_alias));
  constexpr std::size_t lanes = kLanes<Scalar>;
  Vector sums[rows][vectors] = {};
  for (std::size_t k = 0; k < inner; ++k) {
    Vector right[vectors];
    for (std::size_t v = 0; v < vectors; ++v) {
      right[v] = *reinterpret_cast<const Unaligned*>(
          panel + k * kPanel<Scalar> + v * lanes);
    }
    for (std::size_t r = 0; r < rows; ++r) {
      // x - 0 is x and costs nothing; x + 0, which makes 0 of -0, would cost as
      // much as the products.
      const Vector left = a[r * a_stride + k] - Vector{};
      for (std::size_t v = 0; v < vectors; ++v) sums[r][v] += left * right[v];
    }
  }
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t v = 0; v < vectors; ++v) {
      auto* out = reinterpret_cast<Unaligned*>(c + r * c_stride + v * lanes);
      *out = accumulate ? *out + sums[r][v] : sums[r][v];
    }
  }
}

template <typename Scalar>
using TileFunction = void (*)(const Scalar*, std::size_t, const Scalar*,
                              std::size_t, Scalar*, std::size_t, bool);

template <typename Scalar, std::size_t rows>
TileFunction<Scalar> ChooseVectors(std::size_t vectors) {
  if constexpr (kVectors == 4) {
    if (vectors == 4) return Tile<Scalar, rows, 4>;
    if (vectors == 3) return Tile<Scalar, rows, 3>;
  }
  return vectors == 2 ? Tile<Scalar, rows, 2> : Tile<Scalar, rows, 1>;
}

template <typename Scalar>
TileFunction<Scalar> ChooseTile(std::size_t rows, std::size_t vectors) {
  switch (rows) {
    case 1:
      return ChooseVectors<Scalar, 1>(vectors);
    case 2:
      return ChooseVectors<Scalar, 2>(vectors);
    case 3:
      return ChooseVectors<Scalar, 3>(vectors);
    case 4:
      return ChooseVectors<Scalar, 4>(vectors);
    case 5:
      return ChooseVectors<Scalar, 5>(vectors);
    default:
      return ChooseVectors<Scalar, kRows>(vectors);
  }
}

// All row tiles of one panel; `columns` of the panel are real.
template <typename Scalar>
void MultiplyPanel(const Scalar* a, std::size_t a_stride, std::size_t rows,
                   const Scalar* panel, std::size_t inner, std::size_t columns,
                   Scalar* c, std::size_t c_stride, bool accumulate) {
  const std::size_t vectors = (columns + kLanes<Scalar> - 1) / kLanes<Scalar>;
  const bool whole = columns == vectors * kLanes<Scalar>;
  for (std::size_t r = 0; r < rows; r += kRows) {
    const std::size_t count = std::min(kRows, rows - r);
    const auto tile = ChooseTile<Scalar>(count, vectors);
    if (whole) {
      tile(a + r * a_stride, a_stride, panel, inner, c + r * c_stride, c_stride,
           accumulate);
      continue;
    }
    // The last panel is ragged: its padding must not reach the next row of C.
    Scalar block[kRows * kPanel<Scalar>];
    tile(a + r * a_stride, a_stride, panel, inner, block, kPanel<Scalar>,
         false);
    for (std::size_t i = 0; i < count; ++i) {
      Scalar* row = c + (r + i) * c_stride;
      const Scalar* sums = block + i * kPanel<Scalar>;
      for (std::size_t j = 0; j < columns; ++j) {
        row[j] = accumulate ? row[j] + sums[j] : sums[j];
      }
    }
  }
}

}  // namespace

template <typename Scalar>
void PackedMatrix<Scalar>::Resize(std::size_t inner, std::size_t columns) {
  inner_ = inner;
  columns_ = columns;
  values_.assign(panels() * inner * kPanel<Scalar>, Scalar{0});
}

template <typename Scalar>
std::size_t PackedMatrix<Scalar>::panels() const {
  return (columns_ + kPanel<Scalar> - 1) / kPanel<Scalar>;
}

template <typename Scalar>
const Scalar* PackedMatrix<Scalar>::panel(std::size_t index) const {
  return values_.data() + index * inner_ * kPanel<Scalar>;
}

template <typename Scalar>
void PackedMatrix<Scalar>::Pack(const Scalar* source, std::size_t row_stride,
                                std::size_t column_stride, std::size_t first,
                                std::size_t last) {
  constexpr std::size_t kBlock = 16;  // of rows, so that both sides stay cached
  for (std::size_t p = first; p < last; ++p) {
    Scalar* out = values_.data() + p * inner_ * kPanel<Scalar>;
    const Scalar* from = source + p * kPanel<Scalar> * column_stride;
    const std::size_t width =
        std::min(kPanel<Scalar>, columns_ - p * kPanel<Scalar>);
    for (std::size_t begin = 0; begin < inner_; begin += kBlock) {
      const std::size_t end = std::min(begin + kBlock, inner_);
      if (column_stride == 1) {
        for (std::size_t i = begin; i < end; ++i) {
          std::copy_n(from + i * row_stride, width, out + i * kPanel<Scalar>);
        }
        continue;
      }
      for (std::size_t j = 0; j < width; ++j) {
        for (std::size_t i = begin; i < end; ++i) {
          out[i * kPanel<Scalar> + j] =
              from[i * row_stride + j * column_stride];
        }
      }
    }
  }
}

template <typename Scalar>
void Multiply(const Scalar* a, std::size_t a_stride, std::size_t rows,
              const PackedMatrix<Scalar>& b, Scalar* c, std::size_t c_stride,
              bool accumulate) {
  for (std::size_t row = 0; row < rows; row += kRowBlock) {
    const std::size_t row_count = std::min(kRowBlock, rows - row);
    for (std::size_t k = 0; k < b.inner(); k += kInnerBlock) {
      const std::size_t inner = std::min(kInnerBlock, b.inner() - k);
      for (std::size_t p = 0; p < b.panels(); ++p) {
        const std::size_t column = p * kPanel<Scalar>;
        MultiplyPanel(a + row * a_stride + k, a_stride, row_count,
                      b.panel(p) + k * kPanel<Scalar>, inner,
                      std::min(kPanel<Scalar>, b.columns() - column),
                      c + row * c_stride + column, c_stride,
                      accumulate || k > 0);
      }
    }
  }
}

template <typename Scalar>
void AddOuterProducts(const Scalar* a, std::size_t a_stride, std::size_t m,
                      const Scalar* b, std::size_t b_stride, std::size_t n,
                      std::size_t count, Scalar* c) {
  PackedMatrix<Scalar> right;
  AlignedVector<Scalar> left(std::min(m, kRowBlock) * kOuterStride);
  for (std::size_t k = 0; k < count; k += kOuterCount) {
    const std::size_t inner = std::min(kOuterCount, count - k);
    if (right.inner() != inner) right.Resize(inner, n);
    right.Pack(b + k * b_stride, b_stride, 1, 0, right.panels());
    for (std::size_t row = 0; row < m; row += kRowBlock) {
      const std::size_t rows = std::min(kRowBlock, m - row);
      constexpr std::size_t kBlock = 16;
      for (std::size_t begin = 0; begin < inner; begin += kBlock) {
        const std::size_t end = std::min(begin + kBlock, inner);
        for (std::size_t i = begin; i < end; ++i) {
          const Scalar* from = a + (k + i) * a_stride + row;
          for (std::size_t r = 0; r < rows; ++r) {
            left[r * kOuterStride + i] = from[r];
          }
        }
      }
      Multiply(left.data(), kOuterStride, rows, right, c + row * n, n, true);
    }
  }
}

template <typename Scalar>
void AddColumnSums(const Scalar* a, std::size_t rows, std::size_t columns,
                   Scalar* sums) {
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t j = 0; j < columns; ++j) sums[j] += a[r * columns + j];
  }
}

template class PackedMatrix<float>;
template class PackedMatrix<double>;
template void Multiply(const float*, std::size_t, std::size_t,
                       const PackedMatrix<float>&, float*, std::size_t, bool);
template void Multiply(const double*, std::size_t, std::size_t,
                       const PackedMatrix<double>&, double*, std::size_t, bool);
template void AddOuterProducts(const float*, std::size_t, std::size_t,
                               const float*, std::size_t, std::size_t,
                               std::size_t, float*);
template void AddOuterProducts(const double*, std::size_t, std::size_t,
                               const double*, std::size_t, std::size_t,
                               std::size_t, double*);
template void AddColumnSums(const float*, std::size_t, std::size_t, float*);
template void AddColumnSums(const double*, std::size_t, std::size_t, double*);

}  // namespace lukewarm::train
