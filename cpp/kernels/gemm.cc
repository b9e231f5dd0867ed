#include "kernels/gemm.h"

#include <algorithm>
#include <array>

#include "kernels/cpu.h"
#include "kernels/dispatch.h"
#include "kernels/gemm_kernels.h"
#include "kernels/gemm_tile.h"

namespace lukewarm {
namespace {

// What this file is compiled for: every processor of the kind has it.
struct Base {
#if defined(__wasm__)
  // Six rows would leave V8 too few registers.
  static constexpr size_t kVectorBytes = 16, kVectors = 2, kRows = 4;
#else
  static constexpr size_t kVectorBytes = 16, kVectors = 2, kRows = 6;
#endif
};

// Rows of A whose inner block stays in the second-level cache while every panel
// passes by.
constexpr std::size_t kRowBlock = 96;
// Not a power of two, which would put the rows into the same cache lines.
constexpr std::size_t kOuterStride = kInnerBlock + 16;

auto& Kernels() {
  using Gemm = Implementation<GemmKernel, GemmFunction>;
  static Dispatch kernels(std::to_array<Gemm>({
      {GemmKernel::kBase, GemmTiles<Base, float>::Multiply, Always},
#if defined(__x86_64__)
      {GemmKernel::kAvx2, GemmAvx2, HasAvx2},
      {GemmKernel::kAvx512, GemmAvx512, HasAvx512},
#endif
  }));
  return kernels;
}

auto Function(const float*) { return Kernels().Current(); }
auto Function(const double*) { return GemmTiles<Base, double>::Multiply; }

}  // namespace

std::string_view GemmKernelName(GemmKernel kernel) {
  switch (kernel) {
    case GemmKernel::kBase:
      return "base";
    case GemmKernel::kAvx2:
      return "avx2";
    case GemmKernel::kAvx512:
      return "avx512";
  }
  return "unknown";
}

std::span<const GemmKernel> AvailableGemmKernels() {
  return Kernels().Available();
}
GemmKernel CurrentGemmKernel() { return Kernels().CurrentKernel(); }
bool ForceGemmKernel(GemmKernel kernel) { return Kernels().Force(kernel); }

template <typename Scalar>
void GemmPanels<Scalar>::Resize(std::size_t inner, std::size_t columns) {
  inner_ = inner;
  columns_ = columns;
  values_.assign(panels() * inner * kPanelColumns<Scalar>, Scalar{0});
}

template <typename Scalar>
std::size_t GemmPanels<Scalar>::panels() const {
  return (columns_ + kPanelColumns<Scalar> - 1) / kPanelColumns<Scalar>;
}

template <typename Scalar>
const Scalar* GemmPanels<Scalar>::panel(std::size_t index) const {
  return values_.data() + index * inner_ * kPanelColumns<Scalar>;
}

template <typename Scalar>
void GemmPanels<Scalar>::Pack(const Scalar* source, std::size_t row_stride,
                              std::size_t column_stride, std::size_t first,
                              std::size_t last) {
  constexpr std::size_t kBlock = 16;  // of rows, so that both sides stay cached
  for (std::size_t p = first; p < last; ++p) {
    Scalar* out = values_.data() + p * inner_ * kPanelColumns<Scalar>;
    const Scalar* from = source + p * kPanelColumns<Scalar> * column_stride;
    const std::size_t width =
        std::min(kPanelColumns<Scalar>, columns_ - p * kPanelColumns<Scalar>);
    for (std::size_t begin = 0; begin < inner_; begin += kBlock) {
      const std::size_t end = std::min(begin + kBlock, inner_);
      if (column_stride == 1) {
        for (std::size_t i = begin; i < end; ++i) {
          std::copy_n(from + i * row_stride, width,
                      out + i * kPanelColumns<Scalar>);
        }
        continue;
      }
      for (std::size_t j = 0; j < width; ++j) {
        for (std::size_t i = begin; i < end; ++i) {
          out[i * kPanelColumns<Scalar> + j] =
              from[i * row_stride + j * column_stride];
        }
      }
    }
  }
}

template <typename Scalar>
void Multiply(const Scalar* a, std::size_t a_stride, std::size_t rows,
              const GemmPanels<Scalar>& b, Scalar* c, std::size_t c_stride,
              bool accumulate) {
  const auto multiply = Function(a);
  const std::size_t panel_stride = b.inner() * kPanelColumns<Scalar>;
  for (std::size_t row = 0; row < rows; row += kRowBlock) {
    const std::size_t count = std::min(kRowBlock, rows - row);
    for (std::size_t k = 0; k < b.inner(); k += kInnerBlock) {
      multiply(a + row * a_stride + k, a_stride, count,
               b.panel(0) + k * kPanelColumns<Scalar>, panel_stride,
               std::min(kInnerBlock, b.inner() - k), b.columns(),
               c + row * c_stride, c_stride, accumulate || k > 0);
    }
  }
}

template <typename Scalar>
void AddOuterProducts(const Scalar* a, std::size_t a_stride, std::size_t m,
                      const Scalar* b, std::size_t b_stride, std::size_t n,
                      std::size_t count, Scalar* c) {
  GemmPanels<Scalar> right;
  AlignedVector<Scalar> left(std::min(m, kRowBlock) * kOuterStride);
  for (std::size_t k = 0; k < count; k += kInnerBlock) {
    const std::size_t inner = std::min(kInnerBlock, count - k);
    if (right.inner() != inner) right.Resize(inner, n);
    right.Pack(b + k * b_stride, b_stride, 1, 0, right.panels());
    for (std::size_t row = 0; row < m; row += kRowBlock) {
      const std::size_t rows = std::min(kRowBlock, m - row);
      constexpr std::size_t kBlock = 16;
      for (std::size_t begin = 0; begin < inner; begin += kBlock) {
        const std::size_t end = std::min(begin + kBlock, inner);
        for (std::size_t r = 0; r < rows; ++r) {
          for (std::size_t i = begin; i < end; ++i) {
            left[r * kOuterStride + i] = a[(k + i) * a_stride + row + r];
          }
        }
      }
      Multiply(left.data(), kOuterStride, rows, right, c + row * n, n, true);
    }
  }
}

template class GemmPanels<float>;
template class GemmPanels<double>;
template void Multiply(const float*, std::size_t, std::size_t,
                       const GemmPanels<float>&, float*, std::size_t, bool);
template void Multiply(const double*, std::size_t, std::size_t,
                       const GemmPanels<double>&, double*, std::size_t, bool);
template void AddOuterProducts(const float*, std::size_t, std::size_t,
                               const float*, std::size_t, std::size_t,
                               std::size_t, float*);
template void AddOuterProducts(const double*, std::size_t, std::size_t,
                               const double*, std::size_t, std::size_t,
                               std::size_t, double*);

}  // namespace lukewarm
