// The number contract where GoogleTest does not go: WebAssembly in node, and
// Arm in an emulator. Exits with 1 and a line that says what differs.
#include <cstdio>

#include "elementwise_bits.h"
#include "kernels/matvec.h"
#include "kernels/self_test.h"

int main() {
  std::printf("kernels:");
  for (lukewarm::Kernel kernel : lukewarm::AvailableKernels())
    std::printf(" %s", lukewarm::KernelName(kernel).data());
  std::printf("\n");
  if (!lukewarm::SelfTest()) {
    std::printf("FAILED: a kernel differs from the definition\n");
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
