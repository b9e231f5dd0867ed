// From logits to the next token: penalties, temperature, the truncations, one draw. It works on logits in float64
// with log-sum-exp, so that no temperature from 0 to infinity makes a NaN and log(0) does not exist.
// Meanings are Hugging Face's (transformers, generation/logits_process.py); `order` offers llama.cpp's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "base/result.h"

namespace lukewarm {

// kTemperatureFirst: penalties, temperature, top_k, top_p, min_p, typical_p (Hugging Face, Keras).
// kTemperatureLast: penalties, top_k, typical_p, top_p, min_p, temperature (llama.cpp's default chain).
enum class SamplingOrder { kTemperatureFirst, kTemperatureLast };

struct SamplingOptions {
  double temperature = 1;  // 0: greedy, exactly; infinity: even over what is left
  int top_k = 0;           // keep the k largest logits, ties with the k-th all kept; 0: off
  double top_p = 1;        // keep the smallest set of probability >= top_p, at least one; 1: off
  double min_p = 0;        // keep what has at least min_p times the largest probability; 0: off
  double typical_p = 1;    // keep the most typical (Meister et al. 2022) of probability >= typical_p; 1: off
  double repetition_penalty = 1;  // Keskar et al. 2019: divides positive, multiplies negative logits; 1: off
  double presence_penalty = 0;    // subtracted once from every token that has occurred
  double frequency_penalty = 0;   // subtracted times the number of occurrences
  SamplingOrder order = SamplingOrder::kTemperatureFirst;

  friend bool operator==(const SamplingOptions&, const SamplingOptions&) = default;
};

// Errors: kInvalidArgument, a sentence naming the option and its range; NaN is refused everywhere.
Result<void> Validate(const SamplingOptions& options);

// Holds the buffers of one vocab, so that a step allocates nothing.
class Sampler {
 public:
  // banned: the token that can never be drawn (the unknown token), or -1.
  explicit Sampler(std::size_t vocab_size, int banned = -1);

  // Computes both distributions for `logits` [vocab_size] (a NaN logit counts as -infinity). history: the ids that penalties look at, oldest first.
  // `options` must be valid.
  void Compute(std::span<const float> logits, std::span<const int> history, const SamplingOptions& options);

  // The model's own distribution, softmax(logits), banned token included. Sums to 1 to rounding. [vocab_size]
  std::span<const double> probabilities() const { return probabilities_; }
  // Natural logarithms of probabilities(), exact where those round to 0.
  double LogProbability(int id) const;
  // The distribution that is drawn from: after penalties, temperature and truncation; 0: cut off. [vocab_size]
  std::span<const double> adjusted() const { return adjusted_; }
  // Entropy of probabilities(), nats.
  double Entropy() const;

  // Returns the token that `uniform` in [0, 1) points at on the cumulative line of adjusted() in id order; never a
  // token of probability 0, whatever rounding does. At temperature 0: the largest logit after penalties, the lowest id on ties.
  int Draw(double uniform) const;

  // Returns the ids of the n largest by logit (ties: lower id first).
  std::vector<int> Top(std::size_t n) const;

 private:
  // the implementer's choice
  std::vector<double> logits_, probabilities_, adjusted_;
};

// Ranks `logits`: returns how many tokens are strictly above token `id`, plus 1 + ties with a lower id.
std::size_t Rank(std::span<const float> logits, int id);

}  // namespace lukewarm
