// How probable a text is to a model, token by token.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/model.h"

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

// Scores `text`, the state carried from its first token to its last; the first
// is predicted after the model's start token. What the vocab does not know is
// the unknown token, or skipped if there is none. `visit` (may be empty) sees
// every token in turn. Errors: kTextNotUtf8, kTextEmpty.
Result<Score> ScoreText(const Model& model, std::string_view text,
                        const std::function<void(const TokenScore&)>& visit);

}  // namespace lukewarm
