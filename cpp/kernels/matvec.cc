#include "kernels/matvec.h"

#include <array>
#include <chrono>

#include "kernels/cpu.h"
#include "kernels/dispatch.h"
#include "kernels/matvec_kernels.h"

namespace lukewarm {
namespace {

auto& Untimed() {
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

#if defined(LUKEWARM_RELAXED_SIMD)
// Which of the two is faster depends on the processor, and nothing but a clock
// tells a module which processor it runs on.
Kernel Fastest() {
  using Clock = std::chrono::steady_clock;
  constexpr std::size_t kRowBlocks = 16, kColGroups = 128;  // beyond L1
  constexpr std::size_t kRows = kRowBlocks * 16, kCols = kColGroups * 4;
  const AlignedVector<std::int8_t> weights(kRows * kCols);
  const AlignedVector<std::int32_t> offsets(kRows);
  const AlignedVector<std::uint8_t> x(kCols);
  AlignedVector<std::int32_t> out(kRows);
  const auto time = [&](MatVecFunction function) {
    const auto from = Clock::now();
    for (int i = 0; i < 32; ++i) {
      function(weights.data(), offsets.data(), kRowBlocks, kColGroups, x.data(),
               0, 1, out.data(), 0);
    }
    return Clock::now() - from;
  };
  Clock::duration fused{}, split{};
  for (int round = 0; round < 8; ++round) {  // in turn: the clock is coarse
    fused += time(MatVecRelaxedSimd);
    split += time(MatVecRelaxedSimdSplit);
  }
  return split < fused ? Kernel::kRelaxedSimdSplit : Kernel::kRelaxedSimd;
}

auto& Kernels() {
  static auto& kernels = Untimed();
  static const bool chosen = kernels.Force(Fastest());
  (void)chosen;
  return kernels;
}
#else
auto& Kernels() { return Untimed(); }
#endif

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
