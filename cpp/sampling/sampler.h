// From logits to the next token: penalties, temperature, the truncations, one
// draw. It works on logits in float64 with log-sum-exp, so that no temperature
// from 0 to infinity makes a NaN and log(0) does not exist. It knows no model
// and no random engine: the caller brings logits and a uniform number.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sampling/options.h"
#include "sampling/survivors.h"

namespace lukewarm {

// Holds the buffers of one vocab, so that a step allocates nothing. Copyable: a
// copy holds the same distributions.
class Sampler {
 public:
  // vocab_size: at least 1. banned: the token that can never be drawn (the
  // unknown token), or -1.
  explicit Sampler(std::size_t vocab_size, int banned = -1);

  // Computes both distributions for `logits` [vocab_size]. history: the ids
  // that the penalties look at, in any order; ids outside the vocab are
  // ignored. `options` must be valid (Validate).
  // Any logits will do: NaN counts as -infinity, which gives probability 0; if
  // there are +infinities, they share everything evenly; if nothing is left
  // (every logit NaN, -infinity or banned) all tokens that are not banned share
  // evenly, and a banned token that is alone in its vocab is drawn after all.
  // O(vocab_size + history); with truncation O(vocab_size log kept): only what
  // is kept is sorted.
  void Compute(std::span<const float> logits, std::span<const int> history,
               const SamplingOptions& options);

  // The model's own distribution, softmax(logits): no penalty, no temperature,
  // the banned token included. Sums to 1 to rounding. [vocab_size]
  std::span<const double> probabilities() const { return probabilities_; }
  // Natural logarithms of probabilities(), exact where those round to 0.
  double LogProbability(int id) const;
  // The distribution that is drawn from, after penalties, temperature and
  // truncation; 0: cut off or banned. Sums to 1 to rounding. [vocab_size]
  std::span<const double> adjusted() const { return adjusted_; }
  // Entropy of probabilities(), nats.
  double Entropy() const;

  // Returns the token that `uniform` in [0, 1) points at on the cumulative line
  // of adjusted() in id order; never a token of probability 0, whatever
  // rounding does. At temperature 0: the largest logit after penalties, the
  // lowest id on ties.
  int Draw(double uniform) const;

  // Returns the ids of the n largest of `logits` (ties: lower id first); all of
  // them if n is larger. O(vocab_size log n).
  std::vector<int> Top(std::size_t n) const;

 private:
  void Load(std::span<const float> logits);
  // Sets scores_ to the logits after penalties and the ban; returns the
  // largest, which is finite.
  double Score(std::span<const int> history, const SamplingOptions& options);
  void Truncate(const SamplingOptions& options);

  int banned_;
  double max_ = 0;      // of logits_
  double log_sum_ = 0;  // log of the sum of exp(logits_ - max_)
  std::vector<double> logits_, probabilities_, scores_, adjusted_;
  std::vector<int> counts_;  // all 0 between calls
  Survivors survivors_;
};

// Returns how many of `logits` are strictly above that of token `id`, plus the
// ties with a lower id, plus 1: the most probable token has rank 1. NaN counts
// as -infinity. id: inside the vocab.
std::size_t Rank(std::span<const float> logits, int id);

}  // namespace lukewarm
