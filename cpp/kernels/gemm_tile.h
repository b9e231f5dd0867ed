// The loop that all instruction sets' products share, in the compiler's generic
// vectors. An instruction set is a struct with
//   kVectorBytes   of its registers
//   kVectors       registers of a row of the tile
//   kRows          rows of the tile: kRows * kVectors sums stay in registers,
//                  with registers left for one row of B and one element of A
// Each element of C is one sum in the order of the inner dimension, whatever
// these are: products are rounded before they are added, so all sets give the
// same bits.
//
// Everything is in an unnamed namespace, as in matvec_tile.h.
#pragma once

#include <stddef.h>

namespace lukewarm {
namespace {

constexpr size_t kPanelBytes = 64;  // of a row of a panel: one cache line

template <typename Scalar>
constexpr size_t kPanelColumns = kPanelBytes / sizeof(Scalar);

constexpr size_t Least(size_t a, size_t b) { return a < b ? a : b; }

template <typename Isa, typename Scalar>
struct GemmTiles {
  static constexpr size_t kLanes = Isa::kVectorBytes / sizeof(Scalar);
  static constexpr size_t kColumns = Isa::kVectors * kLanes;
  static constexpr size_t kPanel = kPanelColumns<Scalar>;

  using Function = void (*)(const Scalar*, size_t, const Scalar*, size_t,
                            size_t, Scalar*, size_t, bool);

  // C [rows, vectors * kLanes] (+)= A [rows, inner] · B. b: the first column of
  // B's first row.
  template <size_t rows, size_t vectors>
  static void Tile(const Scalar* a, size_t a_stride, const Scalar* b,
                   size_t panel_stride, size_t inner, Scalar* c,
                   size_t c_stride, bool accumulate) {
    typedef Scalar Vector __attribute__((vector_size(Isa::kVectorBytes)));
    typedef Scalar Unaligned __attribute__((
        vector_size(Isa::kVectorBytes), aligned(alignof(Scalar)), may_alias));
    Vector sums[rows][vectors] = {};
    // Unrolled for V8, whose addresses cost instructions of their own.
#pragma GCC unroll 4
    for (size_t k = 0; k < inner; ++k) {
      Vector right[vectors];
      for (size_t v = 0; v < vectors; ++v) {
        right[v] = *reinterpret_cast<const Unaligned*>(
            b + k * kPanel + v * kLanes / kPanel * panel_stride +
            v * kLanes % kPanel);
      }
      for (size_t r = 0; r < rows; ++r) {
        // x - 0 is x and costs nothing; x + 0, which makes 0 of -0, would cost
        // as much as the products.
        const Vector left = a[r * a_stride + k] - Vector{};
        for (size_t v = 0; v < vectors; ++v) sums[r][v] += left * right[v];
      }
    }
    for (size_t r = 0; r < rows; ++r) {
      for (size_t v = 0; v < vectors; ++v) {
        auto* out = reinterpret_cast<Unaligned*>(c + r * c_stride + v * kLanes);
        *out = accumulate ? *out + sums[r][v] : sums[r][v];
      }
    }
  }

  template <size_t rows, size_t vectors>
  static Function Choose(size_t wanted_rows, size_t wanted_vectors) {
    if constexpr (vectors > 1) {
      if (wanted_vectors < vectors) {
        return Choose<rows, vectors - 1>(wanted_rows, wanted_vectors);
      }
    }
    if constexpr (rows > 1) {
      if (wanted_rows < rows) {
        return Choose<rows - 1, vectors>(wanted_rows, wanted_vectors);
      }
    }
    return Tile<rows, vectors>;
  }

  // The function of gemm_kernels.h.
  static void Multiply(const Scalar* a, size_t a_stride, size_t rows,
                       const Scalar* panels, size_t panel_stride, size_t inner,
                       size_t columns, Scalar* c, size_t c_stride,
                       bool accumulate) {
    for (size_t column = 0; column < columns; column += kColumns) {
      const size_t width = Least(kColumns, columns - column);
      const size_t vectors = (width + kLanes - 1) / kLanes;
      const Scalar* b =
          panels + column / kPanel * panel_stride + column % kPanel;
      for (size_t row = 0; row < rows; row += Isa::kRows) {
        const size_t count = Least(Isa::kRows, rows - row);
        const Function tile = Choose<Isa::kRows, Isa::kVectors>(count, vectors);
        const Scalar* left = a + row * a_stride;
        Scalar* out = c + row * c_stride + column;
        if (width == vectors * kLanes) {
          tile(left, a_stride, b, panel_stride, inner, out, c_stride,
               accumulate);
          continue;
        }
        // The last columns are ragged: the padding must not reach the next row.
        Scalar block[Isa::kRows * kColumns];
        tile(left, a_stride, b, panel_stride, inner, block, kColumns, false);
        for (size_t r = 0; r < count; ++r) {
          for (size_t j = 0; j < width; ++j) {
            const Scalar sum = block[r * kColumns + j];
            out[r * c_stride + j] =
                accumulate ? out[r * c_stride + j] + sum : sum;
          }
        }
      }
    }
  }
};

}  // namespace
}  // namespace lukewarm
