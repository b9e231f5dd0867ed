#include "kernels/matvec.h"

#include <array>
#include <atomic>

#include "kernels/matvec_kernels.h"

#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#endif

namespace lukewarm {
namespace {

struct Implementation {
  Kernel kernel;
  MatVecFunction function;
  bool (*runs_here)();
};

bool Always() { return true; }

#if defined(__x86_64__)
// GCC's and clang's own check, which asks the operating system too whether it
// saves the wider registers.
bool HasAvx2() { return __builtin_cpu_supports("avx2"); }
bool HasAvxVnni() { return HasAvx2() && __builtin_cpu_supports("avxvnni"); }
bool HasAvx512Vnni() {
  return __builtin_cpu_supports("avx512f") &&
         __builtin_cpu_supports("avx512vnni");
}
#elif defined(__aarch64__)
bool HasNeonDot() {
#if defined(__linux__)
  constexpr unsigned long kAsimdDotProduct = 1UL << 20;
  return (getauxval(AT_HWCAP) & kAsimdDotProduct) != 0;
#else
  return true;  // macOS: every 64-bit Arm Mac
#endif
}
#endif

// Slowest first.
constexpr auto kImplementations = std::to_array<Implementation>({
    {Kernel::kScalar, MatVecScalar, Always},
#if defined(LUKEWARM_RELAXED_SIMD)
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
});

struct Available {
  std::array<Kernel, kImplementations.size()> kernels;
  std::size_t count = 0;
};

const Available& GetAvailable() {
  static const Available available = [] {
    Available result;
    for (const Implementation& implementation : kImplementations)
      if (implementation.runs_here())
        result.kernels[result.count++] = implementation.kernel;
    return result;
  }();
  return available;
}

const Implementation* Find(Kernel kernel) {
  for (const Implementation& implementation : kImplementations)
    if (implementation.kernel == kernel) return &implementation;
  return nullptr;
}

std::atomic<const Implementation*> forced_or_best = nullptr;

const Implementation& Current() {
  const Implementation* current =
      forced_or_best.load(std::memory_order_relaxed);
  if (current == nullptr) {  // two threads that come here find the same
    current = Find(AvailableKernels().back());
    forced_or_best.store(current, std::memory_order_relaxed);
  }
  return *current;
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

std::span<const Kernel> AvailableKernels() {
  const Available& available = GetAvailable();
  return std::span(available.kernels).first(available.count);
}

Kernel CurrentKernel() { return Current().kernel; }

bool ForceKernel(Kernel kernel) {
  for (Kernel available : AvailableKernels()) {
    if (available != kernel) continue;
    forced_or_best.store(Find(kernel), std::memory_order_relaxed);
    return true;
  }
  return false;
}

void MatVec(const PackedMatrix& matrix, const std::uint8_t* x,
            std::int32_t* out) {
  Current().function(matrix.data(), matrix.offsets(),
                     matrix.padded_rows() / PackedMatrix::kRowBlock,
                     matrix.padded_cols() / PackedMatrix::kColGroup, x, out);
}

}  // namespace lukewarm
