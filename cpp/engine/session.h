// A text in the making: the network's state after some tokens, the random
// numbers drawn so far, and the way on: read the distribution, draw or choose
// a token. A copy is a fork, which continues on its own.
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
#include "base/rng.h"
#include "engine/model.h"
#include "sampling/sampler.h"
#include "sampling/token_counts.h"
#include "text/tokenizer.h"

namespace lukewarm {

// One token of a text. The probability is the model's own, before temperature
// and everything else.
struct Step {
  int id = 0;
  std::string text;  // what the token adds to the text; may be empty
  double probability = 0;
  double log_probability = 0;  // nats
  double uniform = 0;  // the number that was drawn; 0 for a chosen token
  double entropy = 0;  // of the distribution that it came from, nats
};

// Whether a step is to have the probability of its token and the entropy: each
// is one more pass over the vocab. Without them they are 0.
enum class Statistics : std::uint8_t { kNone, kAll };

class Session {
 public:
  Session(std::shared_ptr<const Model> model, std::uint64_t seed);
  Session(const Session& other);
  Session(Session&&) = default;

  // Feeds a text. Returns how it was read. May be called at any time.
  // Errors: kTextNotUtf8, and then nothing was fed.
  Result<Encoding> Feed(std::string_view text);
  // The same in steps, for a text too long to be fed in one call: Encode(), all
  // its tokens in slices, each in [0, vocab_size), then ContinueAfter().
  Result<Encoding> Encode(std::string_view text) const;
  void Feed(std::span<const int> ids);
  void ContinueAfter(std::string_view text, std::span<const int> ids);

  // Computes both distributions of the next token; `options` must be valid.
  // The result holds until the session moves on. Repeated calls are cheap.
  const Sampler& Distribution(const SamplingOptions& options);

  // Draws the next token, feeds it and returns it.
  Step Next(const SamplingOptions& options,
            Statistics statistics = Statistics::kAll);

  // The same in two parts, for texts side by side: each session draws, then all
  // are fed in one pass over the weights. They are of one model. `state` and
  // `workspace` are working memory.
  Step Draw(const SamplingOptions& options,
            Statistics statistics = Statistics::kAll);
  static void FeedDrawn(std::span<Session* const> sessions,
                        Network::State& state, Network::Workspace& workspace);

  // Feeds token `id`, in [0, vocab_size), as if it had been drawn. It uses up
  // the random number of its place: the tokens after it are drawn with the same
  // numbers, whatever was chosen before.
  Step Choose(int id, Statistics statistics = Statistics::kAll);

  // Returns the logits of the next token. [vocab_size]
  std::span<const float> Logits();

  const Model& model() const { return *model_; }
  std::span<const int> ids() const { return ids_; }
  std::uint64_t seed() const { return rng_.seed(); }
  // Returns what the text stream held back, an unfinished character.
  std::string Flush() { return stream_->Flush(); }

 private:
  // Returns token `id` as a step, and records it as the last one.
  Step Take(int id, double uniform, Statistics statistics);
  // Records tokens. The network is fed apart.
  void Append(std::span<const int> ids);

  std::shared_ptr<const Model> model_;
  Network::State state_;
  Network::Workspace workspace_;
  Rng rng_;
  std::vector<int> ids_;  // every token so far
  TokenCounts counts_;    // of ids_
  std::unique_ptr<TextStream> stream_;
  std::vector<float> logits_;
  bool logits_current_ = false;
  Sampler sampler_;
  std::optional<SamplingOptions> sampled_with_;  // what sampler_ was run with
};

}  // namespace lukewarm
