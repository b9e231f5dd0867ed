// GMAC/s of every kernel that runs here, per shape: the median of rounds in
// which the kernels take turns, so that a busy machine disturbs all alike.
// Usage: matvec_bench [seconds per kernel and shape]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "base/aligned.h"
#include "base/rng.h"
#include "kernels/matvec.h"

namespace {

using lukewarm::AlignedVector;
using lukewarm::Kernel;
using lukewarm::PackedMatrix;
using Clock = std::chrono::steady_clock;

struct Shape {
  std::size_t rows, cols;
};

double Seconds(Clock::duration duration) {
  return std::chrono::duration<double>(duration).count();
}

void Bench(Shape shape, double seconds) {
  lukewarm::Rng rng(1);
  std::vector<std::int8_t> weights(shape.rows * shape.cols);
  for (std::int8_t& weight : weights)
    weight = static_cast<std::int8_t>(rng.NextU64());
  const PackedMatrix matrix(weights, shape.rows, shape.cols);
  AlignedVector<std::uint8_t> x(matrix.padded_cols());
  for (std::uint8_t& value : x)
    value = static_cast<std::uint8_t>(1 + rng.NextU64() % 127);
  AlignedVector<std::int32_t> out(matrix.padded_rows());

  const double macs = static_cast<double>(shape.rows * shape.cols);
  const int calls = static_cast<int>(5e8 / macs) + 1;
  const auto kernels = lukewarm::AvailableKernels();
  std::vector<std::vector<double>> rates(kernels.size());
  const auto start = Clock::now();
  do {
    for (std::size_t k = 0; k < kernels.size(); ++k) {
      lukewarm::ForceKernel(kernels[k]);
      lukewarm::MatVec(matrix, x.data(), out.data());  // warms the caches
      const auto from = Clock::now();
      for (int call = 0; call < calls; ++call) {
        x[0] = static_cast<std::uint8_t>(1 + call % 127);
        lukewarm::MatVec(matrix, x.data(), out.data());
      }
      rates[k].push_back(macs * calls / Seconds(Clock::now() - from) * 1e-9);
    }
  } while (Seconds(Clock::now() - start) <
           seconds * static_cast<double>(kernels.size()));

  std::printf("%5zu x %-5zu", shape.rows, shape.cols);
  for (std::vector<double>& rate : rates) {
    std::nth_element(rate.begin(), rate.begin() + rate.size() / 2, rate.end());
    std::printf(" %12.1f", rate[rate.size() / 2]);
  }
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::atof(argv[1]) : 0.5;
  std::printf("GMAC/s       ");
  for (Kernel kernel : lukewarm::AvailableKernels())
    std::printf(" %12s", lukewarm::KernelName(kernel).data());
  std::printf("\n");
  for (Shape shape : {Shape{512, 128}, Shape{65, 512}, Shape{2048, 512},
                      Shape{2048, 1024}, Shape{4096, 1024}, Shape{10000, 512}})
    Bench(shape, seconds);
}
