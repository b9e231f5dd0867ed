// The number contract where GoogleTest does not go: WebAssembly in node, and
// Arm in an emulator. Exits with 1 and a line that says what differs.
// Usage: kernels_check [all]    all: every float (a minute), not only samples
#include <bit>
#include <cstdio>
#include <vector>

#include "elementwise_bits.h"
#include "kernels/matvec.h"
#include "kernels/self_test.h"

// Whether arrays equal the scalar functions on every `step`-th float, NaN
// included.
bool ArraysEqualScalars(std::uint32_t step) {
  std::vector<float> floats(1 << 14);
  std::uint64_t bits = 0;
  while (bits >> 32 == 0) {
    for (float& value : floats) {
      value = std::bit_cast<float>(static_cast<std::uint32_t>(bits));
      bits += step;
    }
    if (lukewarm::CountUnequal(floats) != 0) return false;
  }
  return true;
}

int main(int argc, char**) {
  std::printf("kernels:");
  for (lukewarm::Kernel kernel : lukewarm::AvailableKernels())
    std::printf(" %s", lukewarm::KernelName(kernel).data());
  std::printf("\n");
  if (!lukewarm::SelfTest()) {
    std::printf("FAILED: a kernel differs from the definition\n");
    return 1;
  }
  if (!ArraysEqualScalars(argc > 1 ? 1 : 10007)) {
    std::printf("FAILED: an array's function differs from the scalar one\n");
    return 1;
  }
  const unsigned long long bits = lukewarm::ActivationBits();
  if (bits != lukewarm::kActivationBits) {
    std::printf("FAILED: activation bits are 0x%016llx, not 0x%016llx\n", bits,
                static_cast<unsigned long long>(lukewarm::kActivationBits));
    return 1;
  }
  std::printf("ok\n");
}
