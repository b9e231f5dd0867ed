#include "train/activations.h"

#include <bit>
#include <cmath>
#include <cstdint>

#include "kernels/elementwise.h"
#include "kernels/elementwise_formulas.h"
#include "train/lanes.h"

namespace lukewarm::train {
namespace {

inline float TanhOne(float x) { return TanhOf(x); }
inline double TanhOne(double x) { return std::tanh(x); }
inline float SigmoidOne(float x) { return SigmoidOf(x); }
inline double SigmoidOne(double x) { return 1 / (1 + std::exp(-x)); }
inline double ExpOne(double x) { return std::exp(x); }

// e^x for x <= 0 within 2 units in the last place, 0 below -87.3: Cephes' expf
// (S. Moshier), e^x = 2^k e^r with |r| <= ln(2) / 2.
inline float ExpOne(float x) {
  // Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits.
  constexpr float kRounder = 12582912.0f;
  const float y = x < -87.3f ? -87.3f : x;
  const float shifted = y * 1.44269504088896341f + kRounder;
  const float k = shifted - kRounder;
  const float r = (y - k * 0.693359375f) - k * -2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  const float power = 1.0f + (r + r * r * p);
  const std::uint32_t exponent = std::bit_cast<std::uint32_t>(shifted) -
                                 std::bit_cast<std::uint32_t>(kRounder) + 127;
  const float scaled = power * std::bit_cast<float>(exponent << 23);
  return x < -87.3f ? 0.0f : scaled;
}

}  // namespace

template <typename Scalar>
void Tanh(Scalar* values, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) values[i] = TanhOne(values[i]);
}

template <typename Scalar>
void Sigmoid(Scalar* values, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) values[i] = SigmoidOne(values[i]);
}

template <typename Scalar>
double SoftmaxLoss(Scalar* logits, std::size_t count, int target) {
  const Scalar largest = LargestInLanes(logits, count);
  const Scalar chosen = logits[target] - largest;
  for (std::size_t i = 0; i < count; ++i) {
    logits[i] = ExpOne(logits[i] - largest);
  }
  const Scalar sum = SumInLanes(logits, count);
  const Scalar inverse = 1 / sum;
  for (std::size_t i = 0; i < count; ++i) logits[i] *= inverse;
  return Log(static_cast<double>(sum)) - static_cast<double>(chosen);
}

template void Tanh(float*, std::size_t);
template void Tanh(double*, std::size_t);
template void Sigmoid(float*, std::size_t);
template void Sigmoid(double*, std::size_t);
template double SoftmaxLoss(float*, std::size_t, int);
template double SoftmaxLoss(double*, std::size_t, int);

}  // namespace lukewarm::train
