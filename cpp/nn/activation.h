// The activation functions of model/config.h on rows, and their derivatives.
// The kind is looked up once per row, not per element.
#pragma once

#include <cstddef>

#include "kernels/elementwise.h"
#include "kernels/rows.h"
#include "model/config.h"

namespace lukewarm {

// Replaces x by f(x).
template <typename Scalar>
void Activate(Activation activation, Row<Scalar> x) {
  constexpr Scalar kZero{0}, kOne{1}, kHalf{0.5};
  switch (activation) {
    case Activation::kLinear:
      return;
    case Activation::kTanh:
      x = Tanh(x);
      return;
    case Activation::kSigmoid:
      x = Sigmoid(x);
      return;
    case Activation::kRelu:
      x = x.max(kZero);
      return;
    case Activation::kHardSigmoid:
      x = (x / Scalar{6} + kHalf).max(kZero).min(kOne);
      return;
    case Activation::kHardSigmoidKeras2:
      x = (x * Scalar(0.2) + kHalf).max(kZero).min(kOne);
      return;
  }
}

// Sets dx = dy f'(x), which every one of these functions gives as a function of
// y = f(x). At a kink f' is that of the flat side. y, dy: array expressions; dx
// may be an operand of theirs.
template <typename Scalar, typename Y, typename Gradient>
void ActivateBackward(Activation activation, const Y& y, const Gradient& dy,
                      Row<Scalar> dx) {
  constexpr Scalar kZero{0}, kOne{1};
  const auto inside = [&](Scalar slope) {
    dx = (y > kZero && y < kOne).select(dy * slope, kZero);
  };
  switch (activation) {
    case Activation::kLinear:
      dx = dy;
      return;
    case Activation::kTanh:
      dx = dy * (kOne - y * y);
      return;
    case Activation::kSigmoid:
      dx = dy * y * (kOne - y);
      return;
    case Activation::kRelu:
      dx = (y > kZero).select(dy, kZero);
      return;
    case Activation::kHardSigmoid:
      return inside(kOne / 6);
    case Activation::kHardSigmoidKeras2:
      return inside(Scalar(0.2));
  }
}

// Whether every f(x) is in [-1, 1].
constexpr bool IsBounded(Activation activation) {
  return activation != Activation::kLinear && activation != Activation::kRelu;
}

}  // namespace lukewarm
