#include "kernels/lanes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "base/rng.h"

namespace lukewarm {
namespace {

template <typename Scalar>
class Lanes : public testing::Test {
 protected:
  static std::vector<Scalar> Noise(std::size_t count) {
    Rng rng(count);
    std::vector<Scalar> values(count);
    for (Scalar& value : values) {
      value = static_cast<Scalar>(rng.NextDouble() - 0.5);
    }
    return values;
  }

  // The definition.
  static Scalar Sum(const std::vector<Scalar>& values) {
    Scalar lanes[16] = {};
    for (std::size_t i = 0; i < values.size(); ++i) lanes[i % 16] += values[i];
    for (const std::size_t width : {8, 4, 2, 1}) {
      for (std::size_t l = 0; l < width; ++l) lanes[l] += lanes[l + width];
    }
    return lanes[0];
  }
};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(Lanes, Scalars);

TYPED_TEST(Lanes, SumInTheStatedOrder) {
  for (std::size_t count = 0; count < 100; ++count) {
    auto values = this->Noise(count);
    EXPECT_EQ(SumInLanes(values.data(), count), this->Sum(values)) << count;
    const TypeParam squares = SumOfSquaresInLanes(values.data(), count);
    for (TypeParam& value : values) value *= value;
    EXPECT_EQ(squares, this->Sum(values)) << count;
  }
}

TYPED_TEST(Lanes, MaxIsTheLargest) {
  constexpr auto kInfinity = std::numeric_limits<TypeParam>::infinity();
  EXPECT_EQ(MaxInLanes<TypeParam>(nullptr, 0), -kInfinity);
  for (std::size_t count = 1; count < 100; ++count) {
    const auto values = this->Noise(count);
    EXPECT_EQ(MaxInLanes(values.data(), count),
              *std::ranges::max_element(values));
  }
}

}  // namespace
}  // namespace lukewarm
