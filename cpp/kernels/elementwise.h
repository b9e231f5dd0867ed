// The transcendental functions of the project, the same to the last bit on
// every machine: IEEE additions, multiplications, divisions, comparisons and
// integer operations in a fixed order, no libm. Compiled with
// -ffp-contract=off, so that vectorised loops equal the scalar functions.
//
// The bounds are tests (tests/kernels/elementwise_test.cc); where "measured"
// stands, all 2^32 floats were tried.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace lukewarm {

// Returns tanh(x) within 3.8e-7, absolute and relative (measured); odd, +-1
// from |x| = 9.1 on, NaN for NaN. Monotone but for steps back of up to 4.8e-7.
float Tanh(float x);
// Returns 1 / (1 + exp(-x)) within 2.2e-7 absolute (measured); 0 and 1 from
// |x| = 18.2 on, NaN for NaN.
float Sigmoid(float x);
// Returns e^x within 1 unit in the last place, subnormal results included;
// +0 below about -745.13, infinity above about 709.78. Exp(0) = 1.
double Exp(double x);
// Returns the natural logarithm within 1 unit in the last place; -infinity
// at 0, NaN below 0. Log(1) = 0.
double Log(double x);

// Element-wise, in place; equal to the scalar functions bit for bit (a NaN
// stays a NaN, of unspecified bits), and vectorised.
void TanhInPlace(std::span<float> values);
void SigmoidInPlace(std::span<float> values);
void ExpInPlace(std::span<double> values);

// Sets out[i] = 64 + round-to-nearest-even(clamp(values[i] * factor, -63,
// 63)): an activation for MatVec(). NaN becomes 64, which stands for 0.
// out: [values.size()].
void QuantizeActivations(std::span<const float> values, float factor,
                         std::uint8_t* out);

}  // namespace lukewarm
