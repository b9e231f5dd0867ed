// From logits to the next token: penalties, temperature, truncation, one draw.
// It knows no model and no random engine: the caller brings logits and a
// uniform number. What is drawn from is computed in f32 (weights.h). What is
// reported of the model's own distribution is computed when it is asked for.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "sampling/candidate_set.h"
#include "sampling/options.h"
#include "sampling/token_counts.h"
#include "sampling/weights.h"

namespace lukewarm {

// Holds the buffers of one vocab, so that a step allocates nothing. Copyable: a
// copy holds the same distributions.
class Sampler {
 public:
  // vocab_size: at least 1. banned: the tokens that can never be drawn (the
  // unknown token, padding), each once, in rising order; they must outlive the
  // sampler. If that is all of the vocab, nothing is banned.
  explicit Sampler(std::size_t vocab_size, std::span<const int> banned = {});

  // Computes the distribution to draw from for `logits` [vocab_size], which are
  // copied. counts: what the penalties look at. `options` must be valid
  // (Validate).
  // Any logits will do: NaN counts as -infinity, which gives probability 0; if
  // there are +infinities, they share everything evenly; if nothing is left
  // (every logit NaN, -infinity or banned), all tokens that are not banned
  // share evenly.
  // One exp per token; with truncation only the kept tokens are sorted.
  // Penalties cost O(distinct tokens) and two passes without exp.
  void Compute(std::span<const float> logits, const TokenCounts& counts,
               const SamplingOptions& options);

  // The distribution that is drawn from, after penalties, temperature and
  // truncation; 0: cut off or banned. Sums to 1 within 1e-6.
  double SamplingProbability(int id) const {
    return weights_[id] / weights_.total();
  }
  // Returns the token that `uniform` in [0, 1) points at on the cumulative line
  // of the sampling probabilities in id order; never a token of probability 0.
  // At temperature 0: the largest logit after penalties, the lowest id on ties.
  int Draw(double uniform) const { return weights_.Draw(uniform); }

  // The model's own distribution, softmax(logits): no penalty, no temperature,
  // the banned tokens included; the same bits whatever the options are. The
  // first call after Compute() sums over the vocab: one exp per token, none
  // where temperature is 1 and neither a penalty nor truncation changed
  // anything.
  double Probability(int id) const;
  // Natural logarithm of Probability(), within 2e-6 + 1e-7 |logit|; exact where
  // that rounds to 0.
  double LogProbability(int id) const;
  // Entropy, nats. O(vocab_size) at the first call after Compute().
  double Entropy() const;
  // Returns how many logits are above that of token `id`, plus the ties with a
  // lower id, plus 1: the most probable token has rank 1. O(vocab_size).
  std::size_t Rank(int id) const;
  // Returns the ids of the n largest logits (ties: lower id first), of all if n
  // is larger; valid until the next call. O(vocab_size log n).
  std::span<const int> Top(std::size_t n) const;

 private:
  void Load(std::span<const float> logits);
  // Sets max_ and returns the logits after penalties: logits_ or processed_.
  std::span<const float> ProcessLogits(const TokenCounts& counts,
                                       const SamplingOptions& options);
  void Truncate(std::span<const float> logits, const SamplingOptions& options);
  // Returns exp(logit - model_max_), without the banned tokens.
  const Weights& ModelWeights() const;
  // Returns the logarithm of the sum of exp(logit), the banned tokens included.
  double LogSumExp() const;
  // Returns the largest logit, the banned tokens included.
  float Max() const;

  std::span<const int> banned_;
  std::vector<float> logits_;     // the model's, without NaN and +infinity
  std::vector<float> processed_;  // after penalties, if there are any
  float model_max_ = 0;           // of logits_, without the banned tokens
  float max_ = 0;                 // of those after penalties, likewise
  Weights weights_;
  bool draws_from_model_ = false;  // weights_ are the model's
  CandidateSet candidates_;

  // Filled when asked for.
  mutable Weights model_weights_;  // at temperature 1, before penalties
  mutable bool model_weights_current_ = false;
  mutable std::optional<double> log_sum_exp_;
  mutable std::optional<double> entropy_;
  mutable std::vector<int> top_;
};

}  // namespace lukewarm
