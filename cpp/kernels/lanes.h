// Sums and maxima in an order that does not depend on how wide the processor's
// registers are: 16 partial results side by side, joined at the end in a fixed
// order. Hand-written for that reason: Eigen's sum() has as many partial sums
// as a packet has lanes, hence other bits on another instruction set. The lanes
// are one of the compiler's vectors, which it keeps in as many registers as
// they take.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <limits>

namespace lukewarm {

namespace lanes {

inline constexpr std::size_t kCount = 16;

template <typename Scalar, std::size_t count>
struct Vector {
  typedef Scalar Type __attribute__((vector_size(count * sizeof(Scalar))));
};
template <typename Scalar>
struct Vector<Scalar, 1> {
  using Type = Scalar;
};

// Joins the upper half of the lanes to the lower until one is left.
template <typename Scalar, std::size_t count, typename Join>
Scalar Fold(const typename Vector<Scalar, count>::Type& lanes, Join join) {
  if constexpr (count == 1) {
    return lanes;
  } else {
    typename Vector<Scalar, count / 2>::Type halves[2];
    std::memcpy(halves, &lanes, sizeof(halves));
    join(halves[0], halves[1]);
    return Fold<Scalar, count / 2>(halves[0], join);
  }
}

// Returns the join of all elements of values [count] after value(elements),
// lane l having elements l, l + 16, ... value(a) changes a, join(a, b) joins b
// to a, lane by lane; value(identity) joins without effect.
template <typename Scalar, typename Value, typename Join>
Scalar Reduce(const Scalar* values, std::size_t count, Scalar identity,
              Value value, Join join) {
  typename Vector<Scalar, kCount>::Type block, joined;
  Scalar rest[kCount];
  std::fill_n(rest, kCount, identity);
  std::memcpy(&joined, rest, sizeof(joined));
  for (; count >= kCount; count -= kCount, values += kCount) {
    std::memcpy(&block, values, sizeof(block));
    value(block);
    join(joined, block);
  }
  if (count > 0) {
    std::copy_n(values, count, rest);
    std::memcpy(&block, rest, sizeof(block));
    value(block);
    join(joined, block);
  }
  return Fold<Scalar, kCount>(joined, join);
}

inline constexpr auto kItself = [](auto&) {};
inline constexpr auto kSum = [](auto& a, const auto& b) { a += b; };
inline constexpr auto kMax = [](auto& a, const auto& b) { a = a < b ? b : a; };

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
      values, count, Scalar{0}, [](auto& a) { a *= a; }, lanes::kSum);
}

// Returns the largest value, -infinity if count is 0. No NaN.
template <typename Scalar>
Scalar MaxInLanes(const Scalar* values, std::size_t count) {
  return lanes::Reduce(values, count, -std::numeric_limits<Scalar>::infinity(),
                       lanes::kItself, lanes::kMax);
}

}  // namespace lukewarm
