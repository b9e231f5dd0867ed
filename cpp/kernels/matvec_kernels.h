// The implementations behind MatVec(): one function per instruction set, each
// in a file of its own that alone is compiled with that set's flags.
//
// Those files include this header, matvec_tile.h and intrinsics, and nothing
// else: an inline function or template of the standard library or of another
// component would be compiled for, say, AVX-512 there, and the linker is free
// to keep that copy for the whole program, which then dies on older processors.
// Hence also the plain pointers instead of a PackedMatrix.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace lukewarm {

// weights, offsets: as PackedMatrix has them, [row_blocks * 16, col_groups * 4]
// and [row_blocks * 16]; x: `count` vectors [col_groups * 4], x_stride apart;
// out: as many [row_blocks * 16], out_stride apart.
using MatVecFunction = void (*)(const int8_t* weights, const int32_t* offsets,
                                size_t row_blocks, size_t col_groups,
                                const uint8_t* x, size_t x_stride, size_t count,
                                int32_t* out, size_t out_stride);

#define LUKEWARM_MATVEC(name)                                                 \
  void name(const int8_t* weights, const int32_t* offsets, size_t row_blocks, \
            size_t col_groups, const uint8_t* x, size_t x_stride,             \
            size_t count, int32_t* out, size_t out_stride)

LUKEWARM_MATVEC(MatVecScalar);
LUKEWARM_MATVEC(MatVecSimd128);
LUKEWARM_MATVEC(MatVecRelaxedSimd);
LUKEWARM_MATVEC(MatVecRelaxedSimdSplit);
LUKEWARM_MATVEC(MatVecAvx2);
LUKEWARM_MATVEC(MatVecAvxVnni);
LUKEWARM_MATVEC(MatVecAvx512Vnni);
LUKEWARM_MATVEC(MatVecNeon);
LUKEWARM_MATVEC(MatVecNeonDot);

}  // namespace lukewarm
