// Beam search: the most probable continuation that keeping `beams` candidates
// finds. For comparison with sampling; one beam is greedy search.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/model.h"

namespace lukewarm {

struct Beam {
  std::vector<int> ids;        // generated
  std::string text;            // what they add to the prompt
  double log_probability = 0;  // nats, of all of them together
};

// Returns the beams after `max_tokens` tokens, the most probable first. All
// have one length, so no length penalty is needed; where a token ends the text,
// a beam that has taken it stays as it is among the longer ones. Tokens that
// are never drawn are never taken. Errors: kInvalidArgument (beams not in [1,
// 1000]), kTextNotUtf8.
Result<std::vector<Beam>> BeamSearch(std::shared_ptr<const Model> model,
                                     std::string_view prompt, std::size_t beams,
                                     std::size_t max_tokens);

}  // namespace lukewarm
