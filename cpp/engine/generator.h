// Generation to an end: a number of tokens, a stop string, or a token that ends
// a text. What the command
// line and the browser both run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/session.h"
#include "sampling/sampler.h"

namespace lukewarm {

// What happens to an unfinished character at the end of a generation.
// kFlush: the last token's text includes it. kKeepOpen: the text stream keeps
// it for the session's next token.
enum class Ending : std::uint8_t { kFlush, kKeepOpen };

class Generator {
 public:
  // stop: generation ends once the generated text holds one of these; it stays
  // part of the text. `session` must outlive the generator.
  Generator(Session& session, const SamplingOptions& options,
            std::size_t max_tokens, std::vector<std::string> stop = {},
            Ending ending = Ending::kFlush,
            Statistics statistics = Statistics::kAll);

  // Returns the next token, or nothing at the end. chosen: the token to take
  // instead of drawing one, or -1.
  std::optional<Step> Next(int chosen = -1);
  // Returns the next token, drawn and not fed (Session::FeedDrawn()).
  std::optional<Step> Draw();
  // Whether Next() would return nothing.
  bool done() const { return left_ == 0; }

 private:
  Step Count(Step step);
  bool Stops(std::string_view piece);

  Session* session_;
  SamplingOptions options_;
  Ending ending_;
  Statistics statistics_;
  std::size_t left_;
  std::vector<std::string> stop_;
  std::size_t longest_stop_ = 0;
  std::string tail_;  // the end of the text, as long as the longest stop string
};

}  // namespace lukewarm
