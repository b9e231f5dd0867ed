#include "sampling/candidate_set.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "kernels/elementwise.h"
#include "sampling/weights.h"

namespace lukewarm {

CandidateSet::CandidateSet(std::size_t vocab_size)
    : ids_(vocab_size),
      logits_(vocab_size),
      weights_(vocab_size),
      keys_(vocab_size) {
  ranked_.reserve(vocab_size);
}

void CandidateSet::Resize(std::size_t count) {
  ids_.resize(count);
  logits_.resize(count);
  weights_.resize(count);
}

template <typename Keep>
void CandidateSet::Filter(Keep keep) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    ids_[kept] = ids_[i];
    logits_[kept] = logits_[i];
    weights_[kept] = weights_[i];
    kept += keep(i) ? 1 : 0;
  }
  Resize(kept);
}

void CandidateSet::Start(std::span<const float> logits,
                         std::span<const int> excluded) {
  Resize(logits.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    if (!excluded.empty() && excluded[0] == static_cast<int>(i)) {
      excluded = excluded.subspan(1);
      continue;
    }
    ids_[count] = static_cast<int>(i);
    logits_[count] = logits[i];
    const bool possible = logits[i] > -std::numeric_limits<float>::infinity();
    count += possible ? 1 : 0;
  }
  Resize(count);
}

void CandidateSet::ApplyTemperature(double temperature) {
  // The largest may have been dropped (typical_p): it is looked for again, so
  // that the lowest temperature leaves a token of weight 1.
  max_ = MaxExcept(logits_, {});
  inverse_temperature_ = InverseTemperature(temperature);
  ExpScaled(logits_, max_, inverse_temperature_, weights_);
}

void CandidateSet::KeepTopK(int k) {
  const auto count = static_cast<std::size_t>(k);
  if (count >= ids_.size()) return;
  const auto largest = std::span(keys_).first(count);
  std::partial_sort_copy(logits_.begin(), logits_.end(), largest.begin(),
                         largest.end(), std::greater<>());
  const float threshold = largest.back();
  Filter([&](std::size_t i) { return logits_[i] >= threshold; });
}

void CandidateSet::KeepTopP(double p) {
  const double total = Sum(weights_);
  // All tokens below this floor together have less than half of 1 - p, so that
  // none of them is among the p: most of a vocab need not be ranked.
  const double floor = (1 - p) * total / (2 * static_cast<double>(ids_.size()));
  ranked_.clear();
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    if (weights_[i] < floor) continue;
    ranked_.push_back({-logits_[i], static_cast<int>(i)});
  }
  const Ranked last = NucleusCutoff(ranked_, weights_, p * total);
  Filter([&](std::size_t i) {
    return !(last < Ranked{-logits_[i], static_cast<int>(i)});
  });
}

void CandidateSet::KeepMinP(double p) {
  const double threshold = p * MaxExcept(weights_, {});
  Filter([&](std::size_t i) { return weights_[i] >= threshold; });
}

void CandidateSet::KeepTypical(double p) {
  // What has no weight is never drawn; without it every surprise is finite, and
  // 0 log 0 is 0 in the entropy.
  Filter([&](std::size_t i) { return weights_[i] > 0; });
  const double total = Sum(weights_);
  const double log_total = Log(total);
  double entropy = 0;
  const auto surprise = [&](std::size_t i) {  // -log p
    return log_total - (logits_[i] - max_) * inverse_temperature_;
  };
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    entropy += weights_[i] / total * surprise(i);
  }
  ranked_.clear();
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    keys_[i] = static_cast<float>(std::abs(surprise(i) - entropy));
    ranked_.push_back({keys_[i], static_cast<int>(i)});
  }
  const float threshold = NucleusCutoff(ranked_, weights_, p * total).key;
  Filter([&](std::size_t i) { return keys_[i] <= threshold; });
}

}  // namespace lukewarm
