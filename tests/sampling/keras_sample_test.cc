#include "sampling/keras_sample.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace lukewarm {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

using Vector = std::vector<double>;

// cat, dog, frog.
const Vector kToy = {0.7, 0.1, 0.2};

void ExpectReweighted(const Vector& p, double temperature,
                      const Vector& wanted) {
  const auto got = Reweight(p, temperature);
  ASSERT_TRUE(got) << got.error().message;
  ASSERT_EQ(got->size(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    EXPECT_NEAR((*got)[i], wanted[i], 1e-12) << i;
  }
}

// q = p^(1/T) / sum, worked out by hand:
//   T = 0.2: 0.7^5 = 0.16807, 0.1^5 = 0.00001, 0.2^5 = 0.00032; sum 0.16840
//            0.16807/0.1684 = 0.998040380048, 0.00001/0.1684 =
//            0.000059382423, 0.00032/0.1684 = 0.001900237530
//   T = 0.5: squares 0.49, 0.01, 0.04; sum 0.54
//            49/54 = 0.907407407407, 1/54 = 0.018518518519,
//            4/54 = 0.074074074074
//   T = 1:   as given
//   T = 2:   roots 0.836660026534, 0.316227766017, 0.447213595500;
//            sum 1.600101388051
//            0.522879383008, 0.197629830446, 0.279490786546
TEST(Reweight, ToyVocabularyHasTheNumbersWorkedOut) {
  ExpectReweighted(
      kToy, 0.2, {0.998040380047506, 0.0000593824228028504, 0.001900237529691});
  ExpectReweighted(kToy, 0.5, {49. / 54, 1. / 54, 4. / 54});
  ExpectReweighted(kToy, 1, {0.7, 0.1, 0.2});
  ExpectReweighted(kToy, 2,
                   {0.522879383007870, 0.197629830445959, 0.279490786546171});
}

TEST(Reweight, ZeroStaysZeroAtEveryTemperature) {
  for (const double t : {0.0, 1e-300, 1e-6, 0.5, 1.0, 100.0, kInfinity}) {
    const auto q = *Reweight(Vector{0, 0.25, 0, 0.75}, t);
    EXPECT_EQ(q[0], 0) << t;
    EXPECT_EQ(q[2], 0) << t;
    EXPECT_NEAR(q[1] + q[3], 1, 1e-15) << t;
  }
}

TEST(Reweight, ASumThatIsNotOneIsNormalisedAway) {
  ExpectReweighted(
      {0.7000001, 0.1000001, 0.2}, 1,
      {0.7000001 / 1.0000002, 0.1000001 / 1.0000002, 0.2 / 1.0000002});
  ExpectReweighted({700, 100, 200}, 0.5, {49. / 54, 1. / 54, 4. / 54});
  ExpectReweighted({7e300, 1e300, 2e300}, 0.5, {49. / 54, 1. / 54, 4. / 54});
  ExpectReweighted({7e-320, 0, 7e-320}, 0.5, {0.5, 0, 0.5});
}

TEST(Reweight, TheEndsOfTemperatureAreArgmaxAndEven) {
  ExpectReweighted(kToy, 0, {1, 0, 0});
  ExpectReweighted({0.2, 0.4, 0.4}, 0, {0, 1, 0});
  for (const double t : {1e-6, 1e-300, 5e-324}) {
    ExpectReweighted(kToy, t, {1, 0, 0});
    ExpectReweighted({0.2, 0.4, 0.4}, t, {0, 0.5, 0.5});
  }
  ExpectReweighted(kToy, kInfinity, {1. / 3, 1. / 3, 1. / 3});
  ExpectReweighted(kToy, 1e300, {1. / 3, 1. / 3, 1. / 3});
  ExpectReweighted({0.7, 0, 0.3}, kInfinity, {0.5, 0, 0.5});
}

TEST(Reweight, IsPToTheOneOverTOfALongList) {
  Vector p(100000);
  double sum = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    p[i] = 1.0 / static_cast<double>(i + 1);
    sum += std::sqrt(p[i]);
  }
  const auto q = *Reweight(p, 2);
  double total = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    EXPECT_NEAR(q[i], std::sqrt(p[i]) / sum, 1e-15);
    total += q[i];
  }
  EXPECT_NEAR(total, 1, 1e-11);
}

void ExpectRefused(const Vector& p, double temperature, const char* word) {
  for (const auto& error : {Reweight(p, temperature).error(),
                            KerasSample(p, temperature, 0.5).error()}) {
    EXPECT_EQ(error.code, ErrorCode::kInvalidArgument);
    EXPECT_NE(error.message.find(word), std::string::npos) << error.message;
    EXPECT_EQ(error.message.back(), '.');
  }
}

TEST(Reweight, RefusesWithASentenceThatNamesTheMistake) {
  ExpectRefused({}, 1, "empty");
  ExpectRefused({0.5, kNan}, 1, "Probability 1 is NaN");
  ExpectRefused({0.5, kInfinity}, 1, "Probability 1 is infinite");
  ExpectRefused({0.5, -kInfinity}, 1, "Probability 1 is negative");
  ExpectRefused({-1e-9, 1}, 1, "Probability 0 is negative");
  ExpectRefused({0, 0}, 1, "All probabilities are 0");
  ExpectRefused(kToy, -0.1, "temperature");
  ExpectRefused(kToy, kNan, "temperature");
}

TEST(KerasSample, DrawsAtTheNumberOnTheCumulativeLine) {
  EXPECT_EQ(*KerasSample(kToy, 1, 0), 0);
  EXPECT_EQ(*KerasSample(kToy, 1, 0.699), 0);
  EXPECT_EQ(*KerasSample(kToy, 1, 0.701), 1);
  EXPECT_EQ(*KerasSample(kToy, 1, 0.799), 1);
  EXPECT_EQ(*KerasSample(kToy, 1, 0.801), 2);
  EXPECT_EQ(*KerasSample(kToy, 1, std::nextafter(1.0, 0)), 2);
  EXPECT_EQ(*KerasSample(kToy, 0, std::nextafter(1.0, 0)), 0);
}

TEST(KerasSample, NeverDrawsAZero) {
  const Vector p = {0, 0.7, 0.3, 0};
  for (const double t : {0.0, 1e-6, 1.0, kInfinity}) {
    EXPECT_EQ(*KerasSample(p, t, 0), 1);
    EXPECT_NE(*KerasSample(p, t, std::nextafter(1.0, 0)), 3);
  }
}

TEST(KerasSample, RefusesANumberOutsideZeroToOne) {
  for (const double uniform : {-1e-9, 1.0, 2.0, kNan, kInfinity}) {
    const auto result = KerasSample(kToy, 1, uniform);
    ASSERT_FALSE(result) << uniform;
    EXPECT_EQ(result.error().code, ErrorCode::kInvalidArgument);
  }
}

}  // namespace
}  // namespace lukewarm
