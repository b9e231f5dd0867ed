// The integer matrix-vector product that all inference rests on, and the choice
// of its implementation.
//
// The number contract: weights are signed 8 bit, activations unsigned 7 bit
// around a zero point of 64, sums are int32. |w| * u <= 128 * 127, so a pair of
// products never saturates 16 bits and every instruction set computes the same
// integers. The scalar kernel is the definition; the others equal it exactly,
// which the tests prove for every shape.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "kernels/packed_matrix.h"

namespace lukewarm {

inline constexpr int kActivationZeroPoint = 64;
inline constexpr int kActivationLimit = 63;  // activations are 64 + [-63, 63]

enum class Kernel : std::uint8_t {
  kScalar,
  kSimd128,
  kRelaxedSimd,
  kRelaxedSimdSplit,
  kAvx2,
  kAvxVnni,
  kAvx512Vnni,
  kNeon,
  kNeonDot
};

// Returns the public name, for instance "relaxed-simd".
std::string_view KernelName(Kernel kernel);

// Returns the kernels that were compiled in and that this processor can run,
// slowest first; kScalar is always there.
std::span<const Kernel> AvailableKernels();

// Returns the kernel in use: the last of the available ones unless
// ForceKernel() chose another. Which of the relaxed SIMD kernels is the faster
// depends on the processor; whoever loads the module times both (RunTrial()).
Kernel CurrentKernel();

// Uses `kernel` from now on, process-wide. Returns false, and changes nothing,
// if it is not available.
bool ForceKernel(Kernel kernel);

// Sets out[r] = sum over c of w[r][c] * (x[c] - 64).
// x: [matrix.padded_cols()], entries from cols() on are ignored but must be
// readable; out: [matrix.padded_rows()], entries from rows() on are
// unspecified. x and out must not overlap and be 16-byte aligned.
void MatVec(const PackedMatrix& matrix, const std::uint8_t* x,
            std::int32_t* out);

// The same for `count` vectors x, x_stride apart, with results out_stride apart
// (both multiples of 16): equal to as many calls of MatVec(), and faster, for
// the weights are read once.
void MatMul(const PackedMatrix& matrix, const std::uint8_t* x,
            std::size_t x_stride, std::size_t count, std::int32_t* out,
            std::size_t out_stride);

}  // namespace lukewarm
