// What the processor that we run on can do, for the choice of a kernel. Not for
// the files that are compiled for one instruction set (see matvec_kernels.h).
#pragma once

#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#endif

namespace lukewarm {

inline bool Always() { return true; }

#if defined(__x86_64__)
// GCC's and clang's own check, which asks the operating system too whether it
// saves the wider registers.
inline bool HasAvx2() { return __builtin_cpu_supports("avx2"); }
inline bool HasAvx512() { return __builtin_cpu_supports("avx512f"); }
inline bool HasAvxVnni() {
  return HasAvx2() && __builtin_cpu_supports("avxvnni");
}
inline bool HasAvx512Vnni() {
  return HasAvx512() && __builtin_cpu_supports("avx512vnni");
}
#elif defined(__aarch64__)
inline bool HasNeonDot() {
#if defined(__linux__)
  constexpr unsigned long kAsimdDotProduct = 1UL << 20;
  return (getauxval(AT_HWCAP) & kAsimdDotProduct) != 0;
#else
  return true;  // macOS: every 64-bit Arm Mac
#endif
}
#endif

}  // namespace lukewarm
