// A row of numbers as an Eigen array, so that a cell reads like its formula.
// Only .cc files include this: code that is compiled with other options must
// not see Eigen's types.
#pragma once

#include <Eigen/Core>
#include <cstddef>

namespace lukewarm::train {

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

}  // namespace lukewarm::train
