#include "sampling/survivors.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/elementwise.h"
#include "sampling/softmax.h"

namespace lukewarm {

Survivors::Survivors(std::size_t vocab_size) {
  ids_.reserve(vocab_size);
  logits_.reserve(vocab_size);
  weights_.reserve(vocab_size);
  keys_.reserve(vocab_size);
  scratch_.reserve(vocab_size);
}

template <typename Keep>
void Survivors::Filter(Keep keep) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    if (!keep(i)) continue;
    ids_[kept] = ids_[i];
    logits_[kept] = logits_[i];
    weights_[kept] = weights_[i];
    ++kept;
  }
  ids_.resize(kept);
  logits_.resize(kept);
  weights_.resize(kept);
}

void Survivors::Start(std::span<const double> logits) {
  ids_.clear();
  logits_.clear();
  for (std::size_t i = 0; i < logits.size(); ++i) {
    if (logits[i] == -std::numeric_limits<double>::infinity()) continue;
    ids_.push_back(static_cast<int>(i));
    logits_.push_back(logits[i]);
  }
  weights_.resize(ids_.size());
}

void Survivors::Heat(double temperature) {
  // The largest may have been dropped (typical_p): find it afresh, so that the
  // coldest temperature leaves somebody a weight of 1.
  max_ = Max(logits_);
  temperature_ = temperature;
  ExpScaled(logits_, max_, temperature_, weights_);
}

void Survivors::KeepTopK(int k) {
  const std::size_t count = static_cast<std::size_t>(k);
  if (count >= ids_.size()) return;
  scratch_.clear();
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    scratch_.push_back({-logits_[i], 0, ids_[i]});
  }
  SortFirst(scratch_, count);
  const double threshold = -scratch_[count - 1].key;
  Filter([&](std::size_t i) { return logits_[i] >= threshold; });
}

void Survivors::KeepTopP(double p) {
  const double total = Sum(weights_);
  // All tokens below this floor together have less than half of 1 - p, so that
  // none of them is among the p: most of a vocab need not be ranked.
  const double floor = (1 - p) * total / (2 * static_cast<double>(ids_.size()));
  scratch_.clear();
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    if (weights_[i] < floor) continue;
    scratch_.push_back({-logits_[i], weights_[i], ids_[i]});
  }
  const Ranked last = LastWithin(scratch_, p * total);
  Filter([&](std::size_t i) {
    return !(last < Ranked{-logits_[i], weights_[i], ids_[i]});
  });
}

void Survivors::KeepMinP(double p) {
  const double threshold = p * Max(weights_);
  Filter([&](std::size_t i) { return weights_[i] >= threshold; });
}

void Survivors::KeepTypical(double p) {
  // What has no weight is never drawn; without it every surprise is finite, and
  // 0 log 0 is 0 in the entropy.
  Filter([&](std::size_t i) { return weights_[i] > 0; });
  const double total = Sum(weights_);
  const double log_total = Log(total);
  double entropy = 0;
  keys_.resize(ids_.size());
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    keys_[i] = log_total - (logits_[i] - max_) / temperature_;  // -log p
    entropy += weights_[i] / total * keys_[i];
  }
  scratch_.clear();
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    keys_[i] = std::abs(keys_[i] - entropy);
    scratch_.push_back({keys_[i], weights_[i], ids_[i]});
  }
  const double threshold = LastWithin(scratch_, p * total).key;
  Filter([&](std::size_t i) { return keys_[i] <= threshold; });
}

void Survivors::Normalize(std::span<double> probabilities) const {
  std::fill(probabilities.begin(), probabilities.end(), 0);
  const double total = Sum(weights_);
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    probabilities[ids_[i]] = weights_[i] / total;
  }
}

}  // namespace lukewarm
