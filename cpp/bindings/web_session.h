// A Session as JavaScript drives it: in batches, with the results in columns
// that JavaScript reads straight from the wasm memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/generator.h"
#include "engine/model.h"
#include "engine/session.h"

namespace lukewarm {

class WebSession {
 public:
  WebSession(std::shared_ptr<const Model> model, std::uint64_t seed);
  WebSession(const WebSession& other);

  // Errors: as Validate().
  Result<void> Configure(const SamplingOptions& options);

  // Errors: as Session::Feed().
  Result<void> Feed(std::string_view text);
  // Of the last Feed(): from, to, from, to, ..., joined by U+0001.
  const std::string& replacements() const { return replacements_; }

  // Starts a generation; stop strings are joined by U+0001.
  void Begin(std::size_t max_tokens, std::string_view stop, Ending ending);
  // Generates up to `count` tokens, each with its `candidates` most probable
  // alternatives. The first of them is `chosen`, if that is not -1. Returns how
  // many; fewer than `count` at the end.
  int Run(int count, int candidates, int chosen);
  // Feeds token `id` as if it had been drawn; results as after Run().
  void Choose(int id);
  // Writes the distribution of the next token: the `count` most probable.
  void Distribution(int count);
  // Scores a text. Errors: as ScoreText().
  Result<void> Score(std::string_view text);
  // Reads activations. Errors: as ReadActivations().
  Result<void> Activations(std::string_view text, int layer, unsigned parts);

  // The results of the last call, one entry per token; for the candidates
  // [tokens, candidates], most probable first. web/engine/session.js lists
  // them in the same order.
  enum Column {
    kIds,               // int32
    kTextEnds,          // int32: where its text ends in text(), UTF-16 units
    kRanks,             // int32
    kCandidateIds,      // int32
    kFloats,            // float: logits; activations, in blocks
    kProbabilities,     // double, as all that follow
    kLogProbabilities,  // nats
    kUniforms,
    kAdjusted,
    kEntropies,  // nats
    kCandidateProbabilities,
    kCandidateAdjusted,
  };
  struct View {
    const void* data;
    std::size_t size;  // in elements
  };
  // Valid until the next call.
  View Read(Column column) const;
  const std::string& text() const { return text_; }

 private:
  void Clear();
  void Add(const Step& step);
  void AddTextEnd(std::string_view text);
  void AddCandidates(std::size_t count);

  Session session_;
  SamplingOptions options_;
  std::optional<Generator> generator_;
  std::string replacements_;

  std::vector<int> integers_[kCandidateIds + 1];
  std::vector<float> floats_;
  std::vector<double> doubles_[kCandidateAdjusted - kFloats];
  std::vector<int>& Integers(Column column) { return integers_[column]; }
  std::vector<double>& Doubles(Column column) {
    return doubles_[column - kProbabilities];
  }
  std::string text_;
  int text_units_ = 0;
};

}  // namespace lukewarm
