// Generation to an end: a number of tokens, or a stop string. What the command
// line and the browser both run.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/session.h"
#include "sampling/sampler.h"

namespace lukewarm {

class Generator {
 public:
  // stop: generation ends once the generated text holds one of these; it stays
  // part of the text. `session` must outlive the generator.
  Generator(Session& session, const SamplingOptions& options,
            std::size_t max_tokens, std::vector<std::string> stop = {});

  // Returns the next token, or nothing at the end. The last one brings along
  // what the text stream held back.
  std::optional<Step> Next();

 private:
  bool Stops(std::string_view piece);

  Session* session_;
  SamplingOptions options_;
  std::size_t left_;
  std::vector<std::string> stop_;
  std::size_t longest_stop_ = 0;
  std::string tail_;  // the end of the text, as long as the longest stop string
};

}  // namespace lukewarm
