// Sums and maxima in an order that does not depend on how wide the processor's
// registers are: 16 partial results side by side, joined at the end in a fixed
// order. Hand-written for that reason: Eigen's sum() has as many partial sums
// as a packet has lanes, hence other bits on another instruction set.
#pragma once

#include <cstddef>
#include <limits>

#include "kernels/eigen.h"

namespace lukewarm {

namespace lanes {

inline constexpr int kCount = 16;

template <typename Scalar>
using Lanes = Eigen::Array<Scalar, kCount, 1>;

// Joins the upper half of the first 2 * width lanes to the lower, then goes on
// with half the width.
template <int width, typename Scalar, typename Join>
void Fold(Lanes<Scalar>& lanes, Join join) {
  if constexpr (width > 0) {
    lanes.template head<width>() = join(lanes.template head<width>(),
                                        lanes.template segment<width>(width));
    Fold<width / 2>(lanes, join);
  }
}

// Returns the join of value(elements) over all elements of values [count],
// lane l having elements l, l + 16, ... `value` and `join` work lane by lane;
// value(identity) joins without effect.
template <typename Scalar, typename Value, typename Join>
Scalar Reduce(const Scalar* values, std::size_t count, Scalar identity,
              Value value, Join join) {
  using Block = Eigen::Map<const Lanes<Scalar>>;
  Lanes<Scalar> sums = Lanes<Scalar>::Constant(identity);
  std::size_t i = 0;
  for (; i + kCount <= count; i += kCount) {
    sums = join(sums, value(Block(values + i)));
  }
  if (i < count) {
    Lanes<Scalar> rest = Lanes<Scalar>::Constant(identity);
    for (Eigen::Index l = 0; i < count; ++i, ++l) rest[l] = values[i];
    sums = join(sums, value(rest));
  }
  Fold<kCount / 2>(sums, join);
  return sums[0];
}

inline constexpr auto kItself = [](const auto& a) -> const auto& { return a; };
inline constexpr auto kSum = [](const auto& a, const auto& b) { return a + b; };
inline constexpr auto kMax = [](const auto& a, const auto& b) {
  return a.max(b);
};

}  // namespace lanes

// Returns the sum, 0 if count is 0.
template <typename Scalar>
Scalar SumInLanes(const Scalar* values, std::size_t count) {
  return lanes::Reduce(values, count, Scalar{0}, lanes::kItself, lanes::kSum);
}

// Returns the sum of the squares, 0 if count is 0.
template <typename Scalar>
Scalar SumOfSquaresInLanes(const Scalar* values, std::size_t count) {
  return lanes::Reduce(
      values, count, Scalar{0}, [](const auto& a) { return a * a; },
      lanes::kSum);
}

// Returns the largest value, -infinity if count is 0. No NaN.
template <typename Scalar>
Scalar MaxInLanes(const Scalar* values, std::size_t count) {
  return lanes::Reduce(values, count, -std::numeric_limits<Scalar>::infinity(),
                       lanes::kItself, lanes::kMax);
}

}  // namespace lukewarm
