// The formulas of tanh and sigmoid, inline, for loops that are compiled for a
// processor of their own (train/): with -ffp-contract=off they are the same
// bits as kernels/elementwise.h gives, which states their error bounds. Static:
// a copy that was compiled for one processor must not serve a file that was
// not.
#pragma once

namespace lukewarm {

// The functions below have no branches, only selections written so that they
// compile to one min, max or blend each: that is what lets the loops over them
// be vectorised. A comparison with NaN is false, so NaN passes a clamp.
template <typename T>
static inline T Clamp(T x, T low, T high) {
  x = low > x ? low : x;
  return high < x ? high : x;
}

// x * P(x^2) / Q(x^2), fitted to tanh on [-9.1, 9.1] for the least relative
// error (2.3e-8). All coefficients are positive: nothing cancels. Beyond 9.01
// tanh rounds to 1, and the last clamp keeps the quotient from passing it.
static inline float TanhOf(float x) {
  const float y = Clamp(x, -9.1f, 9.1f);
  const float t = y * y;
  const float p =
      1.0f + t * (0.133743963876f +
                  t * (0.00348771598596f +
                       t * (2.04795923641e-5f + t * 1.31753127261e-8f)));
  const float q =
      1.0f + t * (0.467077102622f +
                  t * (0.025847030431f +
                       t * (0.0003272763043f + t * 7.70313903406e-7f)));
  return Clamp(y * p / q, -1.0f, 1.0f);
}

static inline float SigmoidOf(float x) {
  return 0.5f + 0.5f * TanhOf(0.5f * x);
}

}  // namespace lukewarm
