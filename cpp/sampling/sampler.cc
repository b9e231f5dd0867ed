#include "sampling/sampler.h"

#include <algorithm>
#include <limits>
#include <ranges>

#include "kernels/elementwise.h"

namespace lukewarm {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

bool Penalizes(const SamplingOptions& options) {
  return options.repetition_penalty != 1 || options.presence_penalty != 0 ||
         options.frequency_penalty != 0;
}

bool Truncates(const SamplingOptions& options) {
  return options.top_k > 0 || options.top_p < 1 || options.min_p > 0 ||
         options.typical_p < 1;
}

// Returns the logit after penalties, finite if it was.
float Penalize(double logit, int count, const SamplingOptions& options) {
  constexpr double kLargest = std::numeric_limits<float>::max();
  if (logit == -kInfinity) return -kInfinity;
  logit = logit < 0 ? logit * options.repetition_penalty
                    : logit / options.repetition_penalty;
  logit -= count * options.frequency_penalty + options.presence_penalty;
  return static_cast<float>(std::clamp(logit, -kLargest, kLargest));
}

}  // namespace

Sampler::Sampler(std::size_t vocab_size, std::span<const int> banned)
    : banned_(banned.size() < vocab_size ? banned : std::span<const int>()),
      logits_(vocab_size),
      processed_(vocab_size),
      weights_(vocab_size),
      candidates_(vocab_size),
      model_weights_(vocab_size) {}

void Sampler::Compute(std::span<const float> logits, const TokenCounts& counts,
                      const SamplingOptions& options) {
  model_weights_current_ = false;
  log_sum_exp_.reset();
  entropy_.reset();
  Load(logits);
  const auto processed = ProcessLogits(counts, options);
  if (options.temperature == 0) {
    int first = 0;
    while (processed[static_cast<std::size_t>(first)] != max_ ||
           std::ranges::binary_search(banned_, first)) {
      ++first;
    }
    const float one = 1;
    weights_.SetSparse({&first, 1}, {&one, 1});
  } else if (Truncates(options)) {
    Truncate(processed, options);
  } else {
    weights_.SetExp(processed, max_, InverseTemperature(options.temperature),
                    banned_);
  }
  draws_from_model_ = options.temperature == 1 && !Truncates(options) &&
                      processed.data() == logits_.data();
}

void Sampler::Load(std::span<const float> logits) {
  CopyWithoutNan(logits, logits_);
  model_max_ = MaxExcept(logits_, banned_);
  const float max = Max();
  if (max == kInfinity) {
    for (float& logit : logits_) logit = logit == kInfinity ? 0 : -kInfinity;
  } else if (max == -kInfinity) {
    std::ranges::fill(logits_, 0.0f);
  } else {
    return;
  }
  model_max_ = MaxExcept(logits_, banned_);
}

float Sampler::Max() const {
  float max = model_max_;
  for (const int id : banned_) {
    max = std::max(max, logits_[static_cast<std::size_t>(id)]);
  }
  return max;
}

std::span<const float> Sampler::ProcessLogits(const TokenCounts& counts,
                                              const SamplingOptions& options) {
  max_ = model_max_;
  if (max_ == -kInfinity) {  // only banned tokens have a probability
    std::ranges::fill(processed_, 0.0f);
    max_ = 0;
    return processed_;
  }
  if (!Penalizes(options) || counts.ids().empty()) return logits_;
  std::ranges::copy(logits_, processed_.begin());
  for (const int id : counts.ids()) {
    float& logit = processed_[static_cast<std::size_t>(id)];
    logit = Penalize(logit, counts[id], options);
  }
  max_ = MaxExcept(processed_, banned_);
  return processed_;
}

void Sampler::Truncate(std::span<const float> logits,
                       const SamplingOptions& options) {
  const auto top_p = [&] {
    if (options.top_p < 1) candidates_.KeepTopP(options.top_p);
  };
  const auto min_p = [&] {
    if (options.min_p > 0) candidates_.KeepMinP(options.min_p);
  };
  const auto typical_p = [&] {
    if (options.typical_p < 1) candidates_.KeepTypical(options.typical_p);
  };
  candidates_.Start(logits, banned_);
  // Temperature changes no order: the first k are the same before and after it,
  // and only they need an exp.
  if (options.top_k > 0) candidates_.KeepTopK(options.top_k);
  if (options.order == SamplingOrder::kTemperatureFirst) {
    candidates_.ApplyTemperature(options.temperature);
    top_p();
    min_p();
    typical_p();
  } else {
    candidates_.ApplyTemperature(1);
    typical_p();
    top_p();
    min_p();
    candidates_.ApplyTemperature(options.temperature);
  }
  weights_.SetSparse(candidates_.ids(), candidates_.weights());
}

const Weights& Sampler::ModelWeights() const {
  if (draws_from_model_) return weights_;
  if (!model_weights_current_) {
    model_weights_.SetExp(logits_, model_max_, 1, banned_);
    model_weights_current_ = true;
  }
  return model_weights_;
}

double Sampler::LogSumExp() const {
  if (!log_sum_exp_) {
    const double max = Max();
    double sum = model_max_ > -kInfinity ? ModelWeights().total() : 0;
    sum *= Exp(model_max_ - max);
    for (const int id : banned_) {
      sum += Exp(logits_[static_cast<std::size_t>(id)] - max);
    }
    log_sum_exp_ = max + Log(sum);
  }
  return *log_sum_exp_;
}

double Sampler::Probability(int id) const { return Exp(LogProbability(id)); }

double Sampler::LogProbability(int id) const {
  return logits_[static_cast<std::size_t>(id)] - LogSumExp();
}

double Sampler::Entropy() const {
  if (!entropy_) {
    const double log_sum_exp = LogSumExp();
    double entropy = 0;
    if (model_max_ > -kInfinity) {
      const Weights& weights = ModelWeights();
      const double mean =  // of logit - model_max_
          weights.WeightedSum(logits_, model_max_) / weights.total();
      const double rest = model_max_ + Log(weights.total()) - log_sum_exp;
      entropy = Exp(rest) * (log_sum_exp - model_max_ - mean);
    }
    for (const int id : banned_) {
      const double banned = Probability(id);
      if (banned > 0) entropy -= banned * LogProbability(id);
    }
    entropy_ = std::max(0.0, entropy);
  }
  return *entropy_;
}

std::size_t Sampler::Rank(int id) const {
  const std::span<const float> logits = logits_;
  const auto index = static_cast<std::size_t>(id);
  const float own = logits[index];
  const auto above =
      std::ranges::count_if(logits, [=](float other) { return other > own; });
  return static_cast<std::size_t>(1 + above +
                                  std::ranges::count(logits.first(index), own));
}

std::span<const int> Sampler::Top(std::size_t n) const {
  top_.resize(std::min(n, logits_.size()));
  std::ranges::partial_sort_copy(
      std::views::iota(0, static_cast<int>(logits_.size())), top_,
      [this](int a, int b) {
        const float first = logits_[static_cast<std::size_t>(a)];
        const float second = logits_[static_cast<std::size_t>(b)];
        return first > second || (first == second && a < b);
      });
  return top_;
}

}  // namespace lukewarm
