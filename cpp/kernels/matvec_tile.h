// The loop that all vector kernels share. An instruction set is a struct with
//   Sums               a register of int32 lanes, one output row each
//   kLanes             how many
//   Load, Store        aligned, int32 <-> Sums
//   Splat(x)           the four activations at x in every lane
//   Dot(sums, w, x)    sums + per lane the four products of w[4 * kLanes]
//                      and x
//   kBlocks            row blocks that run side by side, so that enough
//                      independent sums hide the latency of Dot
//
// Everything is in an unnamed namespace, so that each file that includes it
// has its own copy, compiled with its own flags (see matvec_kernels.h).
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace lukewarm {
namespace {

constexpr size_t kRows = 16;  // of a block
constexpr size_t kCols = 4;   // of a group

template <typename Isa, size_t kBlocks>
void MatVecTile(const int8_t* weights, const int32_t* offsets,
                size_t col_groups, const uint8_t* x, int32_t* out) {
  constexpr size_t kVectors = kRows / Isa::kLanes;
  const size_t block_bytes = col_groups * kRows * kCols;
  typename Isa::Sums sums[kBlocks][kVectors];
  for (size_t b = 0; b < kBlocks; ++b)
    for (size_t v = 0; v < kVectors; ++v)
      sums[b][v] = Isa::Load(offsets + b * kRows + v * Isa::kLanes);
  for (size_t g = 0; g < col_groups; ++g) {
    const auto splat = Isa::Splat(x + g * kCols);
    for (size_t b = 0; b < kBlocks; ++b)
      for (size_t v = 0; v < kVectors; ++v)
        sums[b][v] = Isa::Dot(
            sums[b][v],
            weights + b * block_bytes + (g * kRows + v * Isa::kLanes) * kCols,
            splat);
  }
  for (size_t b = 0; b < kBlocks; ++b)
    for (size_t v = 0; v < kVectors; ++v)
      Isa::Store(out + b * kRows + v * Isa::kLanes, sums[b][v]);
}

template <typename Isa>
void MatVecTiles(const int8_t* weights, const int32_t* offsets,
                 size_t row_blocks, size_t col_groups, const uint8_t* x,
                 int32_t* out) {
  const size_t block_bytes = col_groups * kRows * kCols;
  size_t block = 0;
  for (; block + Isa::kBlocks <= row_blocks; block += Isa::kBlocks)
    MatVecTile<Isa, Isa::kBlocks>(weights + block * block_bytes,
                                  offsets + block * kRows, col_groups, x,
                                  out + block * kRows);
  for (; block < row_blocks; ++block)
    MatVecTile<Isa, 1>(weights + block * block_bytes, offsets + block * kRows,
                       col_groups, x, out + block * kRows);
}

}  // namespace
}  // namespace lukewarm
