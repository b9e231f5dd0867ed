// The activation functions of model/config.h on rows, and their derivatives.
// The kind is looked up once per row, not per element.
#pragma once

#include <cstddef>

#include "kernels/elementwise.h"
#include "model/config.h"
#include "nn/rows.h"

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

// Multiplies `gradient` by f'(x), which every one of these functions gives as a
// function of y = f(x). At a kink it is that of the flat side.
template <typename Scalar>
void MultiplyByDerivative(Activation activation, ConstRow<Scalar> y,
                          Row<Scalar> gradient) {
  constexpr Scalar kZero{0}, kOne{1};
  const auto inside = [&](Scalar slope) {
    gradient = ((y > kZero) && (y < kOne)).select(gradient * slope, kZero);
  };
  switch (activation) {
    case Activation::kLinear:
      return;
    case Activation::kTanh:
      gradient *= kOne - y * y;
      return;
    case Activation::kSigmoid:
      gradient *= y * (kOne - y);
      return;
    case Activation::kRelu:
      gradient = (y > kZero).select(gradient, kZero);
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
