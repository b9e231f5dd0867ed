// GFLOP/s of processor time of the training products, of every kernel that runs
// here: the best of rounds in which the kernels take turns. Natively and, in
// Node, as WebAssembly. Usage: gemm_bench [rounds]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "base/rng.h"
#include "kernels/gemm.h"

namespace {

std::vector<float> Noise(std::size_t count) {
  lukewarm::Rng rng(1);
  std::vector<float> values(count);
  for (float& value : values) {
    value = static_cast<float>(rng.NextDouble() - 0.5);
  }
  return values;
}

// Runs `product` of `flops` under every kernel and prints a line.
template <typename Product>
void Bench(const char* name, double flops, int rounds, Product product) {
  const auto kernels = lukewarm::AvailableGemmKernels();
  std::vector<double> best(kernels.size());
  const int calls = static_cast<int>(1e8 / flops) + 1;
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t k = 0; k < kernels.size(); ++k) {
      lukewarm::ForceGemmKernel(kernels[k]);
      const std::clock_t from = std::clock();
      for (int call = 0; call < calls; ++call) product();
      const double seconds =
          static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
      best[k] = std::max(best[k], flops * calls / seconds * 1e-9);
    }
  }
  std::printf("%-28s", name);
  for (const double rate : best) std::printf(" %8.1f", rate);
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 20;
  std::printf("%-28s", "GFLOP/s");
  for (const auto kernel : lukewarm::AvailableGemmKernels()) {
    std::printf(" %8s", lukewarm::GemmKernelName(kernel).data());
  }
  std::printf("\n");
  constexpr std::size_t kStreams = 48, kHidden = 512, kGates = 4 * kHidden;
  constexpr std::size_t kPositions = 128 * kStreams;
  const auto hidden = Noise(kPositions * kHidden);
  const auto gates = Noise(kPositions * kGates);
  const auto weights = Noise(kGates * kHidden);
  std::vector<float> out(kGates * kHidden);
  lukewarm::GemmPanels<float> forward, backward;
  forward.Resize(kHidden, kGates);
  forward.Pack(weights.data(), 1, kHidden, 0, forward.panels());
  backward.Resize(kGates, kHidden);
  backward.Pack(weights.data(), kHidden, 1, 0, backward.panels());
  constexpr double kStep = 2.0 * kStreams * kHidden * kGates;
  Bench("[48, 512] x [512, 2048]", kStep, rounds, [&] {
    lukewarm::Multiply(hidden.data(), kHidden, kStreams, forward, out.data(),
                       kGates, true);
  });
  Bench("[48, 2048] x [2048, 512]", kStep, rounds, [&] {
    lukewarm::Multiply(gates.data(), kGates, kStreams, backward, out.data(),
                       kHidden, false);
  });
  Bench("[2048, 6144] x [6144, 512]", kStep * 128, rounds / 4 + 1, [&] {
    lukewarm::AddOuterProducts(gates.data(), kGates, kGates, hidden.data(),
                               kHidden, kHidden, kPositions, out.data());
  });
}
