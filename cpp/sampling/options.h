// The sampling options and what they mean. Names and meanings are Hugging
// Face's (transformers 4.46, generation/logits_process.py); `order` offers the
// default chain of llama.cpp (src/llama-sampling.cpp). Where the two differ:
//
//   top_k     Hugging Face keeps every tie with the k-th, llama.cpp exactly k:
//             all ties are kept here.
//   top_p     the same set, summed from below there and from above here; both
//             leave ties to their sort: the lower id stays here. The weights
//             are f32, their sums f64: where the probability of a set is within
//             1e-6 of top_p, it may count as on either side, on every machine
//             the same. typical_p likewise.
//   typical_p Hugging Face takes 0 log 0 as 0, stops at mass >= typical_p and
//             keeps ties; llama.cpp makes NaN, stops at mass > typical_p and
//             does not: Hugging Face here.
//   repetition_penalty  the same; the caller decides how much history counts
//             (Hugging Face: all of it; llama.cpp: the last 64).
//   presence_penalty, frequency_penalty  only llama.cpp (and OpenAI) have them:
//             logit - (count * frequency + presence), after the repetition
//             penalty, as there.
//   temperature 0  Hugging Face refuses it; llama.cpp takes the largest logit
//             that truncation left. Here it is greedy whatever else is set: it
//             differs from llama.cpp only where typical_p cuts off the largest.
//   temperature infinity  the limit of a rising temperature: even over what is
//             left. Equal probabilities are ranked by logit there, so that
//             top_k and top_p do not jump at the limit.
#pragma once

#include "base/result.h"

namespace lukewarm {

// kTemperatureFirst: penalties, temperature, top_k, top_p, min_p, typical_p
// (Hugging Face; Keras). kTemperatureLast: penalties, top_k, typical_p, top_p,
// min_p, temperature (llama.cpp's default chain).
// Each stage works on the probabilities of what the stage before it left.
enum class SamplingOrder { kTemperatureFirst, kTemperatureLast };

struct SamplingOptions {
  // 0: greedy, exactly; infinity: even over what is left.
  double temperature = 1;
  // Keep the k largest logits, ties with the k-th all kept; 0: off.
  int top_k = 0;
  // Keep the smallest set of probability >= top_p, at least one; 1: off.
  double top_p = 1;
  // Keep what has at least min_p times the largest probability; 0: off.
  double min_p = 0;
  // Keep the most typical (Meister et al. 2022: the surprise closest to the
  // entropy) of probability >= typical_p, at least one; 1: off.
  double typical_p = 1;
  // Divides positive logits, multiplies negative ones, once for every token
  // that has occurred (Keskar et al. 2019); 1: off, above: less repetition.
  double repetition_penalty = 1;
  // Subtracted once from every token that has occurred.
  double presence_penalty = 0;
  // Subtracted times the number of occurrences.
  double frequency_penalty = 0;
  SamplingOrder order = SamplingOrder::kTemperatureFirst;

  friend bool operator==(const SamplingOptions&,
                         const SamplingOptions&) = default;
};

// Errors: kInvalidArgument, a sentence naming the option and its range; NaN is
// refused everywhere. The penalties' ranges are wide; they are there so that no
// finite logit becomes infinite.
Result<void> Validate(const SamplingOptions& options);

}  // namespace lukewarm
