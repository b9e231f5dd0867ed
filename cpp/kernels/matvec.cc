#include "kernels/matvec.h"

#include <array>

#include "kernels/cpu.h"
#include "kernels/dispatch.h"
#include "kernels/matvec_kernels.h"

namespace lukewarm {
namespace {

auto& Kernels() {
  using MatVecKernel = Implementation<Kernel, MatVecFunction>;
  static Dispatch kernels(std::to_array<MatVecKernel>({
      {Kernel::kScalar, MatVecScalar, Always},
#if defined(LUKEWARM_RELAXED_SIMD)
      {Kernel::kRelaxedSimdSplit, MatVecRelaxedSimdSplit, Always},
      {Kernel::kRelaxedSimd, MatVecRelaxedSimd, Always},
#elif defined(__wasm_simd128__)
      {Kernel::kSimd128, MatVecSimd128, Always},
#endif
#if defined(__x86_64__)
      {Kernel::kAvx2, MatVecAvx2, HasAvx2},
      {Kernel::kAvxVnni, MatVecAvxVnni, HasAvxVnni},
      {Kernel::kAvx512Vnni, MatVecAvx512Vnni, HasAvx512Vnni},
#elif defined(__aarch64__)
      {Kernel::kNeon, MatVecNeon, Always},
      {Kernel::kNeonDot, MatVecNeonDot, HasNeonDot},
#endif
  }));
  return kernels;
}

}  // namespace

std::string_view KernelName(Kernel kernel) {
  switch (kernel) {
    case Kernel::kScalar:
      return "scalar";
    case Kernel::kSimd128:
      return "simd128";
    case Kernel::kRelaxedSimd:
      return "relaxed-simd";
    case Kernel::kRelaxedSimdSplit:
      return "relaxed-simd-split";
    case Kernel::kAvx2:
      return "avx2";
    case Kernel::kAvxVnni:
      return "avx-vnni";
    case Kernel::kAvx512Vnni:
      return "avx512-vnni";
    case Kernel::kNeon:
      return "neon";
    case Kernel::kNeonDot:
      return "neon-dot";
  }
  return "unknown";
}

std::span<const Kernel> AvailableKernels() { return Kernels().Available(); }
Kernel CurrentKernel() { return Kernels().CurrentKernel(); }
bool ForceKernel(Kernel kernel) { return Kernels().Force(kernel); }

void MatVec(const PackedMatrix& matrix, const std::uint8_t* x,
            std::int32_t* out) {
  MatMul(matrix, x, 0, 1, out, 0);
}

void MatMul(const PackedMatrix& matrix, const std::uint8_t* x,
            std::size_t x_stride, std::size_t count, std::int32_t* out,
            std::size_t out_stride) {
  Kernels().Current()(matrix.data(), matrix.offsets(),
                      matrix.padded_rows() / PackedMatrix::kRowBlock,
                      matrix.padded_cols() / PackedMatrix::kColGroup, x,
                      x_stride, count, out, out_stride);
}

}  // namespace lukewarm
