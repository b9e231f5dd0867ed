// Sums and maxima over arrays in an order that does not depend on how wide the
// processor's vectors are: 16 partial results side by side, joined at the end.
// Static, for the reason in kernels/elementwise_formulas.h.
#pragma once

#include <cstddef>

namespace lukewarm::train {

inline constexpr std::size_t kLanes = 16;

// Joins value(i) for i < count; `identity` is what joins without effect.
template <typename Scalar, typename Value, typename Join>
static inline Scalar JoinInLanes(std::size_t count, Scalar identity,
                                 Value value, Join join) {
  Scalar lanes[kLanes];
  for (Scalar& lane : lanes) lane = identity;
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (std::size_t l = 0; l < kLanes; ++l) {
      lanes[l] = join(lanes[l], value(i + l));
    }
  }
  for (std::size_t l = 0; i < count; ++i, ++l) {
    lanes[l] = join(lanes[l], value(i));
  }
  for (std::size_t width = kLanes / 2; width > 0; width /= 2) {
    for (std::size_t l = 0; l < width; ++l) {
      lanes[l] = join(lanes[l], lanes[l + width]);
    }
  }
  return lanes[0];
}

template <typename Scalar>
static inline Scalar SumInLanes(const Scalar* values, std::size_t count) {
  return JoinInLanes(
      count, Scalar{0}, [=](std::size_t i) { return values[i]; },
      [](Scalar a, Scalar b) { return a + b; });
}

template <typename Scalar>
static inline Scalar SumOfSquaresInLanes(const Scalar* values,
                                         std::size_t count) {
  return JoinInLanes(
      count, Scalar{0}, [=](std::size_t i) { return values[i] * values[i]; },
      [](Scalar a, Scalar b) { return a + b; });
}

// count: at least 1. A NaN among the values may be passed over.
template <typename Scalar>
static inline Scalar LargestInLanes(const Scalar* values, std::size_t count) {
  return JoinInLanes(
      count, values[0], [=](std::size_t i) { return values[i]; },
      [](Scalar a, Scalar b) { return a < b ? b : a; });
}

}  // namespace lukewarm::train
