// The distribution that is drawn from, as f32 weights up to a common factor,
// and the loops over a vocab that make it. Everything is IEEE arithmetic in a
// fixed order (kernels/elementwise.h, kernels/lanes.h): the same bits on every
// machine.
//
// Sums are f32 inside a block of 256 tokens and f64 over the blocks. A draw
// walks over the blocks first and then inside one block, so that 10,000 tokens
// take about 170 additions. The distribution drawn is within a total variation
// distance of 5e-7 of the exact softmax (tests/sampling/precision_test.cc).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace lukewarm {

// Copies `from` to `to`, which has the same size; NaN becomes -infinity.
void CopyWithoutNan(std::span<const float> from, std::span<float> to);

// Returns the largest value but for those at `excluded`, each once and in
// rising order; -infinity if there is no other. No NaN.
float MaxExcept(std::span<const float> values, std::span<const int> excluded);

// Returns the sum, block by block.
double Sum(std::span<const float> values);

// Returns 1 / temperature, limited to [1e-30, 1e30]: no product with a
// difference of logits is 0 * infinity, and the limits are as good as 0 and
// infinity.
float InverseTemperature(double temperature);

// Sets out[i] = exp((logits[i] - max) * inverse_temperature), 0 for a logit of
// -infinity. max: finite; inverse_temperature: of the function above. A
// multiplication, since f32 division takes four times as long.
void ExpScaled(std::span<const float> logits, float max,
               float inverse_temperature, std::span<float> out);

class Weights {
 public:
  explicit Weights(std::size_t vocab_size);

  // Sets the weights to those of ExpScaled(), and those of the tokens
  // `excluded` to 0.
  void SetExp(std::span<const float> logits, float max,
              float inverse_temperature, std::span<const int> excluded);

  // Sets the weight of ids[i] to weights[i], all others to 0.
  void SetSparse(std::span<const int> ids, std::span<const float> weights);

  // Returns the token that `uniform` in [0, 1) points at on the cumulative line
  // of the weights in id order; never one of weight 0, whatever rounding does.
  // total() must be above 0.
  int Draw(double uniform) const;

  // Returns the sum over all tokens of weight * (logit - max), with the logits
  // that SetExp() had.
  double WeightedSum(std::span<const float> logits, float max) const;

  float operator[](int id) const {
    return weights_[static_cast<std::size_t>(id)];
  }
  double total() const { return total_; }

 private:
  void SumBlocks();

  std::vector<float> weights_;
  std::vector<float> block_sums_;
  double total_ = 0;  // the block sums, added one after another
};

}  // namespace lukewarm
