// A Session as JavaScript drives it: in batches, with the results in arrays
// that JavaScript reads as views of the wasm memory. A view holds until the
// next call into the module.
#pragma once

#include <emscripten/val.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/generator.h"
#include "engine/model.h"
#include "engine/session.h"

namespace lukewarm {

class WebSession {
 public:
  // The seed comes as its low and high 32 bits.
  WebSession(const std::shared_ptr<Model>& model, std::uint32_t seed_low,
             std::uint32_t seed_high);
  WebSession(const WebSession& other);

  // Returns false, with LastError() set, if an option is out of its range.
  bool Configure(double temperature, double top_k, double top_p, double min_p,
                 double typical_p, double repetition_penalty,
                 double presence_penalty, double frequency_penalty,
                 bool temperature_last);

  // Returns false, with LastError() set, if the text is not UTF-8.
  bool Feed(const std::string& text);
  // Of the last Feed(): from, to, from, to, ..., joined by U+0001.
  std::string Replacements() const { return replacements_; }

  // Starts a generation; stop strings are joined by U+0001.
  void Begin(double max_tokens, const std::string& stop);
  // Generates up to `count` tokens, each with its `candidates` most probable
  // alternatives. Returns how many; fewer than `count` at the end.
  int Run(int count, int candidates);
  // Feeds token `id` as if it had been drawn; results as after Run().
  void Choose(int id);
  // Writes the distribution of the next token, most probable first, into ids,
  // logits, probabilities and adjusted.
  void Distribution();
  // Scores a text; fills ids, text ends, log-probabilities, ranks, entropies.
  // Returns false, with LastError() set.
  bool Score(const std::string& text);

  // Results, one entry per token of the last call.
  emscripten::val Ids() const;
  emscripten::val Probabilities() const;
  emscripten::val LogProbabilities() const;
  emscripten::val Uniforms() const;
  emscripten::val Logits() const;
  emscripten::val Adjusted() const;
  emscripten::val Ranks() const;
  emscripten::val Entropies() const;
  // Where each token's text ends in Text(), in UTF-16 units.
  emscripten::val TextEnds() const;
  std::string Text() const { return text_; }
  // [tokens x candidates], most probable first.
  emscripten::val CandidateIds() const;
  emscripten::val CandidateProbabilities() const;
  emscripten::val CandidateAdjusted() const;

 private:
  void Clear();
  void Add(const Step& step);
  void AddCandidates(std::size_t count);

  Session session_;
  SamplingOptions options_;
  std::optional<Generator> generator_;
  std::string replacements_;

  std::vector<int> ids_, text_ends_, ranks_, candidate_ids_;
  std::vector<float> logits_;
  std::vector<double> probabilities_, log_probabilities_, uniforms_, adjusted_,
      entropies_, candidate_probabilities_, candidate_adjusted_;
  std::string text_;
  int text_units_ = 0;
};

}  // namespace lukewarm
