// A Session that reads and writes in batches, with the results in columns, so
// that a caller can do a long text in slices of a few milliseconds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/columns.h"
#include "engine/generator.h"
#include "engine/model.h"
#include "engine/session.h"
#include "text/tokenizer.h"

namespace lukewarm {

struct GenerateOptions {
  SamplingOptions sampling = {};
  std::size_t max_tokens = 200;
  Ending ending = Ending::kFlush;
  Statistics statistics = Statistics::kAll;
};

class BatchedSession {
 public:
  BatchedSession(std::shared_ptr<const Model> model, std::uint64_t seed);
  // A fork: it has no generation, and nothing to read.
  BatchedSession(const BatchedSession& other);

  // Takes a text to be fed by Feed(). Returns what of it the model does not
  // know. Errors: kTextNotUtf8.
  Result<ReplacementColumns> Read(std::string_view text);
  // Feeds up to `count` tokens of that text, until none is left. Returns how
  // many are.
  std::size_t Feed(std::size_t count);

  // Adds a text that ends the generation that Begin() starts.
  void StopAt(std::string_view text);
  // Starts a generation. Errors: as Validate().
  Result<void> Begin(const GenerateOptions& options);
  // Generates up to `count` tokens, each with its `candidates` most probable
  // alternatives; fewer than `count` at the end. The first token is `chosen`
  // unless that is -1. Errors: kInvalidArgument without Begin().
  Result<StepColumns> Run(std::size_t count, std::size_t candidates,
                          int chosen);

  // Feeds token `id`, in [0, vocab_size), as if it had been drawn.
  StepColumns Choose(int id);
  // Returns the `count` most probable next tokens. Errors: as Validate().
  Result<CandidateColumns> Distribution(const SamplingOptions& options,
                                        std::size_t count);

  // Generates up to `count` tokens in each of the sessions, which are of one
  // model and have begun, in shared passes over the weights: the same tokens
  // as Run() gives for each.
  static std::vector<StepColumns> RunSideBySide(
      std::span<BatchedSession* const> sessions, std::size_t count);

 private:
  Session session_;
  std::string text_;               // of the last Read()
  std::vector<int> unread_;        // its ids
  std::size_t read_ = 0;           // how many of them were fed
  std::vector<std::string> stop_;  // of the next generation
  SamplingOptions sampling_;
  std::optional<Generator> generator_;
};

}  // namespace lukewarm
