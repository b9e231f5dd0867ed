#include "kernels/elementwise.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <span>
#include <type_traits>
#include <vector>

#include "base/rng.h"
#include "elementwise_bits.h"
#include "kernels/matvec.h"

namespace lukewarm {
namespace {

constexpr float kInf = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr double kDoubleInf = std::numeric_limits<double>::infinity();
constexpr double kDoubleNan = std::numeric_limits<double>::quiet_NaN();

// About 400,000 floats: every sign and exponent, infinities and subnormals
// among them, and a finer grid where the functions bend.
std::vector<float> Floats() {
  std::vector<float> floats;
  for (std::uint32_t bits = 0; bits < 0x7f800000; bits += 20011)
    for (std::uint32_t sign : {0u, 0x80000000u})
      floats.push_back(std::bit_cast<float>(bits | sign));
  for (int i = -100000; i <= 100000; ++i)
    floats.push_back(static_cast<float>(i) * 2e-4f);
  floats.insert(floats.end(), {kInf, -kInf, 0.0f, -0.0f});
  return floats;
}

// How far `value` is from the exact result, in units of the last place of the
// double next to it.
double UnitsInLastPlace(double value, long double exact) {
  const double nearest = static_cast<double>(exact);
  if (std::isinf(nearest)) return value == nearest ? 0 : kDoubleInf;
  const double magnitude = std::fabs(nearest);
  const double unit = std::nextafter(magnitude, kDoubleInf) - magnitude;
  return static_cast<double>(std::fabs(value - exact) / unit);
}

TEST(Tanh, IsWithinItsBoundOddAndInRange) {
  for (float x : Floats()) {
    const double exact = std::tanh(static_cast<double>(x));
    const float y = Tanh(x);
    ASSERT_LE(std::fabs(y - exact), 3.8e-7) << x;
    ASSERT_LE(std::fabs(y - exact), 3.81e-7 * std::fabs(exact) + 1e-38) << x;
    ASSERT_EQ(Tanh(-x), -y) << x;
    ASSERT_LE(std::fabs(y), 1) << x;
  }
}

TEST(Tanh, IsExactAtItsEnds) {
  EXPECT_EQ(std::bit_cast<std::uint32_t>(Tanh(0.0f)), 0u);
  EXPECT_EQ(std::bit_cast<std::uint32_t>(Tanh(-0.0f)), 0x80000000u);
  for (float x : {9.1f, 10.0f, 1e30f, kInf}) {
    EXPECT_EQ(Tanh(x), 1) << x;
    EXPECT_EQ(Tanh(-x), -1) << x;
  }
  EXPECT_TRUE(std::isnan(Tanh(kNan)));
}

TEST(Sigmoid, IsWithinItsBoundAndInRange) {
  for (float x : Floats()) {
    const double exact = 1 / (1 + std::exp(-static_cast<double>(x)));
    const float y = Sigmoid(x);
    ASSERT_LE(std::fabs(y - exact), 2.2e-7) << x;
    ASSERT_GE(y, 0) << x;
    ASSERT_LE(y, 1) << x;
  }
}

TEST(Sigmoid, IsExactAtItsEndsAndInTheMiddle) {
  EXPECT_EQ(Sigmoid(0.0f), 0.5f);
  EXPECT_EQ(Sigmoid(kInf), 1);
  EXPECT_EQ(Sigmoid(-kInf), 0);
  EXPECT_EQ(Sigmoid(18.2f), 1);
  EXPECT_EQ(Sigmoid(-18.2f), 0);
  EXPECT_TRUE(std::isnan(Sigmoid(kNan)));
}

TEST(Exp, IsWithinOneUnitInTheLastPlace) {
  for (int i = -746000; i <= 710000; ++i) {
    const double x = i * 1.0001e-3;
    ASSERT_LE(UnitsInLastPlace(Exp(x), std::exp(static_cast<long double>(x))),
              1)
        << x;
  }
  for (int i = -500000; i <= 500000; ++i) {
    const double x = i * 1.1e-6;
    ASSERT_LE(UnitsInLastPlace(Exp(x), std::exp(static_cast<long double>(x))),
              1)
        << x;
  }
}

TEST(Exp, IsExactAtItsEnds) {
  EXPECT_EQ(Exp(0.0), 1);
  EXPECT_EQ(Exp(-0.0), 1);
  EXPECT_EQ(Exp(-kDoubleInf), 0);
  EXPECT_EQ(Exp(-746.0), 0);
  EXPECT_EQ(Exp(-1e300), 0);
  EXPECT_EQ(Exp(-745.13), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(Exp(709.79), kDoubleInf);
  EXPECT_EQ(Exp(1e300), kDoubleInf);
  EXPECT_EQ(Exp(kDoubleInf), kDoubleInf);
  EXPECT_TRUE(std::isnan(Exp(kDoubleNan)));
}

TEST(Log, IsWithinOneUnitInTheLastPlace) {
  Rng rng(1);
  for (int i = 0; i < 1000000; ++i) {
    // Any positive double, subnormals too; one near 1; one very near 1.
    const double any =
        std::bit_cast<double>(rng.NextU64() % 0x7ff0000000000000);
    const double near = 0.5 + 1.5 * rng.NextDouble();
    for (double x : {any, near, 1 + (near - 1) * 1e-6}) {
      if (x == 0) continue;
      ASSERT_LE(UnitsInLastPlace(Log(x), std::log(static_cast<long double>(x))),
                1)
          << x;
    }
  }
}

TEST(Log, IsExactAtItsEnds) {
  EXPECT_EQ(Log(1), 0);
  EXPECT_EQ(Log(0.0), -kDoubleInf);
  EXPECT_EQ(Log(-0.0), -kDoubleInf);
  EXPECT_EQ(Log(kDoubleInf), kDoubleInf);
  EXPECT_TRUE(std::isnan(Log(-1)));
  EXPECT_TRUE(std::isnan(Log(-kDoubleInf)));
  EXPECT_TRUE(std::isnan(Log(kDoubleNan)));
  EXPECT_LE(UnitsInLastPlace(Log(std::numeric_limits<double>::denorm_min()),
                             -744.44007192138126231410729844608L),
            1);
}

TEST(ExpFloat, IsWithinOneUnitInTheLastPlace) {
  for (float x : Floats()) {
    if (x < -87.3f || x > 88) continue;
    const double exact = std::exp(static_cast<double>(x));
    const float nearest = static_cast<float>(exact);
    const double unit = std::nextafter(nearest, kInf) - nearest;
    ASSERT_LE(std::fabs(Exp(x) - exact), unit) << x;
  }
}

TEST(ExpFloat, IsExactAtItsEnds) {
  EXPECT_EQ(Exp(0.0f), 1);
  EXPECT_EQ(Exp(-0.0f), 1);
  for (float x : {-87.4f, -100.0f, -1e30f, -kInf}) {
    EXPECT_EQ(std::bit_cast<std::uint32_t>(Exp(x)), 0u) << x;
  }
  EXPECT_EQ(Exp(89.0f), Exp(88.0f));
  EXPECT_TRUE(std::isnan(Exp(kNan)));
}

// Packets and tails, aligned or not.
TEST(Elementwise, ArraysEqualScalarsBitForBit) {
  std::vector<float> floats = Floats();
  for (std::uint32_t bits = 0x7f800001; bits < 0x80000000; bits += 100003) {
    floats.push_back(std::bit_cast<float>(bits));  // NaN
    floats.push_back(std::bit_cast<float>(bits | 0x80000000));
  }
  EXPECT_EQ(CountUnequal(floats), 0u);
  const std::span all(floats);
  for (std::size_t size = 1; size <= 40; ++size) {
    for (std::size_t begin = 0; begin < 17; ++begin) {
      ASSERT_EQ(CountUnequal(all.last(400).subspan(begin, size)), 0u) << size;
    }
  }
}

TEST(Elementwise, FloatArraysAreVectorised) {
  using Row = Eigen::ArrayXf;
  const Row x = Row::Zero(1);
  const auto vectorised = [](const auto& expression) {
    using Evaluator =
        Eigen::internal::evaluator<std::decay_t<decltype(expression)>>;
    return (Evaluator::Flags & Eigen::PacketAccessBit) != 0;
  };
  EXPECT_TRUE(vectorised(Tanh(x)));
  EXPECT_TRUE(vectorised(Sigmoid(x + x)));
  EXPECT_TRUE(vectorised(Exp(x - 1)));
}

TEST(Elementwise, DoubleArraysAreTheStandardLibrarys) {
  Eigen::ArrayXd x(3);
  x << -2, 0.3, 700;
  const Eigen::ArrayXd tanh = Tanh(x), sigmoid = Sigmoid(x), exp = Exp(x);
  for (Eigen::Index i = 0; i < x.size(); ++i) {
    EXPECT_EQ(tanh[i], std::tanh(x[i]));
    EXPECT_EQ(sigmoid[i], 1 / (1 + std::exp(-x[i])));
    EXPECT_EQ(exp[i], Exp(x[i]));
  }
}

TEST(QuantizeActivations, RoundsToNearestEvenAroundTheZeroPoint) {
  std::vector<float> values = Floats();
  for (int i = -140; i <= 140; ++i) values.push_back(static_cast<float>(i) / 2);
  for (float factor : {1.0f, 63.0f, 0.37f}) {
    std::vector<std::uint8_t> out(values.size());
    QuantizeActivations(values, factor, out.data());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const float clamped =
          std::fmin(std::fmax(values[i] * factor, -63.0f), 63.0f);
      ASSERT_EQ(out[i], kActivationZeroPoint + std::lrint(clamped))
          << values[i];
    }
  }
}

TEST(QuantizeActivations, NanCountsAsZeroAndInfinitiesClamp) {
  const std::vector<float> values(
      {kNan, kInf, -kInf, 1e30f, -1e30f, 0, -0.0f, kNan, kNan});
  std::vector<std::uint8_t> out(values.size() + 1, 200);
  QuantizeActivations(values, 1, out.data());
  EXPECT_EQ(out, (std::vector<std::uint8_t>{64, 127, 1, 127, 1, 64, 64, 64, 64,
                                            200}));
}

TEST(Elementwise, HasTheSameBitsOnEveryMachine) {
  EXPECT_EQ(ActivationBits(), kActivationBits);
}

}  // namespace
}  // namespace lukewarm
