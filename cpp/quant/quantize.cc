#include "quant/quantize.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lukewarm {
namespace {

constexpr int kMaxByte = 127;
constexpr int kMaxNibble = 7;
constexpr int kMaxGroup = 18;

// Rounds to nearest, ties to even, for |value| < 2^51: a double as large as 1.5
// * 2^52 has no bits for a fraction. Needs no libm.
double Round(double value) { return (value + 0x1.8p52) - 0x1.8p52; }

double LargestMagnitude(std::span<const float> weights) {
  float largest = 0;
  for (float weight : weights) largest = std::max(largest, std::fabs(weight));
  // Below this a scale would not be a normal number; such a row counts as zero.
  return largest < 1e-35f ? 0 : largest;
}

int Nearest(double weight, double inverse_step, int limit) {
  return static_cast<int>(
      Round(std::clamp<double>(weight * inverse_step, -limit, limit)));
}

// A row in 4 bits: values[c] = nibble * groups[c / 32].
struct NibbleRow {
  std::vector<std::int8_t> values;
  std::vector<std::uint8_t> groups;
  float scale = 0;
};

// Sets the multiplier and the values of one group to those of least squared
// error for the row's scale.
void QuantizeGroup(std::span<const float> weights, double scale,
                   std::uint8_t* group, std::int8_t* values) {
  // The multiplier that just reaches the largest weight; smaller ones clip it
  // for a finer step, which past a third never pays.
  const double reach = LargestMagnitude(weights) / (kMaxNibble * scale);
  const int largest = static_cast<int>(
      std::clamp(Round(reach + 0.5), 1.0, static_cast<double>(kMaxGroup)));
  double least = std::numeric_limits<double>::infinity();
  for (int multiplier = largest;
       multiplier >= 1 && multiplier * 3 >= largest * 2 - 2; --multiplier) {
    const double step = scale * multiplier;
    const double inverse_step = 1.0 / step;
    double error = 0;
    for (float weight : weights) {
      const double difference =
          weight - Nearest(weight, inverse_step, kMaxNibble) * step;
      error += difference * difference;
    }
    if (error >= least) continue;
    least = error;
    *group = static_cast<std::uint8_t>(multiplier);
  }
  const double inverse_step = 1.0 / (scale * *group);
  for (std::size_t i = 0; i < weights.size(); ++i)
    values[i] = static_cast<std::int8_t>(
        Nearest(weights[i], inverse_step, kMaxNibble) * *group);
}

// Quantises the row for the scale that just reaches its largest weight, then
// refits the scale to the integers by least squares. (Rejected: a search over
// smaller scales; it takes three times as long for 0.4 % less error.)
NibbleRow QuantizeNibbles(std::span<const float> weights) {
  NibbleRow row;
  row.values.resize(weights.size());
  row.groups.resize((weights.size() + kGroupSize - 1) / kGroupSize, 1);
  const double largest = LargestMagnitude(weights);
  if (largest == 0) return row;
  for (std::size_t g = 0; g < row.groups.size(); ++g) {
    const std::size_t first = g * kGroupSize;
    const std::size_t count = std::min(kGroupSize, weights.size() - first);
    QuantizeGroup(weights.subspan(first, count),
                  largest / (kMaxNibble * kMaxGroup), &row.groups[g],
                  &row.values[first]);
  }
  double dot = 0, square = 0;
  for (std::size_t c = 0; c < weights.size(); ++c) {
    const double value = row.values[c];
    dot += value * weights[c];
    square += value * value;
  }
  row.scale = static_cast<float>(dot / square);
  return row;
}

void Append4(std::span<const float> weights, QuantizedMatrix& matrix) {
  const NibbleRow row = QuantizeNibbles(weights);
  matrix.scales.push_back(row.scale);
  matrix.values.insert(matrix.values.end(), row.values.begin(),
                       row.values.end());
  matrix.groups.insert(matrix.groups.end(), row.groups.begin(),
                       row.groups.end());
  const auto nibble = [&row](std::size_t c) {
    const int value =
        c < row.values.size() ? row.values[c] / row.groups[c / kGroupSize] : 0;
    return static_cast<unsigned>(value + 8);
  };
  for (std::size_t c = 0; c < row.values.size(); c += 2)
    matrix.nibbles.push_back(
        static_cast<std::uint8_t>(nibble(c) | nibble(c + 1) << 4));
}

void Append8(std::span<const float> weights, QuantizedMatrix& matrix) {
  const float scale = static_cast<float>(LargestMagnitude(weights) / kMaxByte);
  matrix.scales.push_back(scale);
  const double inverse_scale = scale > 0 ? 1.0 / scale : 0;
  for (float weight : weights)
    matrix.values.push_back(
        static_cast<std::int8_t>(Nearest(weight, inverse_scale, kMaxByte)));
}

}  // namespace

QuantizedMatrix QuantizeRows(std::span<const float> weights, std::size_t rows,
                             std::size_t cols, int bits) {
  QuantizedMatrix matrix;
  matrix.rows = rows;
  matrix.cols = cols;
  matrix.values.reserve(rows * cols);
  matrix.scales.reserve(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const auto row_weights = weights.subspan(row * cols, cols);
    if (bits == 4)
      Append4(row_weights, matrix);
    else
      Append8(row_weights, matrix);
  }
  return matrix;
}

}  // namespace lukewarm
