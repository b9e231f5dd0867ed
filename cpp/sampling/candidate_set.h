// The tokens that truncation has not dropped, in id order, and the stages that
// drop some. A stage finds a threshold in a scratch copy, then filters, so that
// the order never changes and sums do not depend on a sort.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sampling/ranked.h"

namespace lukewarm {

// Holds its buffers: no stage allocates. Never empty after Start().
class CandidateSet {
 public:
  explicit CandidateSet(std::size_t vocab_size);

  // Starts with every token above -infinity but `excluded`, each once and in
  // rising order; there must be one.
  void Start(std::span<const float> logits, std::span<const int> excluded);

  // Sets the weights exp(logit / temperature), up to a common factor. Called
  // before the stages below, and again to change the temperature.
  void ApplyTemperature(double temperature);

  // Each drops tokens as SamplingOptions says, and needs no weights (top_k) or
  // those of ApplyTemperature() (the others).
  void KeepTopK(int k);
  void KeepTopP(double p);
  void KeepMinP(double p);
  void KeepTypical(double p);

  std::span<const int> ids() const { return ids_; }
  std::span<const float> weights() const { return weights_; }

 private:
  // Drops every candidate i for which keep(i) is false.
  template <typename Keep>
  void Filter(Keep keep);
  void Resize(std::size_t count);

  float max_ = 0, inverse_temperature_ = 1;  // of the last ApplyTemperature()
  std::vector<int> ids_;
  std::vector<float> logits_;
  std::vector<float> weights_;
  std::vector<float> keys_;
  std::vector<Ranked> ranked_;
};

}  // namespace lukewarm
