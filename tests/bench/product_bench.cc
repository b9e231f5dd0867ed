// The bare integer product in WebAssembly, for tests/bench/page/rates.js:
// what a step costs beyond it is everything else.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/aligned.h"
#include "kernels/matvec.h"
#include "kernels/packed_matrix.h"

namespace {

using lukewarm::AlignedVector;
using lukewarm::PackedMatrix;

std::vector<PackedMatrix> matrices;
AlignedVector<std::uint8_t> activations;
AlignedVector<std::int32_t> sums;

}  // namespace

extern "C" {

// Forces the kernel at `index` of AvailableKernels(); 0 if there is none.
int UseKernel(std::size_t index) {
  const auto kernels = lukewarm::AvailableKernels();
  return index < kernels.size() && lukewarm::ForceKernel(kernels[index]);
}

void Clear() { matrices.clear(); }

// Adds a matrix [rows, cols] to what one token takes.
void Add(int rows, int cols) {
  const auto height = static_cast<std::size_t>(rows);
  const auto width = static_cast<std::size_t>(cols);
  const auto& matrix = matrices.emplace_back(
      std::vector<std::int8_t>(height * width, 1), height, width);
  activations.assign(std::max(activations.size(), matrix.padded_cols() + 64),
                     65);
  sums.resize(std::max(sums.size(), matrix.padded_rows()));
}

// Multiplies as `tokens` tokens do.
void Run(int tokens) {
  for (int i = 0; i < tokens; ++i) {
    for (const auto& matrix : matrices) {
      lukewarm::MatVec(matrix, activations.data(), sums.data());
    }
  }
}

}  // extern "C"
