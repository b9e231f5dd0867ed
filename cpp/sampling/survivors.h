// The truncations: the tokens that are still in the running, in id order, and
// the stages that drop some. A stage finds a threshold in a scratch copy, then
// filters, so that the order never changes and sums do not depend on a sort.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sampling/ranked.h"

namespace lukewarm {

// Holds its buffers: no stage allocates. Never empty after Start.
class Survivors {
 public:
  explicit Survivors(std::size_t vocab_size);

  // Begins with every token above -infinity; there must be one.
  void Start(std::span<const double> logits);

  // Sets the weights exp(logit / temperature), up to a common factor. Called
  // before the stages below, and again to change the temperature.
  void Heat(double temperature);

  // Each drops tokens as SamplingOptions says, and needs no weights (top_k) or
  // those of Heat (the others).
  void KeepTopK(int k);
  void KeepTopP(double p);
  void KeepMinP(double p);
  void KeepTypical(double p);

  // Sets probabilities [vocab_size] to the weights over their sum, 0 for all
  // that was dropped.
  void Normalize(std::span<double> probabilities) const;

 private:
  // Drops every survivor i for which keep(i) is false.
  template <typename Keep>
  void Filter(Keep keep);

  double max_ = 0, temperature_ = 1;  // of the last Heat
  std::vector<int> ids_;
  std::vector<double> logits_;
  std::vector<double> weights_;
  std::vector<double> keys_;
  std::vector<Ranked> scratch_;
};

}  // namespace lukewarm
