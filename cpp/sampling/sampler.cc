#include "sampling/sampler.h"

#include <algorithm>
#include <array>
#include <limits>

#include "kernels/elementwise.h"
#include "sampling/draw.h"
#include "sampling/ranked.h"
#include "sampling/softmax.h"

namespace lukewarm {
namespace {

constexpr double kMinusInfinity = -std::numeric_limits<double>::infinity();

double NanToMinusInfinity(float logit) {
  return logit == logit ? static_cast<double>(logit) : kMinusInfinity;
}

bool Penalizes(const SamplingOptions& options) {
  return options.repetition_penalty != 1 || options.presence_penalty != 0 ||
         options.frequency_penalty != 0;
}

bool Truncates(const SamplingOptions& options) {
  return options.top_k > 0 || options.top_p < 1 || options.min_p > 0 ||
         options.typical_p < 1;
}

void DivideBySum(std::span<double> weights) {
  const double sum = Sum(weights);
  for (double& weight : weights) weight /= sum;
}

}  // namespace

Sampler::Sampler(std::size_t vocab_size, int banned)
    : banned_(banned),
      logits_(vocab_size),
      probabilities_(vocab_size),
      scores_(vocab_size),
      adjusted_(vocab_size),
      counts_(vocab_size),
      survivors_(vocab_size) {}

void Sampler::Compute(std::span<const float> logits,
                      std::span<const int> history,
                      const SamplingOptions& options) {
  Load(logits);
  const double max = Score(history, options);
  if (options.temperature == 0) {
    std::fill(adjusted_.begin(), adjusted_.end(), 0);
    const auto first = std::find(scores_.begin(), scores_.end(), max);
    adjusted_[first - scores_.begin()] = 1;
  } else if (Truncates(options)) {
    Truncate(options);
  } else {
    ExpScaled(scores_, max, options.temperature, adjusted_);
    DivideBySum(adjusted_);
  }
}

void Sampler::Load(std::span<const float> logits) {
  std::transform(logits.begin(), logits.end(), logits_.begin(),
                 NanToMinusInfinity);
  max_ = MakeFinite(logits_);
  ExpScaled(logits_, max_, 1, probabilities_);
  log_sum_ = Log(Sum(probabilities_));
  DivideBySum(probabilities_);
}

double Sampler::Score(std::span<const int> history,
                      const SamplingOptions& options) {
  std::copy(logits_.begin(), logits_.end(), scores_.begin());
  if (Penalizes(options)) {
    const auto known = [this](int id) {
      return id >= 0 && static_cast<std::size_t>(id) < counts_.size();
    };
    for (const int id : history) {
      if (known(id)) ++counts_[id];
    }
    for (const int id : history) {
      if (!known(id) || counts_[id] == 0) continue;
      double& score = scores_[id];
      score = score < 0 ? score * options.repetition_penalty
                        : score / options.repetition_penalty;
      score -=
          counts_[id] * options.frequency_penalty + options.presence_penalty;
      counts_[id] = 0;
    }
  }
  if (banned_ < 0) return MakeFinite(scores_);
  scores_[banned_] = kMinusInfinity;
  const double max = MakeFinite(scores_);
  // Where nothing was left, everything is even now: ban it once more.
  if (scores_.size() > 1) scores_[banned_] = kMinusInfinity;
  return max;
}

void Sampler::Truncate(const SamplingOptions& options) {
  const auto top_p = [&] {
    if (options.top_p < 1) survivors_.KeepTopP(options.top_p);
  };
  const auto min_p = [&] {
    if (options.min_p > 0) survivors_.KeepMinP(options.min_p);
  };
  const auto typical_p = [&] {
    if (options.typical_p < 1) survivors_.KeepTypical(options.typical_p);
  };
  survivors_.Start(scores_);
  // Temperature changes no order: the first k are the same before and after it,
  // and only they need an exp.
  if (options.top_k > 0) survivors_.KeepTopK(options.top_k);
  if (options.order == SamplingOrder::kTemperatureFirst) {
    survivors_.Heat(options.temperature);
    top_p();
    min_p();
    typical_p();
  } else {
    survivors_.Heat(1);
    typical_p();
    top_p();
    min_p();
    survivors_.Heat(options.temperature);
  }
  survivors_.Normalize(adjusted_);
}

double Sampler::LogProbability(int id) const {
  return (logits_[id] - max_) - log_sum_;
}

double Sampler::Entropy() const {
  // Of a step's passes over the vocab the cheapest, since nothing waits for the
  // sum before it: four of them run side by side.
  std::array<double, 4> sums{};
  for (std::size_t i = 0; i < logits_.size(); ++i) {
    const double p = probabilities_[i];
    sums[i % 4] += p == 0 ? 0 : p * (logits_[i] - max_);
  }
  return std::max(0.0, log_sum_ - ((sums[0] + sums[1]) + (sums[2] + sums[3])));
}

int Sampler::Draw(double uniform) const {
  return lukewarm::Draw(adjusted_, uniform);
}

std::vector<int> Sampler::Top(std::size_t n) const {
  std::vector<Ranked> tokens;
  tokens.reserve(logits_.size());
  for (std::size_t i = 0; i < logits_.size(); ++i) {
    tokens.push_back({-logits_[i], 0, static_cast<int>(i)});
  }
  n = std::min(n, tokens.size());
  SortFirst(tokens, n);
  std::vector<int> ids(n);
  for (std::size_t i = 0; i < n; ++i) ids[i] = tokens[i].id;
  return ids;
}

std::size_t Rank(std::span<const float> logits, int id) {
  const double own = NanToMinusInfinity(logits[id]);
  std::size_t rank = 1;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    const double other = NanToMinusInfinity(logits[i]);
    if (other > own || (other == own && static_cast<int>(i) < id)) ++rank;
  }
  return rank;
}

}  // namespace lukewarm
