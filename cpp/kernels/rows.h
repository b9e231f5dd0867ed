// Rows of numbers as Eigen arrays, so that code reads like its formula.
#pragma once

#include <cstddef>

#include "kernels/eigen.h"

namespace lukewarm {

// WebAssembly reads and writes a packet at any address. Eigen, whose packets
// there are SSE's, would begin every loop with single numbers until the address
// fits; told that it always does, it leaves them out, and the module is
// smaller.
#ifdef __EMSCRIPTEN__
constexpr int kRowAlignment = Eigen::Aligned16;
#else
constexpr int kRowAlignment = Eigen::Unaligned;
#endif

template <typename Scalar>
using Row = Eigen::Map<Eigen::Array<Scalar, Eigen::Dynamic, 1>, kRowAlignment>;
template <typename Scalar>
using ConstRow =
    Eigen::Map<const Eigen::Array<Scalar, Eigen::Dynamic, 1>, kRowAlignment>;

template <typename Scalar>
Row<Scalar> MakeRow(Scalar* values, std::size_t size) {
  return {values, static_cast<Eigen::Index>(size)};
}
template <typename Scalar>
ConstRow<Scalar> MakeRow(const Scalar* values, std::size_t size) {
  return {values, static_cast<Eigen::Index>(size)};
}

}  // namespace lukewarm
