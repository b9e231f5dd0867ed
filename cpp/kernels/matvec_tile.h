// The loop that all vector kernels share. An instruction set is a struct with
//   Sums               a register of int32 lanes, one output row each
//   kLanes             how many
//   Load, Store        aligned, int32 <-> Sums
//   Add(a, b)          of Sums
//   LoadWeights(w)     w[4 * kLanes]
//   Splat(x)           the four activations at x in every lane
//   Dot(sums, w, x)    sums + per lane the four products of weights and x
//   kTexts             activation vectors that share one reading of the weights
//   kBlocks, kChains   for one vector alone, so that enough independent sums
//                      hide the latency of Dot: row blocks side by side in a
//                      small matrix, where they share Splat; in others sums per
//                      row, added at the end. There one row block follows
//                      another, so that the weights are read as one stream.
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
// Bytes up to which a matrix is read in several streams. Measured: in V8 one is
// faster from memory (EPYC 9004); natively several are (EPYC 7001, AVX2).
#ifdef __wasm__
constexpr size_t kSmall = size_t{1} << 18;
#else
constexpr size_t kSmall = SIZE_MAX;
#endif

template <typename Isa, size_t kBlocks, size_t kTexts, size_t kChains>
void MatVecTile(const Isa& isa, const int8_t* weights, const int32_t* offsets,
                size_t col_groups, const uint8_t* x, size_t x_stride,
                int32_t* out, size_t out_stride) {
  constexpr size_t kLanes = Isa::kLanes;
  constexpr size_t kVectors = kRows / kLanes;  // of a block
  static constexpr int32_t kZeros[kLanes] = {};
  const size_t block_bytes = col_groups * kRows * kCols;
  typename Isa::Sums sums[kChains][kTexts][kBlocks * kVectors];
  for (size_t c = 0; c < kChains; ++c)
    for (size_t t = 0; t < kTexts; ++t)
      for (size_t v = 0; v < kBlocks * kVectors; ++v)
        sums[c][t][v] = isa.Load(c == 0 ? offsets + v * kLanes : kZeros);
  const auto add_group = [&](size_t g, size_t c) {
    decltype(isa.Splat(x)) splats[kTexts];
    for (size_t t = 0; t < kTexts; ++t)
      splats[t] = isa.Splat(x + t * x_stride + g * kCols);
    for (size_t v = 0; v < kBlocks * kVectors; ++v) {
      const auto w =
          isa.LoadWeights(weights + v / kVectors * block_bytes +
                          (g * kRows + v % kVectors * kLanes) * kCols);
      for (size_t t = 0; t < kTexts; ++t)
        sums[c][t][v] = isa.Dot(sums[c][t][v], w, splats[t]);
    }
  };
  size_t g = 0;
  for (; g + kChains <= col_groups; g += kChains)
    for (size_t c = 0; c < kChains; ++c) add_group(g + c, c);
  if constexpr (kChains > 1)
    for (; g < col_groups; ++g) add_group(g, 0);
  for (size_t c = 1; c < kChains; ++c)
    for (size_t t = 0; t < kTexts; ++t)
      for (size_t v = 0; v < kBlocks * kVectors; ++v)
        sums[0][t][v] = isa.Add(sums[0][t][v], sums[c][t][v]);
  for (size_t t = 0; t < kTexts; ++t)
    for (size_t v = 0; v < kBlocks * kVectors; ++v)
      isa.Store(out + t * out_stride + v * kLanes, sums[0][t][v]);
}

// All row blocks with one vector, kBlocks at a time, then half as many.
template <typename Isa, size_t kBlocks>
void MatVecSmall(const Isa& isa, const int8_t* weights, const int32_t* offsets,
                 size_t row_blocks, size_t col_groups, const uint8_t* x,
                 int32_t* out) {
  for (; row_blocks >= kBlocks; row_blocks -= kBlocks) {
    MatVecTile<Isa, kBlocks, 1, 1>(isa, weights, offsets, col_groups, x, 0, out,
                                   0);
    weights += kBlocks * col_groups * kRows * kCols;
    offsets += kBlocks * kRows;
    out += kBlocks * kRows;
  }
  if constexpr (kBlocks > 1)
    MatVecSmall<Isa, kBlocks / 2>(isa, weights, offsets, row_blocks, col_groups,
                                  x, out);
}

// A row block with `count` vectors, `kTexts` at a time, then half as many.
template <typename Isa, size_t kTexts>
void MatVecTexts(const Isa& isa, const int8_t* weights, const int32_t* offsets,
                 size_t col_groups, const uint8_t* x, size_t x_stride,
                 size_t count, int32_t* out, size_t out_stride) {
  constexpr size_t kChains = kTexts == 1 ? Isa::kChains : 1;
  for (; count >= kTexts; count -= kTexts) {
    MatVecTile<Isa, 1, kTexts, kChains>(isa, weights, offsets, col_groups, x,
                                        x_stride, out, out_stride);
    x += kTexts * x_stride;
    out += kTexts * out_stride;
  }
  if constexpr (kTexts > 1)
    MatVecTexts<Isa, kTexts / 2>(isa, weights, offsets, col_groups, x, x_stride,
                                 count, out, out_stride);
}

// The function of matvec_kernels.h.
template <typename Isa>
void MatVecTiles(const int8_t* weights, const int32_t* offsets,
                 size_t row_blocks, size_t col_groups, const uint8_t* x,
                 size_t x_stride, size_t count, int32_t* out,
                 size_t out_stride) {
  const Isa isa;
  if constexpr (Isa::kBlocks > 1) {
    if (count == 1 && row_blocks * col_groups * kRows * kCols <= kSmall)
      return MatVecSmall<Isa, Isa::kBlocks>(isa, weights, offsets, row_blocks,
                                            col_groups, x, out);
  }
  for (size_t block = 0; block < row_blocks; ++block)
    MatVecTexts<Isa, Isa::kTexts>(
        isa, weights + block * col_groups * kRows * kCols,
        offsets + block * kRows, col_groups, x, x_stride, count,
        out + block * kRows, out_stride);
}

}  // namespace
}  // namespace lukewarm
