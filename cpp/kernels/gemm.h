// Matrix products for training, for float and (to check gradients) double. One
// operand is packed once into panels and used many times: a step of BPTT
// multiplies by the same recurrent matrix at every position. Hand-written
// because Eigen's product packs on every call (76 GFLOP/s where this has 88, of
// about 118 that two multiplications and additions per cycle allow) and because
// the order of every sum is fixed here, hence the bits on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/aligned.h"

namespace lukewarm {

enum class GemmKernel : std::uint8_t { kBase, kAvx2, kAvx512 };

// Returns the public name: "base" is SSE2, NEON or SIMD128.
std::string_view GemmKernelName(GemmKernel kernel);

// As AvailableKernels() and its like (kernels/matvec.h). Double products always
// use the base.
std::span<const GemmKernel> AvailableGemmKernels();
GemmKernel CurrentGemmKernel();
bool ForceGemmKernel(GemmKernel kernel);

// A matrix B [inner, columns], ready to be the right operand.
template <typename Scalar>
class GemmPanels {
 public:
  // Forgets what was packed.
  void Resize(std::size_t inner, std::size_t columns);

  // How many panels there are; panels may be packed by different threads.
  std::size_t panels() const;

  // Packs panels [first, last) of B[i, j] = source[i * row_stride + j *
  // column_stride].
  void Pack(const Scalar* source, std::size_t row_stride,
            std::size_t column_stride, std::size_t first, std::size_t last);

  std::size_t inner() const { return inner_; }
  std::size_t columns() const { return columns_; }
  const Scalar* panel(std::size_t index) const;

 private:
  std::size_t inner_ = 0;
  std::size_t columns_ = 0;
  AlignedVector<Scalar> values_;  // [panels, inner, 64 bytes], zero-padded
};

// A sum over the inner dimension goes in order within blocks of so many, from
// 0, and the blocks are added in order: part of what the result is, to the bit.
inline constexpr std::size_t kInnerBlock = 1024;

// Sets C [rows, B.columns] to A·B, or adds A·B to it. A: [rows, B.inner],
// row-major with `a_stride` elements from row to row; C likewise.
template <typename Scalar>
void Multiply(const Scalar* a, std::size_t a_stride, std::size_t rows,
              const GemmPanels<Scalar>& b, Scalar* c, std::size_t c_stride,
              bool accumulate);

// Adds A^T·B to C [m, n]: the gradient of a weight matrix, a sum of outer
// products over `count` positions. A: [count, m], B: [count, n], C: row-major
// with row stride n. Sums in order within blocks of kInnerBlock positions.
template <typename Scalar>
void AddOuterProducts(const Scalar* a, std::size_t a_stride, std::size_t m,
                      const Scalar* b, std::size_t b_stride, std::size_t n,
                      std::size_t count, Scalar* c);

}  // namespace lukewarm
