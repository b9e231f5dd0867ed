// The implementations behind Multiply(): one function per instruction set, each
// in a file of its own that alone is compiled with that set's flags and that
// includes this header and gemm_tile.h, nothing else: see matvec_kernels.h.
#pragma once

#include <stddef.h>

namespace lukewarm {

// C [rows, columns] = A·B, plus C if `accumulate`. A: [rows, inner], a_stride
// from row to row; C likewise. B: panels of 16 columns, panel_stride apart,
// each [inner, 16]; the last is padded.
using GemmFunction = void (*)(const float* a, size_t a_stride, size_t rows,
                              const float* panels, size_t panel_stride,
                              size_t inner, size_t columns, float* c,
                              size_t c_stride, bool accumulate);

#define LUKEWARM_GEMM(name)                                                    \
  void name(const float* a, size_t a_stride, size_t rows, const float* panels, \
            size_t panel_stride, size_t inner, size_t columns, float* c,       \
            size_t c_stride, bool accumulate)

LUKEWARM_GEMM(GemmAvx2);
LUKEWARM_GEMM(GemmAvx512);

}  // namespace lukewarm
