#include "sampling/weights.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace lukewarm {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
const double kBelowOne = std::nextafter(1.0, 0.0);

Weights Make(const std::vector<float>& values) {
  std::vector<int> ids(values.size());
  std::iota(ids.begin(), ids.end(), 0);
  Weights weights(values.size());
  weights.SetSparse(ids, values);
  return weights;
}

TEST(Weights, DrawIsTheInverseOfTheCumulativeLineInIdOrder) {
  for (const float scale : {1.0f, 0x1p-120f, 0x1p100f}) {
    auto weights = Make({0, 0.25f * scale, 0, 0.5f * scale, 0.25f * scale, 0});
    EXPECT_EQ(weights.Draw(0), 1);
    EXPECT_EQ(weights.Draw(std::nextafter(0.25, 0)), 1);
    EXPECT_EQ(weights.Draw(0.25), 3);
    EXPECT_EQ(weights.Draw(std::nextafter(0.75, 0)), 3);
    EXPECT_EQ(weights.Draw(0.75), 4);
    EXPECT_EQ(weights.Draw(kBelowOne), 4);
  }
}

// Weights of 1 and 0 over many blocks: every boundary is exact.
TEST(Weights, DrawIsExactAtEveryBoundaryOfEveryBlock) {
  constexpr int kSize = 2048 + 77;
  std::vector<float> values(kSize);
  std::vector<int> kept;
  for (int i = 0; i < kSize; ++i) {
    // Whole blocks without a weight among them, the first and the last.
    if (i < 300 || (i / 256) % 3 == 1 || i % 2 == 0 || i > 2100) continue;
    values[i] = 1;
    kept.push_back(i);
  }
  const auto weights = Make(values);
  const auto count = static_cast<double>(kept.size());
  EXPECT_EQ(weights.total(), count);
  for (std::size_t n = 0; n < kept.size(); ++n) {
    const double middle = (static_cast<double>(n) + 0.5) / count;
    EXPECT_EQ(weights.Draw(middle), kept[n]);
  }
  EXPECT_EQ(weights.Draw(0), kept.front());
  EXPECT_EQ(weights.Draw(kBelowOne), kept.back());
}

// The f32 sum of a block is above the f64 sum that the draw makes.
TEST(Weights, DrawTakesTheLastTokenWhereASumRoundsBelowTheNumber) {
  std::vector<float> values(18, 0);
  values[0] = 1;
  values[16] = 0x1.8p-24f;  // in the lane of values[0]: rounds up to 2^-23
  const auto weights = Make(values);
  EXPECT_EQ(weights.total(), 1 + 0x1p-23);
  EXPECT_EQ(weights.Draw(kBelowOne), 16);
}

TEST(Weights, SumAddsFloatsInsideABlockAndDoublesOverBlocks) {
  std::vector<float> values(256 * 1000 + 1, 1);
  values[0] = 0x1p24f;  // an f32 sum would lose the last 1
  EXPECT_EQ(Sum(values), 0x1p24 + 240 + 256.0 * 999 + 1);
}

TEST(Weights, ExpScaledIsExpWithinAMillionthDownToTheSmallestFloat) {
  std::vector<float> logits;
  for (int i = 0; i <= 1000; ++i) {
    logits.push_back(5 - static_cast<float>(i) * 0.085f);
  }
  std::vector<float> out(logits.size());
  for (const double t : {0.3, 1.0, 2.0}) {
    ExpScaled(logits, 5, InverseTemperature(t), out);
    for (std::size_t i = 0; i < logits.size(); ++i) {
      const double d = (static_cast<double>(logits[i]) - 5) / t;
      if (d < -87) {
        EXPECT_LE(out[i], 1.7e-38f);
      } else {
        EXPECT_NEAR(out[i], std::exp(d), std::exp(d) * (3e-7 - 1.8e-7 * d));
      }
    }
  }
}

TEST(Weights, TheEndsOfTemperatureMakeNoNan) {
  const std::vector<float> logits = {2, 2, 1, 1.99999988f, -1e6f, -kInfinity};
  std::vector<float> out(6);
  for (const double t : {5e-324, 1e-300, 1e-30, 1e-20}) {
    ExpScaled(logits, 2, InverseTemperature(t), out);
    EXPECT_EQ(out, (std::vector<float>{1, 1, 0, 0, 0, 0})) << t;
  }
  for (const double t : {1e20, 1e300, double{kInfinity}}) {
    ExpScaled(logits, 2, InverseTemperature(t), out);
    EXPECT_EQ(out, (std::vector<float>{1, 1, 1, 1, 1, 0})) << t;
  }
}

TEST(Weights, MaxExceptLeavesSomeOut) {
  const std::vector<float> values = {3, -1, 7, 7, 2};
  const auto max_of = [&](std::size_t count, const std::vector<int>& excluded) {
    return MaxExcept(std::span(values).first(count), excluded);
  };
  EXPECT_EQ(max_of(5, {}), 7);
  EXPECT_EQ(max_of(5, {2}), 7);
  EXPECT_EQ(max_of(5, {2, 3}), 3);
  EXPECT_EQ(max_of(5, {0, 2, 3, 4}), -1);
  EXPECT_EQ(max_of(3, {2}), 3);
  EXPECT_EQ(max_of(3, {0}), 7);
  EXPECT_EQ(max_of(1, {0}), -kInfinity);
}

}  // namespace
}  // namespace lukewarm
