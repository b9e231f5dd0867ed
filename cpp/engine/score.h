// How probable a text is to a model, token by token.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/model.h"
#include "sampling/sampler.h"
#include "text/tokenizer.h"

namespace lukewarm {

struct TokenScore {
  int id = 0;
  std::size_t length = 0;      // bytes of the text that it stands for
  double log_probability = 0;  // nats
  std::size_t rank = 0;        // 1: the model's first choice
  double entropy = 0;          // nats, of the distribution it came from
};

struct Score {
  std::size_t tokens = 0;
  std::size_t unknown = 0;     // tokens outside the vocab
  std::size_t characters = 0;  // Unicode code points of the text
  double loss = 0;             // mean of -log_probability, nats per token
  double perplexity = 0;       // exp(loss)
  double bits_per_character = 0;
};

// Scores a text piece by piece, the state carried from its first token to its
// last; the first is predicted after the model's start token. What the vocab
// does not know is the unknown token, or skipped if there is none.
class Scorer {
 public:
  using Visit = std::function<void(const TokenScore&)>;

  // `model` must outlive the scorer. Errors: kTextNotUtf8, kTextEmpty.
  static Result<std::unique_ptr<Scorer>> Create(const Model& model,
                                                std::string_view text);

  // Scores up to `count` more tokens; `visit` (may be empty) sees each in turn.
  // Returns how many are left.
  std::size_t Next(std::size_t count, const Visit& visit);

  // Of all tokens so far; the bits per character are right at the end.
  Score score() const;

 private:
  Scorer(const Model& model, std::string_view text, Encoding encoding);

  const Model* model_;
  Encoding encoding_;
  Network::State state_;
  Network::Workspace workspace_;
  std::vector<float> logits_;
  Sampler sampler_;
  std::size_t unknown_ = 0;
  std::size_t characters_ = 0;
  std::size_t next_ = 0;
  double sum_ = 0;  // of -log_probability, nats
};

// Scores the whole of `text`. Errors: as Scorer::Create().
Result<Score> ScoreText(const Model& model, std::string_view text,
                        const Scorer::Visit& visit);

}  // namespace lukewarm
