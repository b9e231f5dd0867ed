// Rows of numbers as Eigen arrays, so that a layer reads like its formula.
#pragma once

#include <Eigen/Core>
#include <cstddef>

namespace lukewarm {

template <typename Scalar>
using Row = Eigen::Map<Eigen::Array<Scalar, Eigen::Dynamic, 1>>;
template <typename Scalar>
using ConstRow = Eigen::Map<const Eigen::Array<Scalar, Eigen::Dynamic, 1>>;

template <typename Scalar>
Row<Scalar> MakeRow(Scalar* values, std::size_t size) {
  return {values, static_cast<Eigen::Index>(size)};
}
template <typename Scalar>
ConstRow<Scalar> MakeRow(const Scalar* values, std::size_t size) {
  return {values, static_cast<Eigen::Index>(size)};
}

}  // namespace lukewarm
