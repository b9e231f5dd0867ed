#include "sampling/weights.h"

#include <algorithm>
#include <array>
#include <limits>

#include "kernels/elementwise.h"
#include "kernels/lanes.h"
#include "kernels/rows.h"

namespace lukewarm {
namespace {

constexpr std::size_t kBlock = 256;

Row<float> Map(std::span<float> values) {
  return MakeRow(values.data(), values.size());
}
ConstRow<float> Map(std::span<const float> values) {
  return MakeRow(values.data(), values.size());
}

// Calls visit(block, first, size) for each block of 256 of `count` values.
template <typename Visit>
void ForBlocks(std::size_t count, Visit visit) {
  for (std::size_t first = 0, block = 0; first < count;
       first += kBlock, ++block) {
    visit(block, first, std::min(kBlock, count - first));
  }
}

}  // namespace

void CopyWithoutNan(std::span<const float> from, std::span<float> to) {
  constexpr float kMinusInfinity = -std::numeric_limits<float>::infinity();
  for (std::size_t i = 0; i < from.size(); ++i) {
    to[i] = kMinusInfinity < from[i] ? from[i] : kMinusInfinity;
  }
}

float MaxExcept(std::span<const float> values, std::span<const int> excluded) {
  float max = -std::numeric_limits<float>::infinity();
  std::size_t begin = 0;
  const auto take_until = [&](std::size_t end) {
    max = std::max(max, MaxInLanes(values.data() + begin, end - begin));
    begin = end + 1;
  };
  for (const int id : excluded) take_until(static_cast<std::size_t>(id));
  take_until(values.size());
  return max;
}

double Sum(std::span<const float> values) {
  double total = 0;
  ForBlocks(values.size(), [&](auto, std::size_t first, std::size_t size) {
    total += SumInLanes(values.data() + first, size);
  });
  return total;
}

float InverseTemperature(double temperature) {
  return static_cast<float>(std::clamp(1 / temperature, 1e-30, 1e30));
}

void ExpScaled(std::span<const float> logits, float max,
               float inverse_temperature, std::span<float> out) {
  Map(out) = Exp((Map(logits) - max) * inverse_temperature);
}

Weights::Weights(std::size_t vocab_size)
    : weights_(vocab_size), block_sums_((vocab_size + kBlock - 1) / kBlock) {}

void Weights::SumBlocks() {
  total_ = 0;
  ForBlocks(weights_.size(),
            [&](std::size_t block, std::size_t first, std::size_t size) {
              block_sums_[block] = SumInLanes(weights_.data() + first, size);
              total_ += block_sums_[block];
            });
}

void Weights::SetExp(std::span<const float> logits, float max,
                     float inverse_temperature, std::span<const int> excluded) {
  ExpScaled(logits, max, inverse_temperature, weights_);
  for (const int id : excluded) weights_[static_cast<std::size_t>(id)] = 0;
  SumBlocks();
}

void Weights::SetSparse(std::span<const int> ids,
                        std::span<const float> weights) {
  std::ranges::fill(weights_, 0.0f);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    weights_[static_cast<std::size_t>(ids[i])] = weights[i];
  }
  SumBlocks();
}

int Weights::Draw(double uniform) const {
  const double target = uniform * total_;
  // The sums are added as for total_, which is above the target: this ends.
  double sum = 0;
  std::size_t block = 0;
  while (sum + block_sums_[block] <= target) sum += block_sums_[block++];
  // f64 here, f32 there: the sum may end a little below the target. Then the
  // block's last token of a weight is the one.
  const std::size_t end = std::min((block + 1) * kBlock, weights_.size());
  std::size_t last = 0;
  for (std::size_t i = block * kBlock; i < end && sum <= target; ++i) {
    if (!(weights_[i] > 0)) continue;
    sum += weights_[i];
    last = i;
  }
  return static_cast<int>(last);
}

double Weights::WeightedSum(std::span<const float> logits, float max) const {
  double total = 0;
  std::array<float, kBlock> buffer;
  ForBlocks(weights_.size(), [&](auto, std::size_t first, std::size_t size) {
    // The limits keep 0 * infinity away; where a weight is not 0, its logit is
    // less than 88 below the largest.
    const auto products = std::span(buffer).first(size);
    Map(products) =
        Map(std::span(weights_).subspan(first, size)) *
        (Map(logits.subspan(first, size)) - max).max(-100.0f).min(0.0f);
    total += SumInLanes(products.data(), size);
  });
  return total;
}

}  // namespace lukewarm
