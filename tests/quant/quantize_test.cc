#include "quant/quantize.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "base/rng.h"

namespace lukewarm {
namespace {

// About normal, with a spread that changes from row to row and group to group,
// as trained weights have it.
std::vector<float> Weights(std::size_t rows, std::size_t cols) {
  Rng rng(rows, cols);
  std::vector<float> weights;
  for (std::size_t r = 0; r < rows; ++r) {
    double spread = 0;
    for (std::size_t c = 0; c < cols; ++c) {
      if (c % kGroupSize == 0)
        spread = std::exp2(-6 * rng.NextDouble()) * std::exp2(r % 9);
      double sum = -6;
      for (int i = 0; i < 12; ++i) sum += rng.NextDouble();
      weights.push_back(static_cast<float>(sum * spread));
    }
  }
  return weights;
}

double SquaredError(std::span<const float> weights,
                    const QuantizedMatrix& matrix, std::size_t row) {
  double error = 0;
  for (std::size_t c = 0; c < matrix.cols; ++c) {
    const std::size_t i = row * matrix.cols + c;
    const double difference =
        static_cast<double>(weights[i]) - matrix.values[i] * matrix.scales[row];
    error += difference * difference;
  }
  return error;
}

TEST(Quantize8, EveryEntryIsWithinHalfAScale) {
  for (std::size_t cols : {1, 2, 31, 32, 33, 200}) {
    const std::vector<float> weights = Weights(20, cols);
    const QuantizedMatrix matrix = QuantizeRows(weights, 20, cols, 8);
    ASSERT_EQ(matrix.values.size(), weights.size());
    ASSERT_EQ(matrix.scales.size(), 20u);
    EXPECT_TRUE(matrix.nibbles.empty() && matrix.groups.empty());
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double scale = matrix.scales[i / cols];
      ASSERT_LE(std::abs(matrix.values[i]), 127);
      ASSERT_LE(std::fabs(weights[i] - matrix.values[i] * scale),
                0.50001 * scale);
    }
  }
}

TEST(Quantize8, IntegersOnTheGridComeBack) {
  for (float scale : {1.0f, 0.001f, 0.3f, 1e-30f, 1e30f}) {
    std::vector<float> weights;
    for (int value = -127; value <= 127; ++value)
      weights.push_back(static_cast<float>(value) * scale);
    const QuantizedMatrix matrix = QuantizeRows(weights, 1, 255, 8);
    EXPECT_NEAR(matrix.scales[0] / scale, 1, 1e-6);
    for (int value = -127; value <= 127; ++value)
      ASSERT_EQ(matrix.values[static_cast<std::size_t>(value + 127)], value);
  }
}

TEST(Quantize8, LargestMagnitudeOfARowIsPlusMinus127) {
  const QuantizedMatrix matrix =
      QuantizeRows(std::vector<float>{-2, 1, 0, 0.5f, 0.25f, 0.1f}, 2, 3, 8);
  EXPECT_EQ(matrix.values[0], -127);
  EXPECT_EQ(matrix.values[3], 127);
}

TEST(Quantize, RowOfZerosHasScaleZeroIn8Bits) {
  const std::vector<float> weights(3 * 40, 0.0f);
  for (int bits : {8, 4}) {
    const QuantizedMatrix matrix = QuantizeRows(weights, 3, 40, bits);
    EXPECT_EQ(matrix.values, std::vector<std::int8_t>(120, 0));
    EXPECT_EQ(matrix.scales, std::vector<float>(3, 0.0f));
  }
}

TEST(Quantize, TinyAndHugeWeightsStayFinite) {
  for (float weight : {1e-45f, 1e-38f, 1e-36f, 1e-34f, 3.4e38f})
    for (int bits : {8, 4}) {
      std::vector<float> weights(40, weight);
      weights[3] = -weight;
      const QuantizedMatrix matrix = QuantizeRows(weights, 1, 40, bits);
      ASSERT_TRUE(std::isfinite(matrix.scales[0])) << weight;
      ASSERT_TRUE(matrix.scales[0] == 0 || std::isnormal(matrix.scales[0]))
          << weight;
      ASSERT_GE(matrix.scales[0], 0) << weight;
      for (std::size_t i = 0; i < weights.size(); ++i)
        ASSERT_NEAR(matrix.values[i] * static_cast<double>(matrix.scales[0]),
                    weights[i], 1e-6 * weight + 1e-35);
    }
}

TEST(Quantize4, ValuesAreNibbleTimesGroup) {
  for (std::size_t cols : {1, 2, 31, 32, 33, 64, 65, 100}) {
    const std::vector<float> weights = Weights(9, cols);
    const QuantizedMatrix matrix = QuantizeRows(weights, 9, cols, 4);
    const std::size_t nibble_cols = (cols + 1) / 2;
    const std::size_t group_cols = (cols + kGroupSize - 1) / kGroupSize;
    ASSERT_EQ(matrix.values.size(), 9 * cols);
    ASSERT_EQ(matrix.nibbles.size(), 9 * nibble_cols);
    ASSERT_EQ(matrix.groups.size(), 9 * group_cols);
    for (std::size_t r = 0; r < 9; ++r)
      for (std::size_t c = 0; c < cols; ++c) {
        const int byte = matrix.nibbles[r * nibble_cols + c / 2];
        const int nibble = (c % 2 == 0 ? byte & 15 : byte >> 4) - 8;
        const int group = matrix.groups[r * group_cols + c / kGroupSize];
        ASSERT_LE(std::abs(nibble), 7);
        ASSERT_GE(group, 1);
        ASSERT_LE(group, 18);
        ASSERT_EQ(matrix.values[r * cols + c], nibble * group);
      }
  }
}

TEST(Quantize4, NumbersOnTheGridComeBack) {
  // Every nibble in every group: 18 groups of 32, multipliers 1 to 18.
  std::vector<float> weights;
  for (int group = 1; group <= 18; ++group)
    for (int c = 0; c < 32; ++c)
      weights.push_back(static_cast<float>((c % 15 - 7) * group) * 0.01f);
  const QuantizedMatrix matrix = QuantizeRows(weights, 1, weights.size(), 4);
  for (std::size_t i = 0; i < weights.size(); ++i)
    ASSERT_NEAR(matrix.values[i] * matrix.scales[0], weights[i], 1e-6) << i;
}

TEST(Quantize, ErrorFallsWithBits) {
  const std::vector<float> weights = Weights(30, 200);
  const QuantizedMatrix four = QuantizeRows(weights, 30, 200, 4);
  const QuantizedMatrix eight = QuantizeRows(weights, 30, 200, 8);
  for (std::size_t row = 0; row < 30; ++row)
    EXPECT_LT(SquaredError(weights, eight, row),
              SquaredError(weights, four, row));
}

// What the groups and the search are for: one step for the whole row, which
// reaches its largest weight, is much worse.
TEST(Quantize4, BeatsOneStepPerRow) {
  const std::size_t rows = 30, cols = 512;
  const std::vector<float> weights = Weights(rows, cols);
  const QuantizedMatrix matrix = QuantizeRows(weights, rows, cols, 4);
  for (std::size_t row = 0; row < rows; ++row) {
    float largest = 0;
    for (std::size_t c = 0; c < cols; ++c)
      largest = std::max(largest, std::fabs(weights[row * cols + c]));
    double plain = 0;
    for (std::size_t c = 0; c < cols; ++c) {
      const double weight = weights[row * cols + c];
      const double step = largest / 7;
      const double difference = weight - step * std::nearbyint(weight / step);
      plain += difference * difference;
    }
    EXPECT_LT(SquaredError(weights, matrix, row), 0.6 * plain) << row;
  }
}

}  // namespace
}  // namespace lukewarm
