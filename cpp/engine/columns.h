// Results in columns: one entry per token in vectors of plain numbers. For a
// caller to whom one call is expensive and one more number is not, as it is
// between JavaScript and WebAssembly.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/score.h"
#include "engine/session.h"
#include "sampling/options.h"
#include "text/tokenizer.h"

namespace lukewarm {

// Tokens that may come next, the most probable first.
struct CandidateColumns {
  // Appends the `count` most probable tokens that may come next in `session`.
  void Add(Session& session, const SamplingOptions& options, std::size_t count);

  std::vector<int> ids;
  std::string text;            // the tokens' own texts, as in a list
  std::vector<int> text_ends;  // of each token in `text`, in UTF-16 units
  std::vector<float> logits;
  std::vector<double> probabilities;           // the model's own
  std::vector<double> sampling_probabilities;  // what is drawn from
};

// What a model does not know of a text: from, to, from, to, ...
struct ReplacementColumns {
  void Add(const Encoding::Replacement& replacement);

  std::string text;
  std::vector<int> text_ends;  // of each in `text`, in UTF-16 units
};

struct StepColumns {
  void Add(const Step& step);

  std::vector<int> ids;
  std::string text;            // what all the tokens add to the text
  std::vector<int> text_ends;  // of each token in `text`, in UTF-16 units
  std::vector<double> probabilities;
  std::vector<double> log_probabilities;  // nats
  std::vector<double> uniforms;
  std::vector<double> entropies;  // nats
  CandidateColumns candidates;    // [tokens, candidates]; may be empty
};

struct ScoreColumns {
  // `text` is what the token stands for.
  void Add(const TokenScore& token, std::string_view text);

  std::vector<int> ids;
  std::vector<int> text_ends;             // in the text, in UTF-16 units
  std::vector<double> log_probabilities;  // nats
  std::vector<int> ranks;
  std::vector<double> entropies;  // nats
};

// Appends the end of a token that is `text`, valid UTF-8, in UTF-16 units.
void AddTextEnd(std::string_view text, std::vector<int>* ends);

}  // namespace lukewarm
