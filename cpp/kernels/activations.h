// The transcendental functions of the project, the same to the last bit on every machine: only IEEE additions,
// multiplications, divisions, comparisons and integer operations in a fixed order, no libm. Compiled with
// -ffp-contract=off, so that vectorised loops equal the scalar definition.
//
// Stated bounds (largest error over the whole range, tests/kernels/activations_test.cc): see each function.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace lukewarm {

// Returns tanh(x) within 4e-7 absolute; odd, monotone to rounding, +-1 at +-infinity, NaN for NaN.
float Tanh(float x);
// Returns 1 / (1 + exp(-x)) within 3e-7 absolute; 0 and 1 at the infinities.
float Sigmoid(float x);
// Returns e^x within 2 units in the last place; +0 below about -745, infinity above about 709.78.
double Exp(double x);
// Returns the natural logarithm within 2 units in the last place; -infinity at 0, NaN below 0.
double Log(double x);

// Element-wise, in place; equal to the scalar functions bit for bit, and vectorised.
void TanhInPlace(std::span<float> values);
void SigmoidInPlace(std::span<float> values);
void ExpInPlace(std::span<double> values);

// Sets out[i] = 64 + round-to-nearest-even(clamp(values[i] * factor, -63, 63)): an activation for MatVec().
void QuantizeActivations(std::span<const float> values, float factor, std::uint8_t* out);

}  // namespace lukewarm
